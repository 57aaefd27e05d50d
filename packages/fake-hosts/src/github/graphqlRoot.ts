import { canSee } from './credentials';
import { isoDate } from './dates';
import { objectSource } from './graphqlCommits';
import { githubError } from './graphqlErrors';
import { accountSource, GraphqlContext } from './graphqlPeople';
import { repositorySource } from './graphqlRepositories';
import { HostedRepository, isNamed, readNodeId } from './repositories';
import { blockOf } from './restRequest';

const NODES_AT_MOST = 100;

/** What a query can begin with. */
export function rootSource(context: GraphqlContext): Record<string, unknown> {
  const { state, credential } = context;
  return {
    rateLimit: () => rateLimit(context),
    viewer: () => {
      if (credential.login === undefined) {
        throw githubError(
          'FORBIDDEN',
          'Resource not accessible by integration',
          { saml_failure: false },
        );
      }
      return accountSource(state, credential.login, 'User');
    },
    repository: (args: {
      owner: string;
      name: string;
      followRenames?: boolean | null;
    }) => {
      const hosted = state.repositories.find(args.owner, args.name);
      const found =
        hosted &&
        ((args.followRenames ?? true) ||
          isNamed(hosted, args.owner, args.name));
      if (!found || !canSee(credential, hosted)) {
        throw githubError(
          'NOT_FOUND',
          `Could not resolve to a Repository with the name '${args.owner}/${args.name}'.`,
        );
      }
      return openRepository(context, hosted);
    },
    node: ({ id }: { id: string }) => nodeSource(context, id),
    nodes: ({ ids }: { ids: string[] }) => {
      if (ids.length > NODES_AT_MOST) {
        throw githubError(
          'ARGUMENT_LIMIT',
          `You may not provide more than ${NODES_AT_MOST} node ids; you provided ${ids.length}.`,
        );
      }
      return ids.map(async id => nodeSource(context, id));
    },
  };
}

function openRepository(context: GraphqlContext, hosted: HostedRepository) {
  const problem = blockOf(context.state, context.credential, hosted);
  if (problem) {
    throw githubError('FORBIDDEN', problem.message, {
      saml_failure: problem.headers['x-github-sso'] !== undefined,
    });
  }
  return repositorySource(context, hosted);
}

async function nodeSource(context: GraphqlContext, id: string) {
  const { state, credential } = context;
  const named = readNodeId(id);
  const [repositoryId, sha] = named?.text.split(':') ?? [];
  const hosted = state.repositories.findById(Number(repositoryId));
  if (hosted && canSee(credential, hosted)) {
    if (named?.type === 'R') {
      return openRepository(context, hosted);
    }
    const object = sha ? await hosted.refs.find(sha) : undefined;
    if (named?.type === 'C' && object) {
      return objectSource(context, hosted, object);
    }
  }
  throw githubError(
    'NOT_FOUND',
    `Could not resolve to a node with the global id of '${id}'`,
  );
}

function rateLimit({ state, credential, cost, nodeCount }: GraphqlContext) {
  const limit = state.limits.state(credential, 'graphql');
  return limit
    ? {
        __typename: 'RateLimit',
        cost,
        nodeCount,
        limit: limit.limit,
        remaining: limit.remaining,
        used: limit.used,
        resetAt: isoDate(limit.resetAt),
      }
    : null;
}
