import {
  CommitSourceError,
  isObjectName,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import { GithubClient, RATE_LIMIT } from './client/GithubClient';
import { withPatience } from './client/patience';
import { incomplete } from './commits';
import { TooHeavyError } from './errors';
import { GithubRepository, GithubUrls } from './urls';

/** GitHub charges a point for a query of this size. */
const REPOSITORIES_PER_QUERY = 100;

/** A question that was too heavy is not divided further than to this size. */
const FEWEST_PER_QUERY = 12;

const HEAD_FIELDS = `
  databaseId
  nameWithOwner
  isArchived
  isEmpty
  defaultBranchRef { name target { oid } }
  mailmap: object(expression: "HEAD:.mailmap") { ... on Blob { oid } }
`;

interface HeadNode {
  databaseId: number | null;
  nameWithOwner: string;
  isArchived: boolean;
  isEmpty: boolean;
  defaultBranchRef: { name: string; target: { oid: string } | null } | null;
  mailmap: { oid?: string } | null;
}

type Answer = RepositoryHead | Error;

interface Options {
  client: GithubClient;
  urls: GithubUrls;
  /** Tells the portal's admin. */
  warn: (message: string) => void;
  retryAfterMs: number;
  signal: AbortSignal;
}

/**
 * Reads the heads of repositories that one credential answers for, a hundred with each query.
 *
 * @returns one answer for each, in the order asked
 */
export async function readHeads(
  repositories: GithubRepository[],
  options: Options,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let at = 0; at < repositories.length; at += REPOSITORIES_PER_QUERY) {
    const group = repositories.slice(at, at + REPOSITORIES_PER_QUERY);
    answers.push(...(await readGroup(group, options)));
  }
  return answers;
}

async function readGroup(
  group: GithubRepository[],
  options: Options,
): Promise<Answer[]> {
  const divisible = group.length > FEWEST_PER_QUERY;
  try {
    return await (divisible
      ? askForHeads(group, options)
      : withPatience(() => askForHeads(group, options), options));
  } catch (error) {
    options.signal.throwIfAborted();
    if (!(error instanceof TooHeavyError) || !divisible) {
      return group.map(() => error as Error);
    }
    const half = Math.ceil(group.length / 2);
    const first = await readGroup(group.slice(0, half), options);
    // If even little of it is too much, the host is in trouble, and asking on would only add to it.
    return first.every(answer => answer instanceof TooHeavyError)
      ? group.map((_, index) => first[Math.min(index, half - 1)])
      : [...first, ...(await readGroup(group.slice(half), options))];
  }
}

async function askForHeads(
  group: GithubRepository[],
  options: Options,
): Promise<Answer[]> {
  const { client, signal } = options;
  const { data, problems } = await client.graphql<
    Record<string, HeadNode | null>
  >(headsQuery(group.length), headsVariables(group), { signal });
  return group.map((repository, index) => {
    const alias = `r${index}`;
    const fullName = `${repository.owner}/${repository.name}`;
    const problem = problems.find(({ path }) => path[0] === alias);
    if (problem) {
      return client.explain(problem, fullName);
    }
    const node = data[alias];
    return node
      ? toHead({ node, repository }, options)
      : client.explain(
          { type: 'NOT_FOUND', message: '', path: [alias] },
          fullName,
        );
  });
}

function headsQuery(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const parameters = indexes.map(i => `$o${i}: String!, $n${i}: String!`);
  const fields = indexes.map(
    i => `r${i}: repository(owner: $o${i}, name: $n${i}) { ...Head }`,
  );
  return `query Heads(${parameters.join(', ')}) {
    ${fields.join('\n')}
    ${RATE_LIMIT}
  }
  fragment Head on Repository {${HEAD_FIELDS}}`;
}

function headsVariables(group: GithubRepository[]): Record<string, string> {
  return Object.fromEntries(
    group.flatMap(({ owner, name }, index) => [
      [`o${index}`, owner],
      [`n${index}`, name],
    ]),
  );
}

function toHead(
  { node, repository }: { node: HeadNode; repository: GithubRepository },
  options: Options,
): Answer {
  const { host } = repository;
  const { databaseId: id, defaultBranchRef: ref } = node;
  const sha = ref?.target?.oid;
  if (sha !== undefined && !isObjectName(sha)) {
    return incomplete('a head has no name that a commit can have');
  }
  if (sha === undefined && !node.isEmpty) {
    return new CommitSourceError(
      'broken',
      `${repository.owner}/${repository.name} has commits but no default branch. Choose one in its settings on ${host}.`,
    );
  }
  return {
    sha,
    branch: ref?.name,
    ...(isObjectName(node.mailmap?.oid) && { mailmapId: node.mailmap.oid }),
    ...(Number.isSafeInteger(id) && { externalId: `${host}/${id}` }),
    url: presentUrl({ node, repository }, options),
    archived: node.isArchived,
  };
}

/** What a host tells is no safer than what anybody writes: only a name that could be asked for becomes part of a URL. */
function presentUrl(
  { node, repository }: { node: HeadNode; repository: GithubRepository },
  { urls, warn }: Options,
): string | undefined {
  const { host, url, owner, name } = repository;
  const told = urls.at({
    host,
    fullName: String(node.nameWithOwner),
    secure: url.startsWith('https:'),
  });
  if (!told) {
    warn(
      `${host} says that ${owner}/${name} is called ${JSON.stringify(
        node.nameWithOwner,
      )} now, which can be no name of a repository: it stays what it was.`,
    );
  }
  return told?.url;
}
