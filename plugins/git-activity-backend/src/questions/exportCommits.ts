import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Commit, isDay } from 'backstage-plugin-git-activity-common';
import { CommitPlace, placeOf, readCounted } from './commits';
import { CommitQuery, QuestionContext } from './context';
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
    let after = place;
    for (let more = true; more; ) {
      const { commits, last } = await readPart(context, { ...options, after });
      yield commits.map(toRow);
      more = last !== undefined && commits.length === COMMITS_AT_ONCE;
      after = last;
    }
  },
};

/** Some commits after a place, and that of the last of them. */
async function readPart(
  context: QuestionContext,
  options: {
    query: CommitQuery;
    credentials: BackstageCredentials;
    after?: CommitPlace;
  },
): Promise<{ commits: Commit[]; last?: CommitPlace }> {
  const { counter, findCommitUrl } = context;
  return readSelected(context, options, async (trx, { selected, filter }) => {
    const counted = await readCounted(trx, {
      ...{ selected, filter },
      days: await counter.locate(trx, { selected, filter }),
      place: options.after,
      limit: COMMITS_AT_ONCE,
    });
    const last = counted.at(-1)?.row;
    return {
      commits: await tellCommits(trx, {
        ...{ selected, findCommitUrl },
        commits: counted,
      }),
      ...(last && { last: placeOf(last) }),
    };
  });
}

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
