import type { History } from './history';

/** How two commits are to each other. */
export interface CommitComparison {
  mergeBase: string;
  /** Only reachable from the second, oldest first. */
  ahead: string[];
  /** Only reachable from the first. */
  behind: string[];
  /** In GitHub's words, of the second as seen from the first. */
  status: 'ahead' | 'behind' | 'diverged' | 'identical';
}

/** @returns undefined if the two have no history in common */
export async function compareCommits(
  history: History,
  from: string,
  to: string,
): Promise<CommitComparison | undefined> {
  const mergeBase = await history.mergeBase(from, to);
  if (!mergeBase) {
    return undefined;
  }
  const [ahead, behind] = await Promise.all([
    history.list({ to, from }),
    history.list({ to: from, from: to }),
  ]);
  return {
    mergeBase,
    ahead: [...ahead].reverse(),
    behind,
    status: statusOf(ahead.length, behind.length),
  };
}

function statusOf(ahead: number, behind: number): CommitComparison['status'] {
  if (ahead > 0) {
    return behind > 0 ? 'diverged' : 'ahead';
  }
  return behind > 0 ? 'behind' : 'identical';
}
