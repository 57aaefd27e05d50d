import { IncomingMessage } from 'node:http';
import { readGitRequest } from 'backstage-plugin-git-activity-source-test-kit';
import { Token } from './access';
import { Answer, ApiError } from './answers';
import { findProject } from './api';
import { Project, Projects } from './Projects';

/** Those of them that let a git client read. */
const GIT_SCOPES = ['read_repository', 'write_repository', 'api'];

function plain(status: number, body: string): Answer {
  const headers = {
    'Content-Type': 'text/plain',
    ...(status === 401
      ? { 'WWW-Authenticate': 'Basic realm="GitLab"' }
      : undefined),
  };
  return { status, headers, body };
}

/**
 * Decides whether a git client may read a repository, and says no in GitLab's words.
 *
 * @internal
 */
export function openRepository(options: {
  request: IncomingMessage;
  subpath: string;
  projects: Projects;
  authenticate: () => Token | undefined;
}): Project | Answer {
  const { request, subpath, projects, authenticate } = options;
  const { repository = '' } = readGitRequest(request) ?? {};
  const path = `/${repository}`.slice(subpath.length + 1).replace(/\.git$/, '');
  let token;
  try {
    token = authenticate();
  } catch {
    return plain(401, 'HTTP Basic: Access denied.\n');
  }
  if (token && !token.hasScope(...GIT_SCOPES)) {
    return plain(403, 'You are not allowed to download code.\n');
  }
  try {
    const project = findProject(projects, path, token);
    return project.visibility === 'private' && token?.isGuest
      ? plain(403, 'You are not allowed to download code.\n')
      : project;
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    return token
      ? plain(
          404,
          "The project you were looking for could not be found or you don't have permission to view it.\n",
        )
      : plain(401, 'HTTP Basic: Access denied.\n');
  }
}
