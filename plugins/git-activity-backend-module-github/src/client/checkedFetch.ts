import { isRecord } from './responses';

/** A moved repository is answered with one redirect, two if its owner was renamed too. */
const MAX_REDIRECTS = 3;

const REDIRECTS = [301, 302, 307, 308];
const NO_BODY = [204, 205, 304];
const GATEWAY_TIMEOUT = 504;

/** A redirect that would take a credential, or the portal, to where the configuration does not send it. */
export class RedirectRefusedError extends Error {
  /** @param target - the host that was pointed to */
  constructor(readonly target: string) {
    super(`The redirect to ${target} is not followed`);
  }
}

/**
 * Makes a `fetch` that answers when the whole body is there, so that a connection that breaks within it is an error and not a
 * short text; that says 504 itself when nothing comes in time; and that follows redirects only of GET, and only to the same origin.
 */
export function createCheckedFetch(options: {
  timeoutMs: number;
}): typeof fetch {
  return async (input, init = {}) => {
    let url = new URL(String(input));
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      const response = await fetchWhole({ url, init, ...options });
      const location = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || location === null) {
        return response;
      }
      const target = new URL(location, url);
      if (target.origin !== url.origin || (init.method ?? 'GET') !== 'GET') {
        throw new RedirectRefusedError(target.host);
      }
      url = target;
    }
    throw new RedirectRefusedError(url.host);
  };
}

async function fetchWhole(options: {
  url: URL;
  init: RequestInit;
  timeoutMs: number;
}): Promise<Response> {
  const { url, init, timeoutMs } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = init.signal
    ? AbortSignal.any([init.signal, timeout])
    : timeout;
  try {
    const response = await fetch(url, { ...init, signal, redirect: 'manual' });
    const { status, headers } = response;
    const body = await response.arrayBuffer();
    return new Response(NO_BODY.includes(status) ? null : body, {
      status,
      headers: withoutEncoding(headers),
    });
  } catch (error) {
    if (init.signal?.aborted) {
      throw error;
    }
    if (timeout.aborted) {
      return new Response('Timed out', { status: GATEWAY_TIMEOUT });
    }
    throw new Error(reasonOf(error));
  }
}

/** A fetch that failed has the reason in its cause; the reason why no address of a host answers is a code only. */
function reasonOf(error: unknown): string {
  const cause = isRecord(error) && isRecord(error.cause) ? error.cause : error;
  const { message, code } = isRecord(cause) ? cause : {};
  return String(message || code || 'the connection failed');
}

/** The body was decoded on its way. */
function withoutEncoding(headers: Headers): Headers {
  const copy = new Headers(headers);
  copy.delete('content-encoding');
  copy.delete('content-length');
  return copy;
}
