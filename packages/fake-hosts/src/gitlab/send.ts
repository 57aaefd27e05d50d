import { IncomingMessage, ServerResponse } from 'node:http';
import { Answer } from './answers';
import { FakeGitlabFault } from './faults';
import { tooManyRequests } from './rateLimit';

/**
 * What a fault says instead of the true answer, if it says anything.
 *
 * @internal
 */
export function answerOfFault(
  fault: FakeGitlabFault | undefined,
  credential: string,
): Answer | undefined {
  switch (fault?.kind) {
    case 'answer': {
      const { status, headers, body = '' } = fault;
      return {
        status,
        headers: { 'Content-Type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : body(credential),
      };
    }
    case 'rate-limited': {
      const { retryAfterSeconds, resetAt } = fault;
      return tooManyRequests({
        ...(retryAfterSeconds === undefined
          ? {}
          : { 'Retry-After': String(retryAfterSeconds) }),
        ...(resetAt
          ? { 'RateLimit-Reset': String(Math.ceil(resetAt.getTime() / 1000)) }
          : {}),
      });
    }
    case 'redirect':
      return {
        status: fault.status ?? 302,
        headers: { Location: fault.to },
        body: '',
      };
    default:
      return undefined;
  }
}

/** @internal */
export function send(options: {
  request: IncomingMessage;
  response: ServerResponse;
  answer: Answer;
  fault: FakeGitlabFault | undefined;
}): void {
  const { request, response, answer, fault } = options;
  const body = Buffer.from(answer.body);
  response.writeHead(answer.status, {
    ...answer.headers,
    'Content-Length': body.length,
  });
  if (request.method === 'HEAD') {
    response.end();
  } else if (fault?.kind === 'cut-off') {
    response.write(body.subarray(0, fault.afterBytes), () =>
      request.socket.destroy(),
    );
  } else {
    response.end(body);
  }
}
