import { InputError } from '@backstage/errors';
import { Commit, isDay } from 'backstage-plugin-git-activity-common';
import { CommitPlace, placeOf, readCounted } from './commits';
import { ExportRow, RowKind } from './rowKinds';
import { readSelected } from './selected';
import { tellCommits } from './tellCommits';

const MS_PER_SECOND = 1_000;
const COMMITS_AT_ONCE = 5_000;

/** The commits that count. */
export const commitRows: RowKind<CommitPlace> = {
  columns: [
    ...['day', 'authoredAt', 'sha', 'repositoryId', 'personId'],
    ...['repository', 'person', 'user', 'bot', 'coAuthors', 'coAuthorsCut'],
    ...['merge', 'subject', 'url'],
  ],
  commitsAtOnce: COMMITS_AT_ONCE,
  readCursor(cursor) {
    const [, day, authoredAt, sha] =
      /^([0-9-]{10})_([0-9T:+-]{19,30})_([0-9a-f]{40,64})$/.exec(cursor) ?? [];
    const seconds = Date.parse(authoredAt) / MS_PER_SECOND;
    if (!day || !isDay(day) || !Number.isInteger(seconds)) {
      throw new InputError(
        'cursor: it is the first three columns of a row, with underscores between them',
      );
    }
    return { day, authoredAt: seconds, sha };
  },
  async *read(context, { place, ...options }) {
    const { counter, findCommitUrl } = context;
    let after = place;
    for (let more = true; more; ) {
      const { commits, last } = await readSelected(
        context,
        options,
        async (trx, { selected, filter }) => {
          const counted = await readCounted(trx, {
            ...{ selected, filter },
            days: await counter.locate(trx, { selected, filter }),
            place: after,
            limit: COMMITS_AT_ONCE,
          });
          return {
            commits: await tellCommits(trx, {
              ...{ selected, findCommitUrl },
              commits: counted,
            }),
            last: counted.at(-1)?.row,
          };
        },
      );
      yield commits.map(toRow);
      more = last !== undefined && commits.length === COMMITS_AT_ONCE;
      after = last && placeOf(last);
    }
  },
};

function toRow(commit: Commit): ExportRow {
  const { author, repository } = commit;
  return {
    day: commit.day,
    authoredAt: commit.authoredAt,
    sha: commit.sha,
    repositoryId: repository.id,
    personId: author.id,
    repository: repository.url,
    person: author.name,
    user: author.userEntityRef ?? null,
    bot: author.bot,
    coAuthors: commit.coAuthors.map(({ name }) => name),
    coAuthorsCut: commit.coAuthorsCut === undefined ? 0 : commit.coAuthorsCut,
    merge: commit.merge,
    subject: commit.subject,
    url: commit.url ?? null,
  };
}
