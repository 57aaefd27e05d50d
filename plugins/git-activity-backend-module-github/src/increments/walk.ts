import { GithubClient, RATE_LIMIT } from '../client/GithubClient';
import { PageSize } from '../client/PageSize';
import { COMMIT_FIELDS, CommitNode } from '../commits';
import { headUnknown, wholeNodes } from '../history';
import { CommitGraph, Difference, GraphNode } from './CommitGraph';
import { Distance, Increment } from './comparison';

/** How many more pages than the commits fill are looked through for the place where a branch began. */
const PAGES_BEYOND = 2;

/** A few commits beyond those that are looked for show where a merged branch began. */
const COMMITS_BEYOND = 10;

/** A merge of more branches than this is left to the list. */
const PARENTS = 'parents(first: 10) { totalCount nodes { oid } }';
const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

const QUERY = `query Increment(
  $owner: String!, $name: String!, $first: Int!,
  $to: GitObjectID!, $afterTo: String, $withTo: Boolean!,
  $from: GitObjectID!, $afterFrom: String, $withFrom: Boolean!
) {
  repository(owner: $owner, name: $name) {
    to: object(oid: $to) @include(if: $withTo) {
      ... on Commit {
        history(first: $first, after: $afterTo) {
          ${PAGE_INFO}
          nodes {${COMMIT_FIELDS} ${PARENTS}}
        }
      }
    }
    from: object(oid: $from) @include(if: $withFrom) {
      ... on Commit {
        history(first: $first, after: $afterFrom) {
          ${PAGE_INFO}
          nodes { oid ${PARENTS} }
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

interface Answer {
  repository: {
    to?: { history?: Page<CommitNode & GraphNode> } | null;
    from?: { history?: Page<GraphNode> } | null;
  } | null;
}

/** How far one of the two histories was looked through. */
interface Place {
  after?: string;
  more: boolean;
}

/** What lies between two heads. */
export interface Found {
  added: CommitNode[];
  removed: string[];
}

/**
 * Finds what lies between two heads by following parents through the newest pages of their histories. GitHub has said how many
 * commits there are; exactly as many as were found, and no way that leads on into the unknown, means that they are those. So does
 * having seen all of the other history, whatever number GitHub says.
 *
 * @returns undefined if the pages do not show it
 */
export async function walk(
  increment: Increment,
  distance: Distance,
): Promise<Found | undefined> {
  const { from, to, retryAfterMs, signal } = increment;
  const graph = new CommitGraph();
  const commits = new Map<string, CommitNode>();
  const places: Record<'to' | 'from', Place> = {
    to: { more: distance.added > 0 },
    from: { more: distance.removed > 0 },
  };
  const pages = new PageSize(increment.pageSize);
  const total = distance.added + distance.removed;
  const maxPages = Math.ceil(total / increment.pageSize) + PAGES_BEYOND;
  for (let page = 0; page < maxPages; page++) {
    const wanted = page === 0 ? total + COMMITS_BEYOND : increment.pageSize;
    const answer = await pages.ask(
      size => readPages(increment, { first: Math.min(size, wanted), places }),
      { retryAfterMs, signal },
    );
    advance(places, answer);
    answer.to.forEach(node => commits.set(node.oid, node));
    graph.add([...answer.to, ...answer.from]);
    const added = graph.difference({ head: to, base: from });
    const removed = graph.difference({ head: from, base: to });
    if (isAll(added, distance.added) && isAll(removed, distance.removed)) {
      const shas = new Set(distance.added > 0 ? added.shas : []);
      const nodes = [...commits.values()].filter(({ oid }) => shas.has(oid));
      // What only the other history showed has no details.
      return nodes.length === shas.size
        ? { added: nodes, removed: distance.removed > 0 ? removed.shas : [] }
        : undefined;
    }
    if (!places.to.more && !places.from.more) {
      return undefined;
    }
  }
  return undefined;
}

/** Where there is none, nothing was looked for. */
function isAll(difference: Difference, count: number): boolean {
  const { shas, closed, exact } = difference;
  return count === 0 || exact || (closed && shas.length === count);
}

interface Pages {
  to: Array<CommitNode & GraphNode>;
  from: GraphNode[];
  ends: Partial<Record<'to' | 'from', Page<unknown>['pageInfo']>>;
}

async function readPages(
  increment: Increment,
  options: { first: number; places: Record<'to' | 'from', Place> },
): Promise<Pages> {
  const { repository, from, to, signal, onRequest } = increment;
  const { owner, name } = repository;
  const { first, places } = options;
  const fullName = `${owner}/${name}`;
  const client: GithubClient = await increment.getClient();
  const { data, problems } = await client.graphql<Answer>(
    QUERY,
    {
      owner,
      name,
      first,
      to,
      from,
      afterTo: places.to.after ?? null,
      afterFrom: places.from.after ?? null,
      withTo: places.to.more,
      withFrom: places.from.more,
    },
    { signal, onRequest, repository: fullName },
  );
  if (problems.length > 0) {
    throw client.explain(problems[0], fullName);
  }
  const ofTo = data.repository?.to?.history;
  const ofFrom = data.repository?.from?.history;
  if (places.to.more && !ofTo) {
    throw headUnknown(to);
  }
  if (places.from.more && !ofFrom) {
    throw headUnknown(from);
  }
  return {
    to: wholeNodes(ofTo?.nodes ?? []),
    from: wholeNodes(ofFrom?.nodes ?? []),
    ends: { to: ofTo?.pageInfo, from: ofFrom?.pageInfo },
  };
}

function advance(places: Record<'to' | 'from', Place>, { ends }: Pages): void {
  for (const side of ['to', 'from'] as const) {
    const end = ends[side];
    if (end) {
      places[side] = {
        after: end.endCursor ?? undefined,
        more: end.hasNextPage && end.endCursor !== null,
      };
    }
  }
}
