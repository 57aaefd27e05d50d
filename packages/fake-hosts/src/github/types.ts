import type { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';

/**
 * How {@link FakeGithub.start} sets the host up.
 *
 * @public
 */
export interface FakeGithubOptions {
  /** Whether it is a GitHub Enterprise Server: API below `/api`, no rate limits until one is set. False unless given. */
  enterprise?: boolean;
  /** The host's clock; the real one unless given. */
  now?: () => Date;
}

/**
 * A repository to host.
 *
 * @public
 */
export interface FakeGithubRepositoryOptions {
  /** The user or organisation it belongs to. */
  owner: string;
  /** Its name, without the owner. */
  name: string;
  /** Where its commits and refs come from; HEAD names the default branch. */
  repository: TestRepository;
  /** Whether only some credentials can see it; false unless given. */
  private?: boolean;
  /** Whether it is read-only; false unless given. */
  archived?: boolean;
}

/**
 * A repository as the host knows it.
 *
 * @public
 */
export interface FakeGithubRepository {
  /** What GitHub calls `databaseId` or `id`; stays when it is renamed or moved. */
  id: number;
  /** The id of GraphQL; stays when it is renamed or moved. */
  nodeId: string;
  /** `owner/name` as they are now. */
  fullName: string;
  /** Its page, such as `https://github.com/owner/name`. */
  url: string;
}

/**
 * Names a hosted repository: its id, or its present `owner/name`.
 *
 * @public
 */
export type FakeGithubRepositoryRef = number | string;

/**
 * A personal access token that the host accepts.
 *
 * @public
 */
export interface FakeGithubTokenOptions {
  /** The secret. */
  token: string;
  /** Which kind of token. */
  kind: 'classic' | 'fine-grained';
  /** Whose it is. */
  login: string;
  /** What it is called in {@link FakeGithub.requests}; the login unless given. */
  name?: string;
  /** Of a classic token, such as `repo`, which shows private repositories; none unless given. */
  scopes?: string[];
  /** Of a fine-grained token; `contents` and `metadata` to read unless given. */
  permissions?: Record<string, string>;
  /** The private repositories that it may see, as `owner/name`. All for a classic token and none for a fine-grained one unless given. */
  repositories?: string[];
  /** Whether it is past its time; false unless given. */
  expired?: boolean;
  /** When it expires, as GitHub tells in a header; it does not unless given. */
  expiresAt?: Date;
}

/**
 * One account's installation of an App.
 *
 * @public
 */
export interface FakeGithubInstallation {
  /** Its number in URLs. */
  id: number;
  /** The user or organisation that installed it. */
  owner: string;
  /** Whether the owner has suspended it; false unless given. */
  suspended?: boolean;
  /** Which of the owner's repositories it may see, as `owner/name`; all unless given. */
  repositories?: 'all' | string[];
  /** What the owner granted; what the App asks for unless given. */
  permissions?: Record<string, string>;
}

/**
 * A GitHub App.
 *
 * @public
 */
export interface FakeGithubAppOptions {
  /** Its number. */
  appId: number;
  /** What it asks of those who install it; `contents` and `metadata` to read unless given. */
  permissions?: Record<string, string>;
  /** PEM; the host makes one unless given. */
  privateKey?: string;
  /** Who installed it. */
  installations: FakeGithubInstallation[];
  /** How long the tokens of its installations last; an hour unless given. */
  tokenLifetimeSeconds?: number;
}

/**
 * A GitHub App with the key that proves to be it.
 *
 * @public
 */
export interface FakeGithubApp {
  /** Its number. */
  appId: number;
  /** PEM, to sign with. */
  privateKey: string;
}

/**
 * The part of the host that keeps something from a credential although that may read the repository: SAML single sign-on, an IP
 * allow list, or an organisation that takes no classic tokens.
 *
 * @public
 */
export type FakeGithubPolicy = 'saml' | 'ip-allow-list' | 'no-classic-tokens';

/**
 * A rate limit to set.
 *
 * @public
 */
export interface FakeGithubLimit {
  /** Whose, by the name in {@link FakeGithub.requests}; everybody's unless given. */
  credential?: string;
  /** Which of the host's counters. */
  resource: 'core' | 'graphql';
  /** How much per hour; stays as it was unless given. */
  limit?: number;
  /** How much is left; all of a limit that is given, else as it was. */
  remaining?: number;
  /** When it starts anew; an hour after its first use unless given. */
  resetAt?: Date;
}

/**
 * A request as the host received it. No credential is in it.
 *
 * @public
 */
export interface FakeGithubRequest {
  /** Which door it came through. */
  kind: 'rest' | 'graphql' | 'git';
  /** In capitals. */
  method: string;
  /** With its query. */
  path: string;
  /** Of a GraphQL query. */
  operationName?: string;
  /** Of a GraphQL query. */
  query?: string;
  /** Of a GraphQL query. */
  variables?: Record<string, unknown>;
  /** The name of the credential that came with it: `anonymous`, `unknown`, a login, `app 1`, `installation 1`. */
  credential: string;
  /** How it was answered; 0 if it was not. */
  status: number;
  /** Points or requests that it was charged. */
  cost: number;
}

/**
 * What the host does instead of answering properly:
 *
 * - `primary-limit`: the hourly limit is used up, in REST's and GraphQL's own way
 * - `graphql-200-rate-limited`, `graphql-200-rate-limit`: the same of GraphQL alone, in its older words and in its newer ones,
 *   which Octokit does not recognise
 * - `secondary-limit`: 403 with `retry-after`; `secondary-limit-silent`: 403 without any time
 * - `retry-after:N`: 429 that asks to wait N seconds
 * - `502`, `504`, `500`: as GitHub's proxies and servers say so
 * - `502-above-page-size:N`: 502 for any page of more than N items
 * - `reset`: the connection is reset; `hang`: no answer ever; `truncate`: the connection ends in the middle of the answer
 * - `html-200`: a web page with status 200
 * - `partial-data`: GraphQL answers with an error in place of the last repository or node; REST is not affected
 * - `resource-limits`: the same, saying that the query took too much
 * - `empty-page`, `half-page`, `gap-in-page`: a list of commits that looks well and holds nothing, or ends after its first half as if
 *   there were no more, or lacks one in its middle; with `-recounted`, the counts beside it agree with that
 * - `echo-credential`: an error that contains the credential
 * - `redirect-elsewhere`: to another host, see {@link FakeGithub.strayRequests}
 *
 * @public
 */
export type FakeGithubFault =
  | 'primary-limit'
  | 'graphql-200-rate-limited'
  | 'graphql-200-rate-limit'
  | 'resource-limits'
  | 'secondary-limit'
  | 'secondary-limit-silent'
  | `retry-after:${number}`
  | '500'
  | '502'
  | '504'
  | `502-above-page-size:${number}`
  | 'reset'
  | 'hang'
  | 'truncate'
  | 'html-200'
  | 'partial-data'
  | `${'empty' | 'half' | 'gap-in'}-page`
  | `${'empty' | 'half' | 'gap-in'}-page-recounted`
  | 'echo-credential'
  | 'redirect-elsewhere';

/**
 * An answer to give instead of the true one.
 *
 * @public
 */
export interface FakeGithubAnswer {
  /** Of HTTP. */
  status: number;
  /** More of them, or others than usual. */
  headers?: Record<string, string>;
  /** Sent as JSON. */
  body: unknown;
}

/**
 * When and how the host misbehaves.
 *
 * @public
 */
export interface FakeGithubMisbehaviour {
  /** Which requests are meant; all unless given. `path` is the beginning of the path. */
  when?:
    | ((request: FakeGithubRequest) => boolean)
    | { path?: string; kind?: FakeGithubRequest['kind'] };
  /** How many times; until {@link FakeGithub.behave} unless given. */
  times?: number;
  /** What it does, or the answer that it gives. */
  with: FakeGithubFault | FakeGithubAnswer;
}

/**
 * A request that followed a redirect to a host where it has no business.
 *
 * @public
 */
export interface FakeGithubStrayRequest {
  /** With its query. */
  path: string;
  /** Whether any header had a credential that the host knows, or an `authorization`. */
  credential: boolean;
}

/**
 * What a push did, for {@link FakeGithub.pushEvent}.
 *
 * @public
 */
export interface FakeGithubPush {
  /** The SHA that the branch had; zeros if it is new. */
  before: string;
  /** The SHA that the branch has. */
  after: string;
  /** Whether it rewrote the branch; false unless given. */
  forced?: boolean;
  /** The branch; the default one unless given. */
  branch?: string;
}
