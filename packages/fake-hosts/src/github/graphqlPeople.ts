import type { Credential } from './credentials';
import { gitTimestamp } from './dates';
import type { GitIdentity } from './history';
import { HostedRepository, nodeIdOf } from './repositories';
import { accountId, GithubState, loginOf } from './state';

/** What all of GraphQL's answers to one query share. */
export interface GraphqlContext {
  state: GithubState;
  credential: Credential;
  cost: number;
  nodeCount: number;
  repository: (hosted: HostedRepository) => Record<string, unknown>;
}

/** Somebody as a commit names them. */
export function actorSource(
  { state }: GraphqlContext,
  { name, email, date }: GitIdentity,
) {
  const login = loginOf(state, email);
  return {
    __typename: 'GitActor',
    name,
    email,
    date: gitTimestamp(date),
    user: login ? accountSource(state, login, 'User') : null,
    avatarUrl: `${state.webUrl}/avatars/${encodeURIComponent(email)}`,
  };
}

/** An account. */
export function accountSource(
  state: GithubState,
  login: string,
  type: 'User' | 'Organization',
) {
  return {
    __typename: type,
    id: nodeIdOf('U', `${accountId(login)}`),
    databaseId: accountId(login),
    login,
    name: null,
    url: `${state.webUrl}/${login}`,
    resourcePath: `/${login}`,
    avatarUrl: `${state.webUrl}/avatars/u/${accountId(login)}`,
  };
}
