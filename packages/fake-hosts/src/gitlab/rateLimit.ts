import { Answer } from './answers';
import { FakeGitlabLimit } from './types';

interface Window {
  startedAt: number;
  used: number;
}

/** @internal */
export function tooManyRequests(headers: Record<string, string>): Answer {
  return {
    status: 429,
    headers: { 'Content-Type': 'text/plain', ...headers },
    body: 'Retry later\n',
  };
}

/**
 * Counts the requests of each credential in windows of a fixed length, as GitLab does.
 *
 * @internal
 */
export class RateLimit {
  readonly #limit: FakeGitlabLimit;
  readonly #windows = new Map<string, Window>();

  constructor(limit: FakeGitlabLimit) {
    this.#limit = limit;
  }

  /** @returns the headers to send with the answer, and whether that has to be 429 */
  count(credential: string): {
    exceeded: boolean;
    headers: Record<string, string>;
  } {
    const { requests, windowSeconds, headers: when = 'exceeded' } = this.#limit;
    const length = windowSeconds * 1000;
    const startedAt = Math.floor(Date.now() / length) * length;
    const former = this.#windows.get(credential);
    const used = (former?.startedAt === startedAt ? former.used : 0) + 1;
    this.#windows.set(credential, { startedAt, used });

    const exceeded = used > requests;
    const told = when === 'always' || (when === 'exceeded' && exceeded);
    const resetAt = startedAt + length;
    const headers: Record<string, string> = told
      ? {
          'RateLimit-Limit': String(requests),
          'RateLimit-Name': 'throttle_authenticated_api',
          'RateLimit-Observed': String(used),
          'RateLimit-Remaining': String(Math.max(0, requests - used)),
          'RateLimit-Reset': String(resetAt / 1000),
          'RateLimit-ResetTime': new Date(resetAt).toUTCString(),
        }
      : {};
    if (told && exceeded) {
      const seconds = Math.ceil((resetAt - Date.now()) / 1000);
      headers['Retry-After'] = String(seconds);
    }
    return { exceeded, headers };
  }
}
