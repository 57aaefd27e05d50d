import { FetchFailure, Redactor } from 'backstage-plugin-git-activity-node';
import { GitlabInstance } from '../instances';
import { GitlabError } from './GitlabError';
import { quoteHost } from './hostWords';

/** What it means that GitLab answered with an error; limits and troubles of the host are dealt with elsewhere. */
export function explainStatus(asked: {
  instance: GitlabInstance;
  token: string | undefined;
  redactor: Redactor;
  status: number;
  body: string;
}): GitlabError {
  const { instance, token, redactor, status, body } = asked;
  const { host } = instance;
  const words = quoteHost(body, redactor);
  const said = words ? ` (it said: ${words})` : '';
  const key = `integrations.gitlab (host: ${host})`;
  const forbidden = (message: string) =>
    new GitlabError('forbidden', message, { status });
  if (status === 401) {
    return token
      ? forbidden(
          `GitLab at ${host} does not accept the token of ${key}: it is expired, revoked or mistyped. Put a new one there, with the scope read_api.`,
        )
      : forbidden(
          `GitLab at ${host} answers only to those who have a token. Add one with the scope read_api to ${key}.`,
        );
  }
  if (status === 403 && /insufficient_scope/.test(body)) {
    return forbidden(
      `The token of ${key} lacks the scope read_api. Put one there that has it.`,
    );
  }
  if (status === 403) {
    return token
      ? forbidden(
          `GitLab at ${host} does not let the token of ${key} read this project's code${said}. Give its account the role Reporter in the project, and see that the project's repository is enabled.`,
        )
      : forbidden(
          `GitLab at ${host} does not let everybody read this project's code${said}. Add a token with the scope read_api to ${key}.`,
        );
  }
  if (status === 404 && /404 Repository Not Found/.test(body)) {
    return new GitlabError(
      'broken',
      `GitLab at ${host} has the project, but cannot find its repository. Have its storage checked.`,
      { status },
    );
  }
  if (status === 404) {
    return token
      ? new GitlabError(
          'gone',
          `GitLab at ${host} has no such project, or the token of ${key} may not see it. Correct the URL, or make the token's account a member of the project.`,
          { status },
        )
      : forbidden(
          `GitLab at ${host} has no such project that everybody may see. Correct the URL, or add a token with the scope read_api to ${key}.`,
        );
  }
  return new GitlabError(
    'broken',
    `GitLab at ${host} refused a request with status ${status}${said}. If it does so for this project only, the commits may still be read by git (gitActivity.gitlab.hosts, via: git).`,
    { status },
  );
}

/** The host is in trouble, and says so. */
export function serverError(asked: {
  instance: GitlabInstance;
  status: number;
  retryAt?: Date;
}): GitlabError {
  const { instance, status, retryAt } = asked;
  return new GitlabError(
    'try-later',
    `GitLab at ${instance.host} is in trouble: it answered with status ${status}.`,
    { status, retryAt, heavy: status === 502 || status === 504 },
  );
}

/** There was no answer, or none that may be used. What is said of it is the same for all projects of the host. */
export function explainFailure(
  instance: GitlabInstance,
  failure: FetchFailure,
): GitlabError {
  const { host } = instance;
  switch (failure.reason) {
    case 'redirect':
      return new GitlabError(
        'try-later',
        `GitLab at ${host} sends its API's callers elsewhere, which is not followed, so that the token stays with its host. If it has moved, correct integrations.gitlab (host: ${host}).`,
        { lasting: true },
      );
    case 'too-large':
      return new GitlabError(
        'broken',
        `GitLab at ${host} sent an answer that is too large to be read. Reading this host by git (gitActivity.gitlab.hosts, via: git) has no such bound.`,
        { heavy: true },
      );
    default:
      return new GitlabError(
        'try-later',
        `GitLab at ${host} cannot be reached: ${failure.message}.`,
        { heavy: failure.reason === 'timeout' },
      );
  }
}

export function notTheApi(instance: GitlabInstance, what: string): GitlabError {
  return new GitlabError(
    'try-later',
    `What answers at ${instance.apiBaseUrl} is not GitLab's API: it sent ${what}. Check the apiBaseUrl of integrations.gitlab (host: ${instance.host}), and what stands between.`,
  );
}
