import type { Installation } from './apps';
import { gitTimestamp, isoDate, utcDate } from './dates';
import type { GitCommit, GitIdentity } from './history';
import { fullNameOf, HostedRepository, nodeIdOf } from './repositories';
import { accountId, GithubState, loginOf } from './state';

const EPOCH = '2020-01-01T00:00:00Z';

/** An account as it appears in other bodies. */
export function accountBody(
  state: GithubState,
  login: string,
  type: 'User' | 'Organization' = 'User',
) {
  const api = `${state.apiUrl}/users/${login}`;
  const id = accountId(login);
  return {
    login,
    id,
    node_id: nodeIdOf('U', `${id}`),
    avatar_url: `${state.webUrl}/avatars/u/${id}?v=4`,
    gravatar_id: '',
    url: api,
    html_url: `${state.webUrl}/${login}`,
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type,
    site_admin: false,
  };
}

const TEMPLATES: Record<string, string> = {
  archive_url: '/{archive_format}{/ref}',
  assignees_url: '/assignees{/user}',
  blobs_url: '/git/blobs{/sha}',
  branches_url: '/branches{/branch}',
  collaborators_url: '/collaborators{/collaborator}',
  comments_url: '/comments{/number}',
  commits_url: '/commits{/sha}',
  compare_url: '/compare/{base}...{head}',
  contents_url: '/contents/{+path}',
  contributors_url: '/contributors',
  deployments_url: '/deployments',
  downloads_url: '/downloads',
  events_url: '/events',
  forks_url: '/forks',
  git_commits_url: '/git/commits{/sha}',
  git_refs_url: '/git/refs{/sha}',
  git_tags_url: '/git/tags{/sha}',
  hooks_url: '/hooks',
  issue_comment_url: '/issues/comments{/number}',
  issue_events_url: '/issues/events{/number}',
  issues_url: '/issues{/number}',
  keys_url: '/keys{/key_id}',
  labels_url: '/labels{/name}',
  languages_url: '/languages',
  merges_url: '/merges',
  milestones_url: '/milestones{/number}',
  notifications_url: '/notifications{?since,all,participating}',
  pulls_url: '/pulls{/number}',
  releases_url: '/releases{/id}',
  stargazers_url: '/stargazers',
  statuses_url: '/statuses/{sha}',
  subscribers_url: '/subscribers',
  subscription_url: '/subscription',
  tags_url: '/tags',
  teams_url: '/teams',
  trees_url: '/git/trees{/sha}',
};

/** Where a repository's resources are. */
export function repositoryUrl(
  state: GithubState,
  hosted: HostedRepository,
): string {
  return `${state.apiUrl}/repos/${fullNameOf(hosted)}`;
}

/** A repository, in full. */
export async function repositoryBody(
  state: GithubState,
  hosted: HostedRepository,
) {
  const url = repositoryUrl(state, hosted);
  const html = `${state.webUrl}/${fullNameOf(hosted)}`;
  const branch = (await hosted.refs.defaultBranch()) ?? 'main';
  const links = Object.entries(TEMPLATES).map(([key, end]) => [key, url + end]);
  return {
    id: hosted.id,
    node_id: hosted.nodeId,
    name: hosted.name,
    full_name: fullNameOf(hosted),
    private: hosted.private,
    owner: accountBody(state, hosted.owner),
    html_url: html,
    description: null,
    fork: false,
    url,
    ...(Object.fromEntries(links) as Record<string, string>),
    clone_url: `${html}.git`,
    git_url: `git:${html.replace(/^\w+:/, '')}.git`,
    ssh_url: `git@${new URL(state.webUrl).hostname}:${fullNameOf(hosted)}.git`,
    svn_url: html,
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    subscribers_count: 0,
    network_count: 0,
    open_issues: 0,
    open_issues_count: 0,
    size: 0,
    default_branch: branch,
    has_issues: true,
    has_projects: true,
    has_wiki: true,
    has_pages: false,
    has_discussions: false,
    has_downloads: true,
    archived: hosted.archived,
    disabled: false,
    visibility: hosted.private ? 'private' : 'public',
    pushed_at: EPOCH,
    created_at: EPOCH,
    updated_at: EPOCH,
  };
}

function identityBody(identity: GitIdentity) {
  // REST tells every time in UTC, whatever zone the commit has.
  const { name, email, date } = identity;
  return { name, email, date: utcDate(date) };
}

/** A commit as lists, comparisons and single answers have it. */
export function commitBody(
  state: GithubState,
  hosted: HostedRepository,
  commit: GitCommit,
) {
  const url = repositoryUrl(state, hosted);
  const html = `${state.webUrl}/${fullNameOf(hosted)}/commit`;
  const account = ({ email }: GitIdentity) => {
    const login = loginOf(state, email);
    return login ? accountBody(state, login) : null;
  };
  return {
    sha: commit.sha,
    node_id: nodeIdOf('C', `${hosted.id}:${commit.sha}`),
    commit: {
      author: identityBody(commit.author),
      committer: identityBody(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${url}/git/trees/${commit.tree}` },
      url: `${url}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: {
        verified: false,
        reason: 'unsigned',
        signature: null,
        payload: null,
        verified_at: null,
      },
    },
    url: `${url}/commits/${commit.sha}`,
    html_url: `${html}/${commit.sha}`,
    comments_url: `${url}/commits/${commit.sha}/comments`,
    author: account(commit.author),
    committer: account(commit.committer),
    parents: commit.parents.map(sha => ({
      sha,
      url: `${url}/commits/${sha}`,
      html_url: `${html}/${sha}`,
    })),
  };
}

/** An App's installation. */
export function installationBody(
  state: GithubState,
  appId: number,
  installation: Installation,
) {
  const { id, owner, repositories, permissions } = installation;
  const api = `${state.apiUrl}/app/installations/${id}`;
  return {
    id,
    app_id: appId,
    app_slug: `app-${appId}`,
    account: accountBody(state, owner, 'Organization'),
    target_id: accountId(owner),
    target_type: 'Organization',
    repository_selection: repositories === 'all' ? 'all' : 'selected',
    access_tokens_url: `${api}/access_tokens`,
    repositories_url: `${state.apiUrl}/installation/repositories`,
    html_url: `${state.webUrl}/organizations/${owner}/settings/installations/${id}`,
    permissions,
    events: ['push'],
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    created_at: EPOCH,
    updated_at: EPOCH,
    suspended_by: installation.suspended ? accountBody(state, owner) : null,
    suspended_at: installation.suspended ? isoDate(state.now()) : null,
  };
}

/** An App. */
export function appBody(state: GithubState, appId: number) {
  const { apps } = state.credentials;
  const owner = apps.installationsOf(appId)[0]?.owner ?? 'ghost';
  return {
    id: appId,
    slug: `app-${appId}`,
    node_id: nodeIdOf('A', `${appId}`),
    client_id: `Iv1.${appId}`,
    owner: accountBody(state, owner),
    name: `App ${appId}`,
    description: null,
    external_url: state.webUrl,
    html_url: `${state.webUrl}/apps/app-${appId}`,
    created_at: EPOCH,
    updated_at: EPOCH,
    permissions: apps.permissionsOf(appId),
    events: ['push'],
  };
}

/** The account whose token it is. */
export function ownAccountBody(state: GithubState, login: string) {
  return {
    ...accountBody(state, login),
    name: null,
    company: null,
    blog: null,
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: EPOCH,
    updated_at: EPOCH,
    user_view_type: 'public',
  };
}

/** A commit in a push event: the only dates of REST that keep the author's zone. */
export function pushCommitBody(
  state: GithubState,
  hosted: HostedRepository,
  commit: GitCommit,
) {
  const person = ({ name, email }: GitIdentity) => {
    const username = loginOf(state, email);
    return { name, email, ...(username ? { username } : {}) };
  };
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: gitTimestamp(commit.author.date),
    url: `${state.webUrl}/${fullNameOf(hosted)}/commit/${commit.sha}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: [],
    removed: [],
    modified: [],
  };
}
