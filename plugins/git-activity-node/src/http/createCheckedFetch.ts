import { explainUnreachable } from './explainUnreachable';
import { FetchFailure } from './FetchFailure';

/** A moved repository is answered with one redirect, two if its owner was renamed too. */
const MAX_REDIRECTS = 3;
const REDIRECTS = [301, 302, 303, 307, 308];
const NO_BODY = [204, 205, 304];

/** A page of a hundred commits has about 100 kB; only huge messages make it larger. */
const USUAL_MAX_BYTES = 64 * 1024 * 1024;

/**
 * What {@link createCheckedFetch} keeps to.
 *
 * @public
 */
export interface CheckedFetchOptions {
  /** How long one answer may take, with all of its body, in milliseconds. */
  timeoutMs: number;
  /** How large the body of an answer may be, once it is decoded; 64 MiB unless given. */
  maxBytes?: number;
  /** Called before each request, redirects included; what it throws ends the fetch. */
  onRequest?: () => void;
  /**
   * Where to go on to when a host redirects. Only the same origin unless given, and never another host, nor with anything but
   * GET and HEAD.
   *
   * @returns undefined not to follow
   */
  follow?: (target: URL, from: URL) => URL | undefined;
}

/**
 * Makes a `fetch` that can be trusted with a credential, whatever the host answers: it is sent to no other host; and an answer is there
 * when all of its body is, so that a connection that breaks is an error and not a short text.
 *
 * @returns a `fetch` that rejects with a {@link FetchFailure}, or the reason of the signal
 * @public
 */
export function createCheckedFetch(options: CheckedFetchOptions): typeof fetch {
  const { follow = sameOrigin } = options;
  return async (input, init = {}) => {
    let url = new URL(input instanceof Request ? input.url : input);
    for (let redirects = 0; ; redirects++) {
      options.onRequest?.();
      const response = await fetchWhole({ url, init, ...options });
      const location = response.headers.get('location');
      if (!REDIRECTS.includes(response.status) || location === null) {
        return response;
      }
      const target = URL.canParse(location, url.href)
        ? new URL(location, url)
        : undefined;
      const next =
        target && isReading(init) && redirects < MAX_REDIRECTS
          ? follow(target, url)
          : undefined;
      if (next?.host !== url.host) {
        throw new FetchFailure('redirect', 'it points elsewhere', { target });
      }
      url = next;
    }
  };
}

function sameOrigin(target: URL, from: URL): URL | undefined {
  return target.origin === from.origin ? target : undefined;
}

function isReading({ method = 'GET' }: RequestInit): boolean {
  return ['GET', 'HEAD'].includes(method.toUpperCase());
}

async function fetchWhole(
  options: CheckedFetchOptions & { url: URL; init: RequestInit },
): Promise<Response> {
  const { url, init, timeoutMs, maxBytes = USUAL_MAX_BYTES } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = AbortSignal.any([
    timeout,
    ...(init.signal ? [init.signal] : []),
  ]);
  try {
    const response = await fetch(url, { ...init, signal, redirect: 'manual' });
    const { status, headers } = response;
    const body = await readBody(response, maxBytes);
    return new Response(NO_BODY.includes(status) ? null : body, {
      status,
      headers: withoutEncoding(headers),
    });
  } catch (error) {
    init.signal?.throwIfAborted();
    if (error instanceof FetchFailure) {
      throw error;
    }
    throw timeout.aborted
      ? new FetchFailure('timeout', 'it does not answer in time')
      : new FetchFailure('unreachable', explainUnreachable(error));
  }
}

async function readBody(response: Response, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop ends the connection.
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new FetchFailure('too-large', 'its answer is too large to be read');
    }
  }
  return Buffer.concat(chunks);
}

/** The body was decoded on its way. */
function withoutEncoding(headers: Headers): Headers {
  const copy = new Headers(headers);
  copy.delete('content-encoding');
  copy.delete('content-length');
  return copy;
}
