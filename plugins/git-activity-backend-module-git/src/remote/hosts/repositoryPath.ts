import { RemoteHost } from './RemoteHost';

/** Where a repository is on its host. */
export interface RepositoryPath {
  /** Below the host's base URL, the same for all spellings; without slashes at its ends. */
  path: string;
  /** What git is to ask for instead of `path`. */
  clonePath: string;
}

/** What GitLab used to put after a repository's path, and lets no repository be named. */
const OLD_GITLAB_VIEWS = ['tree', 'blob', 'raw', 'edit', 'commits'];
/** Least number of segments of a GitLab project's path: a group and a name. */
const GITLAB_SEGMENTS = 2;

/**
 * Finds the repository in the path of a URL, which may be that of a file or folder as the host shows it to people.
 *
 * @param options - the path's segments; `ssh` if the path was one for SSH, which never holds what leads to the host's pages
 * @returns undefined if the path is too short to name a repository
 */
export function findRepositoryPath(options: {
  host: RemoteHost;
  segments: string[];
  ssh: boolean;
}): RepositoryPath | undefined {
  const { host, ssh } = options;
  const segments = ssh
    ? options.segments
    : withoutPrefix(options.segments, basePath(host));
  switch (host.integration?.type) {
    case 'github':
      return ownerAndName(segments.map(lowerCase));
    case 'gitlab':
      return gitlabProject(segments.map(lowerCase));
    case 'gitea':
    case 'bitbucketCloud':
      return ownerAndName(segments);
    case 'bitbucketServer':
      return bitbucketServerRepository(segments.map(lowerCase));
    case 'azure':
      return azureRepository(segments);
    case 'gerrit':
      return gerritProject(host, options.segments);
    default:
      return plainRepository(segments);
  }
}

function lowerCase(text: string): string {
  return text.toLowerCase();
}

function withoutSuffix(segment: string): string {
  return segment.replace(/\.git$/i, '');
}

function basePath(host: RemoteHost): string[] {
  return new URL(host.baseUrl).pathname.split('/').filter(Boolean);
}

function withoutPrefix(segments: string[], prefix: string[]): string[] {
  const has = prefix.every(
    (part, index) => segments[index]?.toLowerCase() === part.toLowerCase(),
  );
  return has ? segments.slice(prefix.length) : segments;
}

function known(segments: string[]): RepositoryPath | undefined {
  const last = withoutSuffix(segments.at(-1) ?? '');
  if (last === '') {
    return undefined;
  }
  const path = [...segments.slice(0, -1), last].join('/');
  return { path, clonePath: `${path}.git` };
}

function ownerAndName(segments: string[]): RepositoryPath | undefined {
  return segments.length < 2 ? undefined : known(segments.slice(0, 2));
}

function gitlabProject(segments: string[]): RepositoryPath | undefined {
  const end = segments.findIndex(
    (segment, index) =>
      index >= GITLAB_SEGMENTS &&
      (segment === '-' || OLD_GITLAB_VIEWS.includes(segment)),
  );
  const project = end === -1 ? segments : segments.slice(0, end);
  return project.length < GITLAB_SEGMENTS ? undefined : known(project);
}

/** `scm/<project>/<name>` is where git finds it; people see `projects/<project>/repos/<name>`, and SSH has neither. */
function bitbucketServerRepository(
  segments: string[],
): RepositoryPath | undefined {
  const repos = segments.indexOf('repos');
  if (repos >= 2) {
    const [kind, owner] = segments.slice(repos - 2);
    const before = segments.slice(0, repos - 2);
    const project = kind === 'users' ? `~${owner}` : owner;
    const name = segments.slice(repos + 1, repos + 2);
    return name.length === 0
      ? undefined
      : known([...before, 'scm', project, ...name]);
  }
  const scm = segments.indexOf('scm');
  if (scm !== -1) {
    return segments.length < scm + 3
      ? undefined
      : known(segments.slice(0, scm + 3));
  }
  return segments.length === 2 ? known(['scm', ...segments]) : undefined;
}

/** The repository's name is what comes after `_git`, and has no suffix. */
function azureRepository(segments: string[]): RepositoryPath | undefined {
  const marker = segments.indexOf('_git');
  if (marker < 1 || segments.length < marker + 2) {
    return undefined;
  }
  const path = segments.slice(0, marker + 2).join('/');
  return { path, clonePath: path };
}

/** People see projects through Gitiles, at another path than where git finds them. */
function gerritProject(
  host: RemoteHost,
  segments: string[],
): RepositoryPath | undefined {
  const { integration } = host;
  if (integration?.type !== 'gerrit') {
    return undefined;
  }
  const { gitilesBaseUrl, password } = integration.config;
  const gitiles = new URL(gitilesBaseUrl).pathname.split('/').filter(Boolean);
  const authenticated = segments[0] === 'a' ? segments.slice(1) : segments;
  const below = withoutPrefix(
    withoutPrefix(authenticated, gitiles),
    basePath(host),
  );
  const end = below.indexOf('+');
  const path = (end === -1 ? below : below.slice(0, end)).join('/');
  return path === ''
    ? undefined
    : { path, clonePath: password ? `a/${path}` : path };
}

/** The host's habits are not known: what follows a segment that ends in `.git` is a page about the repository. */
function plainRepository(segments: string[]): RepositoryPath | undefined {
  const end = segments.findIndex(
    segment => segment.length > '.git'.length && segment.endsWith('.git'),
  );
  const path = (end === -1 ? segments : segments.slice(0, end + 1)).join('/');
  return path === '' ? undefined : { path, clonePath: path };
}
