import { canReadContents, Credential } from './credentials';
import { comparisonSource, objectSource } from './graphqlCommits';
import {
  connectionOf,
  OPAQUE_CURSORS,
  PageArguments,
} from './graphqlConnections';
import { githubError } from './graphqlErrors';
import { accountSource, GraphqlContext } from './graphqlPeople';
import { fullNameOf, HostedRepository, nodeIdOf } from './repositories';
import { inaccessible } from './restRequest';

/** A repository, as GraphQL has it. */
export function repositorySource(
  context: GraphqlContext,
  hosted: HostedRepository,
): Record<string, unknown> {
  const { state, credential } = context;
  const { refs } = hosted;
  const readable = <TResult>(read: () => TResult): TResult => {
    if (!canReadContents(credential, hosted)) {
      throw forbidden(credential);
    }
    return read();
  };
  const ref = (name: string) => refSource(context, hosted, name);
  return {
    __typename: 'Repository',
    id: hosted.nodeId,
    databaseId: hosted.id,
    name: hosted.name,
    nameWithOwner: fullNameOf(hosted),
    owner: accountSource(state, hosted.owner, 'Organization'),
    url: `${state.webUrl}/${fullNameOf(hosted)}`,
    resourcePath: `/${fullNameOf(hosted)}`,
    description: null,
    isArchived: hosted.archived,
    isPrivate: hosted.private,
    isDisabled: hosted.blocked === 'disabled',
    isLocked: false,
    isFork: false,
    isMirror: false,
    isTemplate: false,
    visibility: hosted.private ? 'PRIVATE' : 'PUBLIC',
    isEmpty: () => refs.isEmpty(),
    defaultBranchRef: () =>
      readable(async () => {
        const branch = await refs.defaultBranch();
        return branch === undefined ? null : ref(`refs/heads/${branch}`);
      }),
    ref: ({ qualifiedName }: { qualifiedName: string }) =>
      readable(() =>
        ref(
          qualifiedName.startsWith('refs/')
            ? qualifiedName
            : `refs/heads/${qualifiedName}`,
        ),
      ),
    refs: (args: PageArguments & { refPrefix: string }) =>
      readable(async () =>
        connectionOf({
          items: await refs.list(args.refPrefix),
          args,
          node: ref,
          ...OPAQUE_CURSORS,
        }),
      ),
    object: (args: { oid?: string | null; expression?: string | null }) =>
      readable(async () => {
        const object = await refs.find(args.oid ?? args.expression ?? '');
        return object ? objectSource(context, hosted, object) : null;
      }),
  };
}

/** @returns null for a ref that is not there, such as an empty repository's default branch */
async function refSource(
  context: GraphqlContext,
  hosted: HostedRepository,
  fullName: string,
) {
  const object = await hosted.refs.find(fullName);
  if (!object) {
    return null;
  }
  const [prefix, name] = splitRef(fullName);
  return {
    __typename: 'Ref',
    id: nodeIdOf('REF', `${hosted.id}:${fullName}`),
    name,
    prefix,
    repository: () => repositorySource(context, hosted),
    target: () => objectSource(context, hosted, object),
    compare: ({ headRef }: { headRef: string }) =>
      comparisonSource(context, hosted, object.sha, headRef),
  };
}

function splitRef(fullName: string): [prefix: string, name: string] {
  const match = /^(refs\/[^/]+\/)(.+)$/.exec(fullName);
  return match ? [match[1], match[2]] : ['', fullName];
}

function forbidden(credential: Credential) {
  return githubError('FORBIDDEN', inaccessible(credential), {
    saml_failure: false,
  });
}
