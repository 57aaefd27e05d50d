/** How a list of commits is cut short, in an answer that looks well. */
type ShortListCut = 'empty' | 'half' | 'gap-in';
type ShortListFault = `${ShortListCut}-page` | `${ShortListCut}-page-recounted`;

const FAULT = /^(empty|half|gap-in)-page(-recounted)?$/;

interface Cut {
  how: ShortListCut;
  /** Whether the counts beside the list agree with what is left of it. */
  recounted: boolean;
}

export function isShortListFault(fault: unknown): fault is ShortListFault {
  return typeof fault === 'string' && FAULT.test(fault);
}

/** Cuts every list of commits in the body of an answer, of GraphQL or of REST. */
export function shortenLists(body: unknown, fault: ShortListFault): unknown {
  const [, how, recounted] = FAULT.exec(fault) ?? [];
  const cut: Cut = {
    how: how as ShortListCut,
    recounted: recounted !== undefined,
  };
  return shorten(body, cut);
}

function shorten(value: unknown, cut: Cut): unknown {
  if (Array.isArray(value)) {
    return isListOfCommits(value)
      ? cutList(value, cut)
      : value.map(each => shorten(each, cut));
  }
  if (!isRecord(value)) {
    return value;
  }
  if (Array.isArray(value.commits) && 'ahead_by' in value) {
    return cutComparison(value, cut);
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      ['history', 'commits'].includes(name) && isRecord(each)
        ? cutConnection(each, cut)
        : shorten(each, cut),
    ]),
  );
}

/** What `GET /repos/…/commits` answers. */
function isListOfCommits(value: unknown[]): boolean {
  return isRecord(value[0]) && 'sha' in value[0] && 'commit' in value[0];
}

function cutComparison(body: Record<string, unknown>, cut: Cut) {
  const counts = ['ahead_by', 'behind_by', 'total_commits'].map(name => [
    name,
    cutNumber(Number(body[name]), cut),
  ]);
  return {
    ...body,
    commits: cutList(body.commits as unknown[], cut),
    ...(cut.recounted ? Object.fromEntries(counts) : {}),
  };
}

function cutConnection(connection: Record<string, unknown>, cut: Cut) {
  const { nodes, edges, pageInfo, totalCount } = connection;
  const size = [nodes, edges].find(Array.isArray)?.length;
  const ends = cut.how !== 'gap-in';
  return {
    ...connection,
    ...(Array.isArray(nodes) && { nodes: cutList(nodes, cut) }),
    ...(Array.isArray(edges) && { edges: cutList(edges, cut) }),
    ...(isRecord(pageInfo) &&
      ends && { pageInfo: { ...pageInfo, hasNextPage: false } }),
    ...(typeof totalCount === 'number' &&
      cut.recounted && {
        totalCount:
          ends && size !== undefined
            ? cutNumber(size, cut)
            : cutNumber(totalCount, cut),
      }),
  };
}

function cutList(list: unknown[], { how }: Cut): unknown[] {
  const middle = Math.floor(list.length / 2);
  switch (how) {
    case 'empty':
      return [];
    case 'half':
      return list.slice(0, middle);
    default:
      return list.filter((_, index) => index !== middle);
  }
}

function cutNumber(count: number, { how }: Cut): number {
  switch (how) {
    case 'empty':
      return 0;
    case 'half':
      return Math.floor(count / 2);
    default:
      return Math.max(0, count - 1);
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
