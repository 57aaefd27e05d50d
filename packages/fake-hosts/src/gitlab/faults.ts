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
  | { kind: 'redirect'; to: string; status?: number };

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
  take(request: { kind: string; url: string }): FakeGitlabFault | undefined {
    for (const active of this.#active) {
      const { scope } = active;
      const applies =
        active.remaining > 0 &&
        (!scope.kind || scope.kind === request.kind) &&
        (!scope.url || scope.url.test(request.url));
      if (applies && active.waiting > 0) {
        active.waiting -= 1;
      } else if (applies) {
        active.remaining -= 1;
        return active.fault;
      }
    }
    return undefined;
  }
}
