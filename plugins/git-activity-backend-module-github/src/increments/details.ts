import { SourceCommit } from 'backstage-plugin-git-activity-node';
import { RATE_LIMIT } from '../client/GithubClient';
import { PageSize } from '../client/PageSize';
import {
  COMMIT_WITH_PARENTS,
  CommitNode,
  toSourceCommit,
} from '../commits';
import { headUnknown } from '../history';
import { Increment } from './comparison';

/** Reads commits by their SHAs, in the order asked. */
export async function readDetails(
  increment: Increment,
  shas: string[],
): Promise<SourceCommit[]> {
  const pages = new PageSize(increment.pageSize);
  const commits: SourceCommit[] = [];
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
): Promise<SourceCommit[]> {
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
    if (node?.oid === undefined) {
      throw headUnknown(sha);
    }
    return toSourceCommit(node as CommitNode);
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
  fragment Details on Commit {${COMMIT_WITH_PARENTS}}`;
}
