import { Project } from './Projects';

/**
 * A push as GitLab's webhook tells of it: with the fields that tell which repository and branch it was.
 *
 * @public
 */
export interface FakeGitlabPushEvent {
  /** `gitlab.push`. */
  topic: string;
  /** The body of the webhook. */
  eventPayload: {
    object_kind: 'push';
    event_name: 'push';
    before: string;
    after: string;
    ref: string;
    checkout_sha: string;
    user_name: string;
    project_id: number;
    project: {
      id: number;
      name: string;
      web_url: string;
      git_http_url: string;
      git_ssh_url: string;
      path_with_namespace: string;
      visibility_level: number;
    };
    commits: unknown[];
    total_commits_count: number;
  };
}

/** @internal */
export function pushEventOf(options: {
  project: Project;
  baseUrl: string;
  ref?: string;
  before: string;
  after: string;
}): FakeGitlabPushEvent {
  const { project, baseUrl, ref = 'refs/heads/main', before, after } = options;
  const { id, path } = project;
  const webUrl = `${baseUrl}/${path}`;
  return {
    topic: 'gitlab.push',
    eventPayload: {
      object_kind: 'push',
      event_name: 'push',
      before,
      after,
      ref,
      checkout_sha: after,
      user_name: 'Somebody',
      project_id: id,
      project: {
        id,
        name: path.replace(/^.*\//s, ''),
        web_url: webUrl,
        git_http_url: `${webUrl}.git`,
        git_ssh_url: `git@${new URL(baseUrl).hostname}:${path}.git`,
        path_with_namespace: path,
        visibility_level: project.visibility === 'public' ? 20 : 0,
      },
      commits: [],
      total_commits_count: 0,
    },
  };
}
