import { isObjectName } from 'backstage-plugin-git-activity-node';
import { incomplete } from './commits';

/** What is asked of each page of a history, beside its commits. */
export const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';

/** How many commits there are in all: it costs no point, but the host has to count, so that it is asked once. */
export const TOTAL_COUNT = 'totalCount @include(if: $withTotal)';

/** One page of a history, as GraphQL gives it. */
export interface HistoryPage<TNode> {
  totalCount?: number;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Array<TNode | null>;
}

/** One page of a history that makes sense. */
export interface CheckedPage<TNode> {
  nodes: TNode[];
  /** How many commits there are in all, if that was asked. */
  total?: number;
  /** Where the next page begins; absent after the last one. */
  next?: string;
}

/**
 * Looks whether a page can be one of a history. That it is the last one is the host's word, and no proof of anything.
 *
 * @param options - `size` is how many commits were asked for, and `head`, if the page is the first one, the commit whose history it is
 * @throws a CommitSourceError of kind `incomplete` if it lacks what it must hold
 */
export function checkPage<TNode extends { oid: string }>(
  page: HistoryPage<TNode>,
  options: { size: number; head?: string },
): CheckedPage<TNode> {
  const { pageInfo, totalCount: total } = page;
  const { hasNextPage, endCursor } = pageInfo;
  const nodes = wholeNodes(page.nodes);
  const { size, head } = options;
  if (nodes.length === 0) {
    throw incomplete('a page of a history holds no commit');
  }
  if (head !== undefined && nodes[0].oid !== head) {
    throw incomplete(`the history of ${head} begins with ${nodes[0].oid}`);
  }
  if (hasNextPage && (endCursor === null || nodes.length < size)) {
    throw incomplete('a page of a history ends before the next one begins');
  }
  return { nodes, total, next: (hasNextPage && endCursor) || undefined };
}

/** A commit that GitHub does not show must not be passed over: the history would seem complete without it. */
function wholeNodes<TNode extends { oid: string }>(
  nodes: Array<TNode | null>,
): TNode[] {
  return nodes.map(node => {
    if (node === null || !isObjectName(node.oid)) {
      throw incomplete('a commit is left out');
    }
    return node;
  });
}
