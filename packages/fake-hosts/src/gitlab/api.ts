import { Token } from './access';
import {
  Answer,
  ApiError,
  json,
  notFound,
  pagingHeaders,
  readPaging,
} from './answers';
import { Branch } from './commitLog';
import { FakeGitlabPageFault } from './faults';
import { Project, Projects } from './Projects';
import { fetchBlob, fetchFile } from './files';

/**
 * A request for the REST API, once it is known who asks.
 *
 * @internal
 */
export interface ApiRequest {
  method: string;
  /** With the whole path, as it was sent. */
  url: URL;
  /** The decoded parts of the path below `/api/v4`. */
  parts: string[];
  query: Record<string, string>;
  token: Token | undefined;
  /** The base of the web pages, without a slash at its end. */
  baseUrl: string;
  /** How commits are listed instead of as they should be. */
  pageFault?: FakeGitlabPageFault;
}

type Context = ApiRequest & {
  project: Project;
  projectUrl: string;
};

/**
 * Answers as GitLab's REST API does.
 *
 * @throws ApiError
 * @internal
 */
export async function answerApi(
  request: ApiRequest,
  projects: Projects,
): Promise<Answer> {
  const { parts, token, method } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    throw new ApiError(405, { error: '405 Not Allowed' });
  }
  const [resource, id, section, kind, ...names] = parts;
  if (parts.join('/') === 'version') {
    assertKnown(token).assertScope('api', 'read_api', 'read_user');
    return json({ version: '18.8.9-ee', revision: '0a1b2c3d4e5' });
  }
  if (parts.join('/') === 'personal_access_tokens/self') {
    return json(assertKnown(token).describe());
  }
  if (resource !== 'projects' || id === undefined) {
    throw new ApiError(404, { error: '404 Not Found' });
  }

  const readsFiles = section === 'repository' && kind === 'files';
  token?.assertScope(
    'api',
    'read_api',
    ...(readsFiles ? ['read_repository'] : []),
  );
  const project = findProject(projects, id, token);
  if (!project.hasPath(id) && String(project.id) !== id) {
    throw moved(request, project);
  }
  const projectUrl = `${request.baseUrl}/${project.path}`;
  const context = { ...request, project, projectUrl };
  if (parts.length === 2) {
    return showProject(context);
  }
  if (section !== 'repository') {
    throw new ApiError(404, { error: '404 Not Found' });
  }
  assertMayReadCode(context);
  switch (`${kind}/${names.length}`) {
    case 'commits/0':
      return listCommits(context);
    case 'commits/1':
      return showCommit(context, names[0]);
    case 'commits/2':
      return countCommits(context, names);
    case 'branches/1':
      return showBranch(context, names[0]);
    case 'merge_base/0':
      return showMergeBase(context);
    case 'files/1':
    case 'files/2':
      return fetchFile({ ...context, path: names[0], action: names[1] });
    case 'blobs/2':
      return fetchBlob({ project, sha: names[0], action: names[1] });
    default:
      throw new ApiError(404, { error: '404 Not Found' });
  }
}

function assertKnown(token: Token | undefined): Token {
  if (!token) {
    throw new ApiError(401, { message: '401 Unauthorized' });
  }
  return token;
}

/**
 * What a token may not see is not there.
 *
 * @internal
 */
export function findProject(
  projects: Projects,
  idOrPath: string,
  token: Token | undefined,
): Project {
  const project = projects.find(idOrPath);
  const open =
    project?.visibility === 'public' ||
    (project?.visibility === 'internal' && token !== undefined);
  if (!project || !(open || token?.isMemberOf(project))) {
    throw notFound('Project');
  }
  return project;
}

function moved(request: ApiRequest, project: Project): ApiError {
  const { method, url, parts } = request;
  if (method !== 'GET') {
    return new ApiError(405, {
      message: 'Non GET methods are not allowed for moved projects',
    });
  }
  const base = `${request.baseUrl}/api/v4/projects/${project.id}`;
  const rest = parts.slice(2).map(part => `/${encodeURIComponent(part)}`);
  const target = `${base}${rest.join('')}${url.search}`;
  const error = new ApiError(301, {});
  error.answer.headers = { 'Content-Type': 'text/plain', Location: target };
  error.answer.body = `This resource has been moved permanently to ${target}`;
  return error;
}

function isHidden({ project, token }: Context): boolean {
  return project.visibility === 'private' && Boolean(token?.isGuest);
}

function assertMayReadCode(context: Context): void {
  if (isHidden(context)) {
    throw new ApiError(403, { message: '403 Forbidden' });
  }
}

/** The branch that HEAD names, or, if there is none of that name, one of those that are usual. */
function defaultBranch(branches: Branch[]): Branch | undefined {
  return (
    branches.find(({ isHead }) => isHead) ??
    branches.find(({ name }) => name === 'main') ??
    branches.find(({ name }) => name === 'master') ??
    branches[0]
  );
}

async function listBranches(project: Project): Promise<Branch[]> {
  return project.repositoryLost ? [] : project.log.listBranches();
}

async function showProject(context: Context): Promise<Answer> {
  const { project, projectUrl } = context;
  const name = project.path.replace(/^.*\//s, '');
  const branches = await listBranches(project);
  return json({
    id: project.id,
    description: null,
    name,
    path: name,
    path_with_namespace: project.path,
    web_url: projectUrl,
    http_url_to_repo: `${projectUrl}.git`,
    visibility: project.visibility,
    archived: project.archived,
    created_at: '2024-01-01T00:00:00.000Z',
    ...(isHidden(context)
      ? {}
      : {
          default_branch: defaultBranch(branches)?.name ?? 'main',
          empty_repo: branches.length === 0,
        }),
  });
}

async function listCommits(context: Context): Promise<Answer> {
  const { project, projectUrl, query, url, pageFault } = context;
  if (project.repositoryLost) {
    throw notFound('Repository');
  }
  const paging = readPaging(query);
  const by = pageFault?.kind === 'moved-page' ? pageFault.by : 0;
  const revision =
    query.ref_name ||
    defaultBranch(await listBranches(project))?.name ||
    'main';
  const found = await project.log.list({
    revision,
    offset: Math.max(0, paging.offset + by),
    limit: paging.perPage,
    projectUrl,
  });
  const commits = found.slice(0, shownOf(found.length, pageFault));
  return json(commits, {
    headers: pagingHeaders({ url, paging, found: commits.length }),
  });
}

function shownOf(
  found: number,
  fault: FakeGitlabPageFault | undefined,
): number {
  switch (fault?.kind) {
    case 'empty-page':
      return 0;
    case 'half-page':
      return Math.floor(found / 2);
    default:
      return found;
  }
}

/** Answers `/repository/commits/:sha/sequence`, as `git rev-list --count` does. */
async function countCommits(
  { project }: Context,
  [name, action]: string[],
): Promise<Answer> {
  if (action !== 'sequence') {
    throw new ApiError(404, { error: '404 Not Found' });
  }
  const sha = project.repositoryLost
    ? undefined
    : await project.log.resolve(name);
  if (sha === undefined) {
    throw notFound('Commit');
  }
  const count = await project.log.ask('rev-list', '--count', sha);
  return json({ count: Number(count) });
}

async function showCommit(context: Context, name: string): Promise<Answer> {
  const { project, projectUrl } = context;
  const sha = project.repositoryLost
    ? undefined
    : await project.log.resolve(name);
  if (sha === undefined) {
    throw notFound('Commit');
  }
  const commit = await project.log.read(sha, projectUrl);
  return json({ ...commit, status: null, project_id: project.id });
}

async function showBranch(context: Context, name: string): Promise<Answer> {
  const { project, projectUrl } = context;
  if (/[\s~^:?*[\\]|\.\.|^-|\/$|^$/.test(name)) {
    throw new ApiError(400, { message: 'The branch refname is invalid' });
  }
  const branches = await listBranches(project);
  const branch = branches.find(candidate => candidate.name === name);
  if (!branch) {
    throw notFound('Branch');
  }
  return json({
    name,
    commit: await project.log.read(branch.sha, projectUrl),
    merged: false,
    protected: true,
    developers_can_push: false,
    developers_can_merge: false,
    can_push: false,
    default: branch === defaultBranch(branches),
    web_url: `${projectUrl}/-/tree/${name}`,
  });
}

async function showMergeBase(context: Context): Promise<Answer> {
  const { project, projectUrl, url } = context;
  const refs = url.searchParams.getAll('refs[]');
  if (refs.length === 0) {
    throw new ApiError(400, { error: 'refs is missing' });
  }
  if (refs.length === 1) {
    throw new ApiError(400, { message: 'Provide at least 2 refs' });
  }
  const shas = await Promise.all(refs.map(ref => project.log.resolve(ref)));
  const unknown = refs.filter((_, index) => shas[index] === undefined);
  if (unknown.length > 0) {
    const noun = unknown.length === 1 ? 'ref' : 'refs';
    throw new ApiError(400, {
      message: `Could not find ${noun}: ${unknown.join(', ')}`,
    });
  }
  const found = await project.log.ask(
    'merge-base',
    ...shas.filter(sha => sha !== undefined),
  );
  if (!found) {
    throw notFound('Merge Base');
  }
  return json(await project.log.read(found, projectUrl));
}
