/** Days since the last good sync of a repository that fails. */
export const MISSED_DAYS = 20;

/** What is told of a repository that was never read, and cannot be. */
export const failed = {
  status: 'failed',
  head: null,
  commits: 0,
  coverage: { completeFrom: null, completeUntil: null },
  lastSyncedAt: null,
  error: {
    kind: 'forbidden',
    message: 'The host refused the credentials (403).',
  },
} as const;

/** … that could be read once. */
export const stale = {
  status: 'stale',
  error: { kind: 'gone', message: 'The repository no longer exists (404).' },
} as const;

/** … that waits to be read. */
export const unread = {
  status: 'pending',
  head: null,
  commits: 0,
  coverage: { completeFrom: null, completeUntil: null },
  lastSyncedAt: null,
} as const;

/** … that does not hold everything. */
export const shallow = {
  notices: ['This is a shallow clone: its history begins on 3 March 2026.'],
};
