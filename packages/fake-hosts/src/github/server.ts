import { randomBytes } from 'node:crypto';
import { createServer, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answers';
import type { Deed } from './faults';

/** A server and where it is. */
export interface Listening {
  server: Server;
  host: string;
  url: string;
}

/** Starts a server on a free port of this machine. */
export async function listen(): Promise<Listening> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server, host, url: `http://${host}` };
}

/** Ends a server, whoever is still connected. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>(resolve => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

/** Sends an answer, or whatever a fault makes of it. */
export function send(
  response: ServerResponse,
  answer: Answer,
  deed?: Deed,
): void {
  if (deed === 'hang') {
    return;
  }
  if (deed === 'reset') {
    response.req.socket.resetAndDestroy();
    return;
  }
  const { status, headers = {}, body, text } = answer;
  const content =
    text?.content ?? (body === undefined ? '' : JSON.stringify(body));
  response.writeHead(status, {
    'content-type': text?.type ?? 'application/json; charset=utf-8',
    ...(status === 304 ? {} : { 'content-length': Buffer.byteLength(content) }),
    'x-github-request-id': randomBytes(8).toString('hex').toUpperCase(),
    ...headers,
  });
  if (deed === 'truncate') {
    const half = Buffer.from(content);
    response.write(half.subarray(0, Math.floor(half.length / 2)), () =>
      response.destroy(),
    );
    return;
  }
  response.end(content);
}
