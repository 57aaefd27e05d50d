import { RepositoryHead } from 'backstage-plugin-git-activity-node';
import { BEGINNING_OF_TIME, RepositoryRow } from '../database/tables';

/** Whether what is stored is what the host has now, so that nothing has to be read. */
export function isUpToDate(options: {
  row: Readonly<RepositoryRow>;
  head: RepositoryHead;
  dayBasis: string;
}): boolean {
  const { row, head, dayBasis } = options;
  if (row.reading_to !== null) {
    return false;
  }
  if (head.sha === undefined) {
    // Empty is no proof of empty, so one that had commits is looked at more closely.
    return (
      row.head === null &&
      row.commit_count === 0 &&
      row.complete_from === BEGINNING_OF_TIME
    );
  }
  return (
    row.head === head.sha &&
    row.branch === (head.branch ?? null) &&
    row.mailmap_id === (head.mailmapId ?? null)
  );
}

/** Whether the host told where a repository is, who it is or what it may do, and that is not what is stored. */
export function isNews(
  row: Readonly<RepositoryRow>,
  head: RepositoryHead,
): boolean {
  return (
    (head.externalId !== undefined && head.externalId !== row.external_id) ||
    (head.url !== undefined && head.url !== row.url) ||
    (head.archived !== undefined && head.archived !== (row.archived === 1))
  );
}
