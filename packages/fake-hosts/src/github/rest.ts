import { Answer, GithubProblem } from './answers';
import { appRoutes } from './restApps';
import { commitRoutes } from './restCommits';
import { unixSeconds } from './dates';
import type { LimitState } from './limits';
import { checkRestAnswer, readRestCall } from './openapi';
import { ownAccountBody, repositoryBody } from './restBodies';
import { findRepository, RestRequest, RestRoute } from './restRequest';

const ROUTES: Record<string, RestRoute> = {
  'GET /repos/{owner}/{repo}': async ({ state, credential, call }) => ({
    status: 200,
    body: await repositoryBody(state, findRepository(state, credential, call)),
  }),
  'GET /user': ({ state, credential }) => {
    if (credential.kind === 'anonymous' || credential.login === undefined) {
      throw credential.kind === 'anonymous'
        ? new GithubProblem(401, 'Requires authentication')
        : new GithubProblem(403, 'Resource not accessible by integration');
    }
    return { status: 200, body: ownAccountBody(state, credential.login) };
  },
  'GET /rate_limit': ({ state, credential }) => {
    const core = state.limits.state(credential, 'core');
    const graphql = state.limits.state(credential, 'graphql');
    if (!core || !graphql) {
      throw new GithubProblem(404, 'Rate limiting is not enabled.');
    }
    const resources = {
      core: rateBody(core),
      graphql: rateBody(graphql),
      search: rateBody({ ...core, limit: 30, remaining: 30, used: 0 }),
    };
    return { status: 200, body: { resources, rate: resources.core } };
  },
  ...commitRoutes,
  ...appRoutes,
};

/** Answers a request as GitHub's REST API would. */
export async function answerRest(request: RestRequest): Promise<Answer> {
  const path = nameOfId(request);
  const call = readRestCall({ ...request, path });
  const answer = await ROUTES[call.operation]({ ...request, call });
  checkRestAnswer(call.operation, answer.status, answer.body);
  return answer;
}

/** `/repositories/ID/…` is not in the document, but it is where GitHub's redirects lead. */
function nameOfId({ state, path }: RestRequest): string {
  const match = /^\/repositories\/(\d+)(\/.*)?$/.exec(path);
  if (!match) {
    return path;
  }
  const hosted = state.repositories.findById(Number(match[1]));
  if (!hosted) {
    throw new GithubProblem(404, 'Not Found');
  }
  return `/repos/${hosted.owner}/${hosted.name}${match[2] ?? ''}`;
}

function rateBody({ limit, remaining, used, resetAt }: LimitState) {
  return { limit, remaining, used, reset: unixSeconds(resetAt) };
}
