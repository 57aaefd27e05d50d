import {
  CommitBatch,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { GithubClient, RATE_LIMIT } from './client/GithubClient';
import { RequestCount } from './client/RequestCount';
import { PageSize } from './client/PageSize';
import {
  CommitNode,
  COMMIT_WITH_PARENTS,
  toSourceCommit,
} from './commits';
import { GithubRepository } from './urls';

/** The cursor of the last batch: nothing comes after it. */
export const END = 'end';

/** What reading commits of one repository needs. */
export interface Reading {
  /** Asked for each request, since credentials may change in the midst. */
  getClient: () => Promise<GithubClient>;
  repository: GithubRepository;
  to: string;
  cursor?: string;
  retryAfterMs: number;
  /** How many commits a page has at the most. */
  pageSize: number;
  signal: AbortSignal;
}

const QUERY = `query History(
  $owner: String!, $name: String!, $oid: GitObjectID!, $first: Int!, $after: String
) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) {
      ... on Commit {
        history(first: $first, after: $after) {
          pageInfo { hasNextPage endCursor }
          nodes {${COMMIT_WITH_PARENTS}}
        }
      }
    }
  }
  ${RATE_LIMIT}
}`;

interface Page<TNode> {
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<TNode | null>;
}

interface HistoryAnswer {
  repository: { object: { history?: Page<CommitNode> } | null } | null;
}

/** Reads a whole history, newest first, a page at a time; the cursor is GitHub's own. */
export async function* readHistory(
  reading: Reading,
): AsyncGenerator<CommitBatch, void> {
  const { retryAfterMs, signal } = reading;
  const pages = new PageSize(reading.pageSize);
  const requests = new RequestCount();
  let cursor = reading.cursor;
  while (cursor !== END) {
    const asking = { after: cursor, onRequest: () => requests.add() };
    const page = await pages.ask(
      first => readPage(reading, { first, ...asking }),
      { retryAfterMs, signal },
    );
    const { hasNextPage, endCursor } = page.pageInfo;
    cursor = hasNextPage && endCursor !== null ? endCursor : END;
    yield {
      added: wholeNodes(page.nodes).map(toSourceCommit),
      removed: [],
      cursor,
      requests: requests.take(),
    };
  }
}

async function readPage(
  reading: Reading,
  asking: { first: number; after?: string; onRequest: () => void },
): Promise<Page<CommitNode>> {
  const { repository, to, signal } = reading;
  const { owner, name } = repository;
  const { first, after = null, onRequest } = asking;
  const client = await reading.getClient();
  const fullName = `${owner}/${name}`;
  const { data, problems } = await client.graphql<HistoryAnswer>(
    QUERY,
    { owner, name, oid: to, first, after },
    { signal, onRequest, repository: fullName },
  );
  if (problems.length > 0) {
    throw client.explain(problems[0], fullName);
  }
  const history = data.repository?.object?.history;
  if (!history) {
    throw headUnknown(to);
  }
  return history;
}

/** A commit that GitHub does not show must not be passed over: the history would seem complete without it. */
export function wholeNodes<TNode>(nodes: Array<TNode | null>): TNode[] {
  return nodes.map(node => {
    if (node === null) {
      throw new CommitSourceError(
        'try-later',
        'GitHub left a commit out of its answer.',
      );
    }
    return node;
  });
}

export function headUnknown(sha: string): CommitSourceError {
  return new CommitSourceError(
    'head-unknown',
    `The repository no longer has commit ${sha}.`,
  );
}
