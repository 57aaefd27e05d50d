import { ScmIntegrations } from '@backstage/integration';
import { ANNOTATION_PATH } from '../repositories/annotations';

/** Where in its repository an entity lives. */
export interface Place {
  /** As git writes them, without slashes at their ends; an empty one is the whole repository. */
  paths: string[];
  /** Whether each begins with a branch, which may have slashes in its name. */
  behindBranch: boolean;
}

const MAX_PATHS = 50;
/** Indexes of PostgreSQL hold no more than 2,704 bytes, of which an entity ref needs some. */
const MAX_PATH_BYTES = 1_000;
const CONTROL_OR_LONE_SURROGATE = /[\p{Cc}\p{Cs}]/u;

/**
 * What leads to a repository's files in the URLs of a host's pages, by the type of the host's integration: `at` is what comes after it, and
 * `file` is there if that is a file. The library that Backstage reads such URLs with knows no Gitea and no folder called `issues`, and
 * takes other folders for branches, without knowing which host it is.
 */
const PAGES: Partial<Record<string, RegExp>> = {
  github: /^\/[^/]+\/[^/]+\/(?:tree|(?<file>blob|raw|edit|blame))\/(?<at>.*)$/s,
  gitlab:
    /^(?:\/[^/]+){2,}?(?:\/-)?\/(?:tree|(?<file>blob|raw|edit|blame))\/(?<at>.*)$/s,
  gitea: /^(?:\/[^/]+){2,}?\/src\/(?:branch|tag|commit)\/(?<at>.*)$/s,
  bitbucketCloud: /^\/[^/]+\/[^/]+\/src\/(?<at>.*)$/s,
  bitbucketServer:
    /\/(?:projects|users)\/[^/]+\/repos\/[^/]+\/(?:browse|raw)\/(?<at>.*)$/s,
};
/** The hosts whose URLs have the branch in the query. */
const WITHOUT_BRANCH = ['azure', 'bitbucketServer'];

/**
 * Reads where in its repository an entity lives.
 *
 * @param options - `named` is what the annotation for it says; `url` is what led to the repository, and `annotation` had it. All of
 *   it is hostile input
 * @returns a problem if it names what cannot be a folder
 */
export function readPlace(options: {
  named?: string;
  url: string;
  annotation: string;
  integrations: ScmIntegrations;
}): Place | { problem: string } {
  const { named, url, annotation, integrations } = options;
  if (named !== undefined) {
    const texts = named.split(/[\n,]/).map(text => text.trim());
    return checkPlace({
      paths: texts.filter(Boolean),
      behindBranch: false,
      annotation: ANNOTATION_PATH,
    });
  }
  try {
    const page = readPage(url, integrations);
    return checkPlace({
      paths: [page ? withoutHidden(page.at) : ''],
      behindBranch: page?.behindBranch ?? false,
      annotation,
    });
  } catch {
    return {
      problem: `The URL in the annotation ${annotation} is not properly percent-encoded; a % itself is written %25`,
    };
  }
}

/** Descriptions often lie apart from the code, in a folder such as `.backstage`; what they describe is what that is in. */
function withoutHidden(path: string): string {
  const segments = path.split('/');
  const hidden = segments.findIndex(segment => /^\.[^.]/.test(segment));
  return hidden === -1 ? path : segments.slice(0, hidden).join('/');
}

/**
 * The folders of a place, without those that are in another one of them.
 *
 * @param branch - the one that is counted, if that is known; otherwise a branch is taken to have no slash in its name
 */
export function foldersOf(place: Place, branch: string | null): string[] {
  const paths = place.behindBranch
    ? place.paths.map(path => withoutBranch(path, branch))
    : place.paths;
  return [...new Set(paths)].filter(
    path => !paths.some(other => other !== path && isBelow(path, other)),
  );
}

function withoutBranch(path: string, branch: string | null): string {
  if (branch !== null && isBelow(path, branch)) {
    return path.slice(branch.length + 1);
  }
  const [, ...rest] = path.split('/');
  return rest.join('/');
}

/** A path is below itself and below the root. */
function isBelow(path: string, above: string): boolean {
  return above === '' || path === above || path.startsWith(`${above}/`);
}

/** @throws URIError if it is not properly percent-encoded */
function readPage(
  text: string,
  integrations: ScmIntegrations,
): { at: string; behindBranch: boolean } | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const type = url && integrations.byUrl(url)?.type;
  if (!type || !['https:', 'http:'].includes(url.protocol)) {
    return undefined;
  }
  const behindBranch = !WITHOUT_BRANCH.includes(type);
  if (type === 'azure') {
    return { at: url.searchParams.get('path') ?? '', behindBranch };
  }
  const { at, file } =
    PAGES[type]?.exec(url.pathname.replace(/\/{2,}/g, '/'))?.groups ?? {};
  if (at === undefined) {
    return undefined;
  }
  const isFile = file !== undefined && !at.endsWith('/');
  return {
    at: decodeURIComponent(isFile ? at.replace(/[^/]*$/, '') : at),
    behindBranch,
  };
}

function checkPlace(
  options: Place & { annotation: string },
): Place | { problem: string } {
  const { annotation, behindBranch } = options;
  const fault =
    findFaultOfMany(options.paths) ??
    options.paths.map(findFault).find(found => found !== undefined);
  return fault === undefined
    ? { paths: options.paths.map(normalisePath), behindBranch }
    : { problem: `The annotation ${annotation} names ${fault}` };
}

function findFaultOfMany(paths: string[]): string | undefined {
  if (paths.length === 0) {
    return 'no folder; give one, such as services/api, or / for the whole repository';
  }
  return paths.length > MAX_PATHS
    ? `${paths.length} folders, and at most ${MAX_PATHS} are possible; give one that holds several of them`
    : undefined;
}

function findFault(path: string): string | undefined {
  if (CONTROL_OR_LONE_SURROGATE.test(path)) {
    return 'a folder with a control character or half a character in it; remove that';
  }
  if (path.split('/').includes('..')) {
    return 'a folder by way of ..; give its path from the root of the repository';
  }
  return Buffer.byteLength(path) > MAX_PATH_BYTES
    ? `a folder whose path has more than ${MAX_PATH_BYTES} bytes; give one that holds it`
    : undefined;
}

function normalisePath(path: string): string {
  return path
    .split('/')
    .filter(segment => segment !== '' && segment !== '.')
    .join('/');
}
