import { githubError } from './graphqlErrors';

/** Which page of a connection is asked for. */
export interface PageArguments {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
}

/** How a connection writes its cursors and what its items are. */
export interface ConnectionOptions<TItem> {
  items: TItem[];
  args: PageArguments;
  node: (item: TItem) => unknown;
  /** The cursor of the item with this index. */
  cursor: (index: number) => string;
  /** @returns undefined if it is no cursor of this connection */
  readCursor: (cursor: string) => number | undefined;
}

/** One page of a list, as GraphQL has it. */
export function connectionOf<TItem>(options: ConnectionOptions<TItem>) {
  const { items, args, node, cursor } = options;
  const after = readIndex(options, args.after) ?? -1;
  const before = readIndex(options, args.before) ?? items.length;
  let start = after + 1;
  let end = Math.min(before, items.length);
  if (typeof args.first === 'number') {
    end = Math.min(end, start + args.first);
  } else if (typeof args.last === 'number') {
    start = Math.max(start, end - args.last);
  }
  const page = items.slice(start, Math.max(start, end));
  const indexes = page.map((_, index) => start + index);
  return {
    totalCount: items.length,
    nodes: () => page.map(node),
    edges: () =>
      page.map((item, index) => ({
        cursor: cursor(start + index),
        node: () => node(item),
      })),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: indexes.length > 0 ? cursor(indexes[0]) : null,
      endCursor:
        indexes.length > 0 ? cursor(indexes[indexes.length - 1]) : null,
    },
  };
}

/** Cursors that tell nobody anything. */
export const OPAQUE_CURSORS = {
  cursor: (index: number) => Buffer.from(`cursor:${index}`).toString('base64'),
  readCursor: (cursor: string) => {
    const text = Buffer.from(cursor, 'base64').toString('utf8');
    const index = /^cursor:(\d+)$/.exec(text)?.[1];
    return index === undefined ? undefined : Number(index);
  },
};

/** The cursors of a history: the SHA that it begins with, and how far down. */
export function historyCursors(head: string) {
  return {
    cursor: (index: number) => `${head} ${index}`,
    readCursor: (cursor: string) => {
      const [sha, index, ...rest] = cursor.split(' ');
      return sha === head && /^\d+$/.test(index ?? '') && rest.length === 0
        ? Number(index)
        : undefined;
    },
  };
}

function readIndex<TItem>(
  { readCursor }: ConnectionOptions<TItem>,
  cursor: string | null | undefined,
): number | undefined {
  if (cursor === null || cursor === undefined) {
    return undefined;
  }
  const index = readCursor(cursor);
  if (index === undefined) {
    throw githubError(
      'INVALID_CURSOR_ARGUMENTS',
      `\`${cursor}\` does not appear to be a valid cursor.`,
    );
  }
  return index;
}
