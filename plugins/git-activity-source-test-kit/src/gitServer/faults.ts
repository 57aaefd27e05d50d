import { ServeGitOptions } from './serveGit';

/**
 * Something that a {@link GitServer} does instead of what it should:
 *
 * - `answer`: says this and nothing else; `body` may be made of the request's `Authorization` header, to echo a credential
 * - `no-refs`: says that the repository is empty
 * - `cut-off`: breaks the connection after some bytes of the body
 * - `reset`: resets the connection before anything is said
 * - `hang`: says nothing and keeps the connection
 * - `slow`: waits before it does as it should
 * - `redirect`: sends the client to the same request below another repository's URL, with status 301 unless given
 * - `filter`: does not honour filters, see {@link ServeGitOptions}
 * - `old-protocol`: speaks as git did before protocol version 2
 *
 * @public
 */
export type GitServerFault =
  | {
      kind: 'answer';
      status: number;
      headers?: Record<string, string>;
      body?: string | ((authorization: string) => string);
    }
  | { kind: 'no-refs' }
  | { kind: 'cut-off'; afterBytes: number }
  | { kind: 'reset' }
  | { kind: 'hang' }
  | { kind: 'slow'; delayMs: number }
  | { kind: 'redirect'; to: string; status?: number }
  | { kind: 'filter'; filter: ServeGitOptions['filter'] }
  | { kind: 'old-protocol' };

/**
 * When a fault of a {@link GitServer} shows: at every request unless something is given.
 *
 * @public
 */
export interface GitServerFaultScope {
  /** How often it shows before it is gone. */
  times?: number;
  /** Only at requests for this repository, such as `group/name`. */
  repository?: string;
  /** Only at requests of this kind. */
  service?: 'info/refs' | 'git-upload-pack';
}
