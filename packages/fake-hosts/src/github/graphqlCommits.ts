import { utcDate } from './dates';
import {
  connectionOf,
  historyCursors,
  OPAQUE_CURSORS,
  PageArguments,
} from './graphqlConnections';
import { githubError } from './graphqlErrors';
import { actorSource, GraphqlContext } from './graphqlPeople';
import type { GitCommit, GitIdentity } from './history';
import type { GitObject } from './refs';
import { fullNameOf, HostedRepository, nodeIdOf } from './repositories';
import { compareCommits } from './comparison';

const HEADLINE_LENGTH = 72;
const SHORT_SHA_LENGTH = 7;
const LARGEST_BLOB_TEXT = 512_000;

/** Any git object, as GraphQL has it. */
export async function objectSource(
  context: GraphqlContext,
  hosted: HostedRepository,
  object: GitObject,
): Promise<Record<string, unknown>> {
  switch (object.type) {
    case 'commit':
      return commitSource(
        context,
        hosted,
        await hosted.history.commit(object.sha),
      );
    case 'blob':
      return blobSource(context, hosted, object);
    default:
      return {
        ...objectFields(context, hosted, object.sha),
        __typename: object.type === 'tree' ? 'Tree' : 'Tag',
      };
  }
}

function objectFields(
  context: GraphqlContext,
  hosted: HostedRepository,
  sha: string,
) {
  const resource = `/${fullNameOf(hosted)}/commit/${sha}`;
  return {
    oid: sha,
    abbreviatedOid: sha.slice(0, SHORT_SHA_LENGTH),
    id: nodeIdOf('C', `${hosted.id}:${sha}`),
    commitResourcePath: resource,
    commitUrl: context.state.webUrl + resource,
    repository: () => context.repository(hosted),
  };
}

function commitSource(
  context: GraphqlContext,
  hosted: HostedRepository,
  commit: GitCommit,
): Record<string, unknown> {
  const fields = objectFields(context, hosted, commit.sha);
  const actor = (identity: GitIdentity) => actorSource(context, identity);
  const { headline, body } = splitMessage(commit.message);
  return {
    ...fields,
    __typename: 'Commit',
    url: fields.commitUrl,
    resourcePath: fields.commitResourcePath,
    message: commit.message,
    messageHeadline: headline,
    messageBody: body,
    authoredDate: utcDate(commit.author.date),
    committedDate: utcDate(commit.committer.date),
    author: () => actor(commit.author),
    committer: () => actor(commit.committer),
    authoredByCommitter:
      commit.author.name === commit.committer.name &&
      commit.author.email === commit.committer.email,
    authors: (args: PageArguments) =>
      connectionOf({
        items: authorsOf(commit),
        args,
        node: actor,
        ...OPAQUE_CURSORS,
      }),
    parents: (args: PageArguments) =>
      connectionOf({
        items: commit.parents,
        args,
        node: sha => commitNode(context, hosted, sha),
        ...OPAQUE_CURSORS,
      }),
    history: (args: HistoryArguments) =>
      historySource(context, hosted, commit.sha, args),
  };
}

async function commitNode(
  context: GraphqlContext,
  hosted: HostedRepository,
  sha: string,
) {
  return commitSource(context, hosted, await hosted.history.commit(sha));
}

interface HistoryArguments extends PageArguments {
  since?: string | null;
  until?: string | null;
  path?: string | null;
  author?: unknown;
}

/** As git's default order goes, with cursors that anybody could count on. */
async function historySource(
  context: GraphqlContext,
  hosted: HostedRepository,
  head: string,
  args: HistoryArguments,
) {
  if (typeof args.last === 'number' || typeof args.before === 'string') {
    throw githubError(
      'INVALID_PAGINATION',
      'Backwards pagination is not supported on the `history` connection.',
    );
  }
  if (args.author) {
    throw new Error('FakeGithub does not serve the argument author of history');
  }
  const items = await hosted.history.list({
    to: head,
    path: args.path ?? undefined,
    limits: [
      ...(args.since ? [`--since=${args.since}`] : []),
      ...(args.until ? [`--until=${args.until}`] : []),
    ],
  });
  return connectionOf({
    items,
    args,
    node: sha => commitNode(context, hosted, sha),
    ...historyCursors(head),
  });
}

/** What `Ref.compare` answers. */
export async function comparisonSource(
  context: GraphqlContext,
  hosted: HostedRepository,
  base: string,
  head: string,
) {
  const to = await hosted.refs.findCommit(head);
  const comparison = to && (await compareCommits(hosted.history, base, to));
  if (!comparison) {
    return null;
  }
  const { ahead, behind, status } = comparison;
  return {
    __typename: 'Comparison',
    id: nodeIdOf('CMP', `${hosted.id}:${base}:${to}`),
    status: status.toUpperCase(),
    aheadBy: ahead.length,
    behindBy: behind.length,
    baseTarget: () => commitNode(context, hosted, base),
    headTarget: () => commitNode(context, hosted, to),
    commits: (args: PageArguments) =>
      connectionOf({
        items: ahead,
        args,
        node: sha => commitNode(context, hosted, sha),
        ...OPAQUE_CURSORS,
      }),
  };
}

async function blobSource(
  context: GraphqlContext,
  hosted: HostedRepository,
  object: GitObject,
) {
  const bytes = await hosted.history.blob(object.sha);
  const binary = bytes.includes(0);
  const truncated = bytes.length > LARGEST_BLOB_TEXT;
  return {
    ...objectFields(context, hosted, object.sha),
    __typename: 'Blob',
    byteSize: object.size,
    isBinary: binary,
    isTruncated: truncated,
    text: binary ? null : bytes.toString('utf8', 0, LARGEST_BLOB_TEXT),
  };
}

/** GitHub cuts a long first line and goes on in the body. */
function splitMessage(message: string): { headline: string; body: string } {
  const [first, ...rest] = message.split('\n');
  const body = rest.join('\n').trim();
  if (first.length <= HEADLINE_LENGTH) {
    return { headline: first, body };
  }
  const cut = HEADLINE_LENGTH - 3;
  return {
    headline: `${first.slice(0, cut)}…`,
    body: `…${first.slice(cut)}\n\n${body}`.trim(),
  };
}

/** The author comes first, and nobody twice. */
function authorsOf(commit: GitCommit): GitIdentity[] {
  const authors = [commit.author];
  for (const line of commit.coAuthors) {
    const match = /^(.*?)\s*<([^<>]*)>/.exec(line);
    const email = match?.[2].toLowerCase();
    if (match && authors.every(one => one.email.toLowerCase() !== email)) {
      authors.push({
        name: match[1],
        email: match[2],
        date: commit.author.date,
      });
    }
  }
  return authors;
}
