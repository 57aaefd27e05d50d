import { fullNameOf, HostedRepository } from './repositories';
import { accountBody, pushCommitBody, repositoryBody } from './restBodies';
import type { GithubState } from './state';
import type { FakeGithubPush } from './types';

const LARGEST_PUSH = 2048;
const NO_COMMIT = /^0+$/;

/** What a webhook sends after a push. */
export async function pushPayload(
  state: GithubState,
  hosted: HostedRepository,
  push: FakeGithubPush,
) {
  const { before, after, forced = false } = push;
  const branch = push.branch ?? (await hosted.refs.defaultBranch()) ?? 'main';
  const created = NO_COMMIT.test(before);
  const deleted = NO_COMMIT.test(after);
  const shas = deleted
    ? []
    : await hosted.history.list({
        to: after,
        from: created ? undefined : before,
      });
  const commits = await Promise.all(
    shas
      .slice(0, LARGEST_PUSH)
      .reverse()
      .map(async sha =>
        pushCommitBody(state, hosted, await hosted.history.commit(sha)),
      ),
  );
  const html = `${state.webUrl}/${fullNameOf(hosted)}`;
  const owner = accountBody(state, hosted.owner, 'Organization');
  return {
    ref: `refs/heads/${branch}`,
    before,
    after,
    base_ref: null,
    created,
    deleted,
    forced,
    compare: `${html}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits,
    head_commit: commits[commits.length - 1] ?? null,
    repository: {
      ...(await repositoryBody(state, hosted)),
      // A push names the web page where REST names the API.
      url: html,
      master_branch: branch,
    },
    organization: {
      login: hosted.owner,
      id: owner.id,
      node_id: owner.node_id,
      url: `${state.apiUrl}/orgs/${hosted.owner}`,
    },
    pusher: { name: hosted.owner, email: null },
    sender: accountBody(state, hosted.owner),
  };
}
