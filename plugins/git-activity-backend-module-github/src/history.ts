import { InputError } from '@backstage/errors';
import {
  CommitBatch,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { GithubClient, RATE_LIMIT } from './client/GithubClient';
import { PageSize } from './client/PageSize';
import { untilWhole } from './client/patience';
import { RequestCount } from './client/RequestCount';
import {
  COMMIT_FIELDS,
  CommitNode,
  incomplete,
  toSourceCommit,
} from './commits';
import { TooHeavyError } from './errors';
import {
  CheckedPage,
  checkPage,
  HistoryPage,
  PAGE_INFO,
  TOTAL_COUNT,
} from './pages';
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
  $owner: String!, $name: String!, $oid: GitObjectID!, $first: Int!, $after: String, $withTotal: Boolean!
) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) {
      ... on Commit {
        history(first: $first, after: $after) {
          ${TOTAL_COUNT}
          ${PAGE_INFO}
          nodes {${COMMIT_FIELDS}}
        }
      }
    }
  }
  ${RATE_LIMIT}
}`;

interface HistoryAnswer {
  repository: { object: { history?: HistoryPage<CommitNode> } | null } | null;
}

/** How far a history was read. */
interface Place {
  /** How many commits came before it. */
  read: number;
  /** How many there are in all, if the host could count them. */
  total?: number;
  /** GitHub's own cursor; absent at the beginning. */
  after?: string;
}

/**
 * Reads a whole history, newest first, a page at a time. The host counts the commits at the beginning, and the last page is only believed
 * if as many were read.
 */
export async function* readHistory(
  reading: Reading,
): AsyncGenerator<CommitBatch, void> {
  const { cursor } = reading;
  if (cursor === END) {
    return;
  }
  const pages = new PageSize(reading.pageSize);
  const requests = new RequestCount();
  const onRequest = () => requests.add();
  let place: Place | undefined = parsePlace(cursor);
  while (place) {
    const before: Place = place;
    const { page, total, after } = await untilWhole(
      () => readNext(reading, { pages, before, onRequest }),
      reading,
    );
    place = after;
    yield {
      added: page.nodes.map(toSourceCommit),
      removed: [],
      cursor: place ? formatPlace(place) : END,
      requests: requests.take(),
      ...(total === undefined ? {} : { total }),
    };
  }
}

/** Reads the page at a place; the first one tells how many commits there are in all, unless counting them is too much for the host. */
async function readNext(
  reading: Reading,
  options: { pages: PageSize; before: Place; onRequest: () => void },
) {
  const { pages, before, onRequest } = options;
  const { read, after } = before;
  let withTotal = after === undefined;
  const page = await pages.ask(
    first =>
      readPage(reading, { first, after, withTotal, onRequest }).catch(error => {
        withTotal &&= !(error instanceof TooHeavyError);
        throw error;
      }),
    reading,
  );
  const total = page.total ?? before.total;
  return { page, total, after: placeAfter(page, { read, total }) };
}

/** @returns undefined at the end */
function placeAfter(
  { nodes, next }: CheckedPage<CommitNode>,
  before: { read: number; total?: number },
): Place | undefined {
  const { total } = before;
  const read = before.read + nodes.length;
  const isRight = next === undefined ? read === total : read < (total ?? 0);
  if (total !== undefined && !isRight) {
    throw incomplete(
      `a history of ${total} commits ${
        next === undefined ? 'ends' : 'goes on'
      } after ${read}`,
    );
  }
  return next === undefined ? undefined : { read, total, after: next };
}

/** GitHub's cursors may hold anything. */
const CURSOR = /^(\d{1,12})\/(\d{1,12}|-) (.+)$/s;

function formatPlace({ read, total, after }: Place): string {
  return `${read}/${total ?? '-'} ${after}`;
}

/** @throws InputError if no batch ever had such a cursor */
function parsePlace(cursor: string | undefined): Place {
  if (cursor === undefined) {
    return { read: 0 };
  }
  const [, read, total, after] = CURSOR.exec(cursor) ?? [];
  if (after === undefined) {
    throw new InputError(`No batch of commits has the cursor "${cursor}"`);
  }
  return {
    read: Number(read),
    total: total === '-' ? undefined : Number(total),
    after,
  };
}

async function readPage(
  reading: Reading,
  asking: {
    first: number;
    after?: string;
    withTotal: boolean;
    onRequest: () => void;
  },
): Promise<CheckedPage<CommitNode>> {
  const { repository, to, signal } = reading;
  const { owner, name } = repository;
  const { first, after, withTotal, onRequest } = asking;
  const client = await reading.getClient();
  const fullName = `${owner}/${name}`;
  const { data, problems } = await client.graphql<HistoryAnswer>(
    QUERY,
    { owner, name, oid: to, first, after: after ?? null, withTotal },
    { signal, onRequest, repository: fullName },
  );
  if (problems.length > 0) {
    throw client.explain(problems[0], fullName);
  }
  const history = data.repository?.object?.history;
  if (!history) {
    throw headUnknown(to);
  }
  return checkPage(history, {
    size: first,
    head: after === undefined ? to : undefined,
  });
}

export function headUnknown(sha: string): CommitSourceError {
  return new CommitSourceError(
    'head-unknown',
    `The repository no longer has commit ${sha}.`,
  );
}
