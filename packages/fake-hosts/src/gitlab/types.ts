import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';

/**
 * A project to add to a {@link FakeGitlab}.
 *
 * @public
 */
export interface FakeGitlabProjectOptions {
  /** The path with all groups, such as `group/sub/project`; case is kept. */
  path: string;
  /** Where its commits come from. It may be changed at any time, also while it is served. */
  repository: TestRepository;
  /** `private` unless given. */
  visibility?: 'public' | 'internal' | 'private';
  /** False unless given. */
  archived?: boolean;
}

/**
 * An access token that a {@link FakeGitlab} accepts.
 *
 * @public
 */
export interface FakeGitlabTokenOptions {
  /** The secret itself. */
  token: string;
  /** Such as `read_api`, `read_repository`, `api`. */
  scopes: string[];
  /** `personal` unless given. */
  kind?: 'personal' | 'group' | 'project';
  /** The private projects that it may see; `all` unless given. */
  projects?: 'all' | string[];
  /** The role in private projects: a `guest` sees that a project is there, and not its code. `reporter` unless given. */
  role?: 'guest' | 'reporter';
  /** Whether its time is over. */
  expired?: boolean;
  /** Whether it was revoked. */
  revoked?: boolean;
  /** Its last day, such as `2030-01-31`; never unless given. */
  expiresAt?: string;
}

/**
 * A request that a {@link FakeGitlab} received.
 *
 * @public
 */
export interface FakeGitlabRequest {
  /** Of the REST API, of a git client, or of neither. */
  kind: 'api' | 'git' | 'other';
  /** Such as `GET`. */
  method: string;
  /** As it was sent, with the query. */
  url: string;
  /** The same without the subpath, without `/api/v4` and without the query, such as `/projects/101/repository/commits`. */
  path: string;
  /** The query of the URL. */
  query: Record<string, string>;
  /** The `Authorization` header, if it came with one. */
  authorization?: string;
  /** The `PRIVATE-TOKEN` header, if it came with one. */
  privateToken?: string;
  /** The HTTP status of the answer; absent as long as there is none. */
  status?: number;
}

/**
 * How many requests a token, or an address without one, may make to a {@link FakeGitlab}.
 *
 * @public
 */
export interface FakeGitlabLimit {
  /** How many in a window. */
  requests: number;
  /** How long a window is. */
  windowSeconds: number;
  /**
   * When `RateLimit-*` and `Retry-After` headers are sent: once the limit is `exceeded`, as GitLab does unless given; with `always`
   * answer, as a proxy in front of it may; or `never`.
   */
  headers?: 'exceeded' | 'always' | 'never';
}
