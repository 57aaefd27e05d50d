import { Answer, GithubProblem } from './answers';
import { canReadContents, canSee, Credential, isGranted } from './credentials';
import type { RestCall } from './openapi';
import { HostedRepository, isNamed } from './repositories';
import type { GithubState } from './state';

const DEFAULT_PAGE_SIZE = 30;
const LARGEST_PAGE = 100;

/** A request to REST, once it is known who asks. */
export interface RestRequest {
  state: GithubState;
  credential: Credential;
  method: string;
  /** Below the API's base. */
  path: string;
  query: URLSearchParams;
  body: unknown;
}

/** What answers one operation. */
export type RestRoute = (
  request: RestRequest & { call: RestCall },
) => Promise<Answer> | Answer;

/** A repository that has another name now. */
export class MovedPermanently extends Error {
  readonly repositoryId: number;

  constructor(repositoryId: number) {
    super('Moved Permanently');
    this.repositoryId = repositoryId;
  }
}

/** Finds the repository that the path names, as far as the credential may see it. */
export function findRepository(
  state: GithubState,
  credential: Credential,
  call: RestCall,
): HostedRepository {
  const { owner, repo } = call.path;
  const hosted = state.repositories.find(owner, repo);
  if (!hosted || !canSee(credential, hosted)) {
    throw new GithubProblem(404, 'Not Found');
  }
  if (!isNamed(hosted, owner, repo)) {
    throw new MovedPermanently(hosted.id);
  }
  const blocked = blockOf(state, credential, hosted);
  if (blocked) {
    throw blocked;
  }
  return hosted;
}

/** The same for its contents, which take one more permission. */
export function findReadable(
  state: GithubState,
  credential: Credential,
  call: RestCall,
): HostedRepository {
  const hosted = findRepository(state, credential, call);
  if (!canReadContents(credential, hosted)) {
    throw new GithubProblem(403, inaccessible(credential));
  }
  return hosted;
}

export function inaccessible(credential: Credential): string {
  return credential.kind === 'installation'
    ? 'Resource not accessible by integration'
    : 'Resource not accessible by personal access token';
}

/** What keeps a repository from somebody who could see it otherwise. */
export function blockOf(
  state: GithubState,
  credential: Credential,
  hosted: HostedRepository,
): GithubProblem | undefined {
  if (hosted.blocked === 'dmca') {
    return new GithubProblem(451, 'Repository access blocked');
  }
  if (hosted.blocked === 'disabled') {
    return new GithubProblem(403, 'Repository access blocked');
  }
  const policy = state.repositories.policies.get(hosted.owner.toLowerCase());
  if (
    !policy ||
    credential.kind === 'anonymous' ||
    (credential.kind === 'installation' && policy !== 'ip-allow-list') ||
    (!hosted.private && !isGranted(credential, hosted))
  ) {
    return undefined;
  }
  switch (policy) {
    case 'saml':
      return new GithubProblem(
        403,
        'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
        {
          headers: {
            'x-github-sso': `required; url=${state.webUrl}/orgs/${hosted.owner}/sso`,
          },
        },
      );
    case 'ip-allow-list':
      return new GithubProblem(
        403,
        `Although you appear to have the correct authorization credentials, the \`${hosted.owner}\` organization has an IP allow list enabled, and your IP address is not permitted to access this resource.`,
      );
    default:
      return credential.kind === 'classic'
        ? new GithubProblem(
            403,
            `\`${hosted.owner}\` forbids access via a personal access token (classic). Please use a GitHub App, OAuth App, or a personal access token with fine-grained permissions.`,
          )
        : undefined;
  }
}

/** GitHub takes a page that is too large for the largest that there is. */
export function readPage(
  request: Pick<RestRequest, 'query' | 'state' | 'path'>,
  total: number,
) {
  const { query, state, path } = request;
  const asked = Number(query.get('per_page') ?? DEFAULT_PAGE_SIZE);
  const size = Math.min(Math.max(asked, 1), LARGEST_PAGE);
  const page = Math.max(Number(query.get('page') ?? 1), 1);
  const last = Math.max(Math.ceil(total / size), 1);
  const link = (to: number, relation: string) => {
    const url = new URL(`${state.apiUrl}${path}`);
    url.search = String(query);
    url.searchParams.set('page', String(to));
    return `<${url}>; rel="${relation}"`;
  };
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : []),
  ];
  const headers: Record<string, string> =
    links.length > 0 ? { link: links.join(', ') } : {};
  return { start: (page - 1) * size, end: page * size, headers };
}
