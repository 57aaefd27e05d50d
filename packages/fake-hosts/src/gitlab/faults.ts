/**
 * Something that a {@link FakeGitlab} does instead of what it should:
 *
 * - `answer`: says this and nothing else; `body` may be made of the credential that came with the request, to echo it
 * - `rate-limited`: 429 with or without what tells until when
 * - `cut-off`: breaks the connection after some bytes of the true answer
 * - `reset`: resets the connection before anything is said
 * - `hang`: says nothing and keeps the connection
 * - `slow`: waits before it does as it should
 * - `redirect`: sends the client elsewhere, with status 302 unless given
 * - `empty-page`: lists no commits, as if there were no more
 * - `half-page`: lists the first half of what it should, as if that were the end
 * - `moved-page`: lists what is so many places further on, or further back if negative, as if the list had grown or shrunk
 *
 * Those of pages show only where commits are listed, and their answers look well.
 *
 * @public
 */
export type FakeGitlabFault =
  | {
      kind: 'answer';
      status: number;
      headers?: Record<string, string>;
      /** JSON unless the headers name another `Content-Type`. */
      body?: string | ((credential: string) => string);
    }
  | {
      kind: 'rate-limited';
      /** Sent as `Retry-After`. */
      retryAfterSeconds?: number;
      /** Sent as `RateLimit-Reset`. */
      resetAt?: Date;
    }
  | { kind: 'cut-off'; afterBytes: number }
  | { kind: 'reset' }
  | { kind: 'hang' }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'redirect'; to: string; status?: number }
  | FakeGitlabPageFault;

/**
 * A list of commits that is told wrongly, in an answer that looks well.
 *
 * @public
 */
export type FakeGitlabPageFault =
  | { kind: 'empty-page' }
  | { kind: 'half-page' }
  | { kind: 'moved-page'; by: number };

const COMMITS_PATH = '/repository/commits';
const PAGE_FAULTS = ['empty-page', 'half-page', 'moved-page'];

/** @internal */
export function isPageFault(
  fault: FakeGitlabFault | undefined,
): fault is FakeGitlabPageFault {
  return fault !== undefined && PAGE_FAULTS.includes(fault.kind);
}

/**
 * When a fault of a {@link FakeGitlab} shows: at every request unless something is given.
 *
 * @public
 */
export interface FakeGitlabFaultScope {
  /** How often it shows before it is gone. */
  times?: number;
  /** How many requests that it would apply to are answered well before. */
  after?: number;
  /** Only at requests of this kind. */
  kind?: 'api' | 'git';
  /** Only at requests whose path and query match, such as `/repository\/commits/`. */
  url?: RegExp;
}

interface ActiveFault {
  fault: FakeGitlabFault;
  scope: FakeGitlabFaultScope;
  waiting: number;
  remaining: number;
}

/**
 * The faults that were asked for and have not all shown yet.
 *
 * @internal
 */
export class Faults {
  #active: ActiveFault[] = [];

  add(fault: FakeGitlabFault, scope: FakeGitlabFaultScope): void {
    this.#active.push({
      fault,
      scope,
      waiting: scope.after ?? 0,
      remaining: scope.times ?? Infinity,
    });
  }

  clear(): void {
    this.#active = [];
  }

  /** The fault that shows at a request: of several, the one that was asked for first. */
  take(request: {
    kind: string;
    url: string;
    path: string;
  }): FakeGitlabFault | undefined {
    for (const active of this.#active) {
      const { scope, fault } = active;
      const applies =
        active.remaining > 0 &&
        (!isPageFault(fault) || request.path.endsWith(COMMITS_PATH)) &&
        (!scope.kind || scope.kind === request.kind) &&
        (!scope.url || scope.url.test(request.url));
      if (applies && active.waiting > 0) {
        active.waiting -= 1;
      } else if (applies) {
        active.remaining -= 1;
        return fault;
      }
    }
    return undefined;
  }
}
