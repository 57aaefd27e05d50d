import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { Commit, Day, isDay } from 'backstage-plugin-git-activity-common';
import { CommitPlace, placeOf, readCounted } from './commits';
import { CommitQuery, QuestionContext } from './context';
import { ExportRow, RowKind } from './rowKinds';
import { readSelected } from './selected';
import { tellCommits } from './tellCommits';

const COMMITS_AT_ONCE = 5_000;

/** The commits that count. */
export const commitRows: RowKind<{ day: Day; sha: string }> = {
  columns: [
    ...['day', 'repositoryId', 'sha', 'authoredAt', 'personId'],
    ...['repository', 'person', 'user', 'bot', 'coAuthors', 'coAuthorsCut'],
    ...['merge', 'subject', 'url'],
  ],
  commitsAtOnce: COMMITS_AT_ONCE,
  readCursor(cursor) {
    const [, day, sha] =
      /^([0-9-]{10})_\d{1,15}_([0-9a-f]{40,64})$/.exec(cursor) ?? [];
    if (!day || !isDay(day)) {
      throw new InputError(
        'cursor: it is the first three columns of a row, with underscores between them',
      );
    }
    return { day, sha };
  },
  async *read(context, { place, ...options }) {
    // The moment of a commit may be withheld, so a place says no more than its day.
    let isBehind = place === undefined;
    const isLeft = ({ day, sha }: Commit) => {
      if (isBehind || day !== place?.day) return true;
      isBehind = sha === place.sha;
      return false;
    };
    let after: CommitPlace | undefined;
    for (let more = true; more; ) {
      const { commits, last } = await readPart(context, { ...options, after });
      yield commits.filter(isLeft).map(toRow);
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
    withSubjects: boolean;
    after?: CommitPlace;
  },
): Promise<{ commits: Commit[]; last?: CommitPlace }> {
  const { counter, findCommitUrl } = context;
  const { withSubjects } = options;
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
        ...{ selected, findCommitUrl, withSubjects },
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
    repositoryId: repository.id,
    sha: commit.sha,
    authoredAt: commit.authoredAt ?? null,
    personId: author.id,
    repository: repository.url,
    person: author.name,
    user: author.userEntityRef ?? null,
    bot: author.withheld ? null : author.bot,
    coAuthors: commit.coAuthors.map(({ name }) => name),
    coAuthorsCut: commit.coAuthorsCut === undefined ? 0 : commit.coAuthorsCut,
    merge: commit.merge,
    subject: commit.subject ?? null,
    url: commit.url ?? null,
  };
}
