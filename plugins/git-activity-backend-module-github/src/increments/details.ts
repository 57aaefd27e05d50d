import { RATE_LIMIT } from '../client/GithubClient';
import { PageSize } from '../client/PageSize';
import { COMMIT_FIELDS, CommitNode, incomplete } from '../commits';
import { TooHeavyError } from '../errors';
import { Increment } from './comparison';

/** Reads commits by their SHAs, in the order asked. */
export async function readDetails(
  increment: Increment,
  shas: string[],
): Promise<CommitNode[]> {
  const pages = new PageSize(increment.pageSize);
  const commits: CommitNode[] = [];
  while (commits.length < shas.length) {
    const read = await pages.ask(
      size =>
        readSome(increment, shas.slice(commits.length, commits.length + size)),
      increment,
    );
    commits.push(...read);
  }
  return commits;
}

async function readSome(
  increment: Increment,
  shas: string[],
): Promise<CommitNode[]> {
  const { repository, signal, onRequest } = increment;
  const { owner, name } = repository;
  const fullName = `${owner}/${name}`;
  const client = await increment.getClient();
  const { data, problems } = await client.graphql<{
    repository: Record<string, Partial<CommitNode> | null> | null;
  }>(
    detailsQuery(shas.length),
    {
      owner,
      name,
      ...Object.fromEntries(shas.map((sha, index) => [`c${index}`, sha])),
    },
    { signal, onRequest, repository: fullName },
  );
  if (problems.length > 0) {
    throw client.explain(problems[0], fullName);
  }
  return shas.map((sha, index) => {
    const node = data.repository?.[`c${index}`];
    if (node?.oid !== sha) {
      throw incomplete(`it has no commit ${sha}, which it listed`);
    }
    return node as CommitNode;
  });
}

function detailsQuery(count: number): string {
  const indexes = Array.from({ length: count }, (_, index) => index);
  const parameters = indexes.map(i => `$c${i}: GitObjectID!`);
  const fields = indexes.map(i => `c${i}: object(oid: $c${i}) { ...Details }`);
  return `query Details($owner: String!, $name: String!, ${parameters}) {
    repository(owner: $owner, name: $name) {
      ${fields.join('\n')}
    }
    ${RATE_LIMIT}
  }
  fragment Details on Commit {${COMMIT_FIELDS}}`;
}

const TOTAL_QUERY = `query Total($owner: String!, $name: String!, $to: GitObjectID!) {
  repository(owner: $owner, name: $name) {
    object(oid: $to) { ... on Commit { history { totalCount } } }
  }
  ${RATE_LIMIT}
}`;

interface TotalAnswer {
  repository: { object: { history?: { totalCount: number } } | null } | null;
}

/** How many commits the new head reaches; undefined if counting them is too much for the host. */
export async function readTotal(
  increment: Increment,
): Promise<number | undefined> {
  const { repository, to, signal, onRequest } = increment;
  const { owner, name } = repository;
  const client = await increment.getClient();
  try {
    const { data } = await client.graphql<TotalAnswer>(
      TOTAL_QUERY,
      { owner, name, to },
      { signal, onRequest, repository: `${owner}/${name}` },
    );
    return data.repository?.object?.history?.totalCount;
  } catch (error) {
    if (error instanceof TooHeavyError) {
      return undefined;
    }
    throw error;
  }
}
