import { Answer, GithubProblem } from './answers';
import type { HostedRepository } from './repositories';
import { fullNameOf } from './repositories';
import { findReadable, readPage, RestRequest, RestRoute } from './restRequest';
import { compareCommits } from './comparison';
import { commitBody, repositoryUrl } from './restBodies';

/** As many commits come with a comparison that is not paged. */
const UNPAGED_COMPARISON = 250;

/** Commits, comparisons and refs. */
export const commitRoutes: Record<string, RestRoute> = {
  'GET /repos/{owner}/{repo}/commits': async request => {
    const { state, credential, call } = request;
    const hosted = findReadable(state, credential, call);
    const { sha, path, since, until } = call.query;
    await refuseEmpty(hosted);
    const start = await hosted.refs.findCommit(sha ?? 'HEAD');
    if (call.query.author || call.query.committer) {
      throw new Error('commits are not served by author or committer');
    }
    if (!start) {
      throw new GithubProblem(404, 'Not Found');
    }
    const shas = await hosted.history.list({
      to: start,
      path,
      limits: [
        ...(since ? [`--since=${since}`] : []),
        ...(until ? [`--until=${until}`] : []),
      ],
    });
    const page = readPage(request, shas.length);
    return {
      status: 200,
      headers: page.headers,
      body: await commitBodies(
        request,
        hosted,
        shas.slice(page.start, page.end),
      ),
    };
  },

  'GET /repos/{owner}/{repo}/commits/{ref}': async request => {
    const { state, credential, call } = request;
    const hosted = findReadable(state, credential, call);
    await refuseEmpty(hosted);
    const sha = await hosted.refs.findCommit(call.path.ref);
    if (!sha) {
      throw new GithubProblem(422, `No commit found for SHA: ${call.path.ref}`);
    }
    const [body] = await commitBodies(request, hosted, [sha]);
    return { status: 200, body };
  },

  'GET /repos/{owner}/{repo}/git/ref/{ref}': async request => {
    const { state, credential, call } = request;
    const hosted = findReadable(state, credential, call);
    await refuseEmpty(hosted);
    const ref = `refs/${call.path.ref}`;
    const object = await hosted.refs.find(ref);
    if (!object) {
      throw new GithubProblem(404, 'Not Found');
    }
    const url = `${repositoryUrl(state, hosted)}/git`;
    return {
      status: 200,
      body: {
        ref,
        node_id: Buffer.from(`${hosted.id}:${ref}`).toString('base64url'),
        url: `${url}/${ref}`,
        object: {
          sha: object.sha,
          type: object.type,
          url: `${url}/${object.type}s/${object.sha}`,
        },
      },
    };
  },

  'GET /repos/{owner}/{repo}/compare/{basehead}': async request => {
    const { state, credential, call } = request;
    const hosted = findReadable(state, credential, call);
    const [base, head, ...rest] = call.path.basehead.split('...');
    if (!base || !head || rest.length > 0) {
      throw new GithubProblem(404, 'Not Found');
    }
    return compare(request, hosted, base, head);
  },
};

async function refuseEmpty({ refs }: HostedRepository): Promise<void> {
  if (await refs.isEmpty()) {
    throw new GithubProblem(409, 'Git Repository is empty.');
  }
}

async function compare(
  request: RestRequest,
  hosted: HostedRepository,
  base: string,
  head: string,
): Promise<Answer> {
  const [from, to] = await Promise.all([
    hosted.refs.findCommit(base),
    hosted.refs.findCommit(head),
  ]);
  if (!from || !to) {
    throw new GithubProblem(404, 'Not Found');
  }
  const comparison = await compareCommits(hosted.history, from, to);
  if (!comparison) {
    throw new GithubProblem(
      404,
      `No common ancestor between ${base} and ${head}.`,
    );
  }
  const { ahead, behind, mergeBase, status } = comparison;
  const paged = request.query.has('page') || request.query.has('per_page');
  const page = readPage(request, ahead.length);
  const shown = paged
    ? ahead.slice(page.start, page.end)
    : ahead.slice(-UNPAGED_COMPARISON);
  const [baseBody, mergeBaseBody, ...commits] = await commitBodies(
    request,
    hosted,
    [from, mergeBase, ...shown],
  );
  const range = `compare/${base}...${head}`;
  const html = `${request.state.webUrl}/${fullNameOf(hosted)}/${range}`;
  return {
    status: 200,
    headers: paged ? page.headers : {},
    body: {
      url: `${repositoryUrl(request.state, hosted)}/${range}`,
      html_url: html,
      permalink_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: baseBody,
      merge_base_commit: mergeBaseBody,
      status,
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits,
      // Only the first page has them, of whatever size it is.
      ...(page.start === 0
        ? { files: await changedFiles(request, hosted, mergeBase, to) }
        : {}),
    },
  };
}

function commitBodies(
  { state }: RestRequest,
  hosted: HostedRepository,
  shas: string[],
) {
  return Promise.all(
    shas.map(async sha =>
      commitBody(state, hosted, await hosted.history.commit(sha)),
    ),
  );
}

const FILES_AT_MOST = 300;
const FILE_STATUS: Record<string, string> = { A: 'added', D: 'removed' };

async function changedFiles(
  { state }: RestRequest,
  hosted: HostedRepository,
  from: string,
  to: string,
) {
  const files = await hosted.history.changedFiles(from, to);
  const html = `${state.webUrl}/${fullNameOf(hosted)}`;
  return files.slice(0, FILES_AT_MOST).map(file => ({
    sha: file.sha,
    filename: file.path,
    status: FILE_STATUS[file.status] ?? 'modified',
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${html}/blob/${to}/${encodeURI(file.path)}`,
    raw_url: `${html}/raw/${to}/${encodeURI(file.path)}`,
    contents_url: `${repositoryUrl(state, hosted)}/contents/${encodeURI(
      file.path,
    )}?ref=${to}`,
    patch: file.patch,
  }));
}
