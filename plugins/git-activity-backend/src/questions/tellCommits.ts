import { Commit, Person } from 'backstage-plugin-git-activity-common';
import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { isMerge, JudgedRow, Judgement } from '../counting/CommitJudge';
import { Selected } from '../counting/Roster';
import { SqlWriter } from '../database/SqlWriter';
import { RepositoryRow } from '../database/tables';
import { byName, readNames } from '../people/names';
import { FindCommitUrl } from './context';

/** What ends ISO 8601: `.000Z`. */
const LENGTH_OF_FRACTION = 5;

/** What is read of a commit to tell of it. */
export interface CommitRow extends JudgedRow {
  sha: string;
  /** PostgreSQL's bigint arrives as a string; null if it is unusable for good */
  authored_at: number | string | null;
  utc_offset: number;
  subject: string;
  /** null if that is not known */
  coauthors_cut: number | null;
}

/** The columns of a {@link CommitRow}, where commits are called `c`. */
export const COMMIT_COLUMNS =
  'c.sha, c.set_id, c.folder_set_id, c.day, c.author_id, c.coauthors, c.authored_at, c.utc_offset, c.parents, c.subject, c.coauthors_cut';

/** A commit, and what became of it. */
export type JudgedCommit = Judgement & { row: CommitRow };

type RepositoryUrl = Pick<
  RepositoryRow,
  'id' | 'url' | 'external_id' | 'source_id'
>;

/** Whoever it is, the caller is not told. */
const SOMEBODY: Person = { id: '', name: '', bot: false, withheld: true };

/** Commits as answers have them, with people called as the viewer may see them. */
export async function tellCommits(
  trx: Knex,
  options: {
    commits: JudgedCommit[];
    selected: Selected;
    findCommitUrl: FindCommitUrl;
    /** Whether the caller may read subject lines. */
    withSubjects: boolean;
  },
): Promise<Commit[]> {
  const { commits, selected, findCommitUrl, withSubjects } = options;
  const repositories = await readUrls(
    trx,
    commits.map(({ repositoryId }) => repositoryId),
  );
  const names = await readNames(trx, {
    personIds: [
      ...new Set(
        commits.flatMap(({ author, coAuthors }) => [author, ...coAuthors]),
      ),
    ],
    sources: selected,
  });
  return new Turns().map(commits, commit =>
    toCommit(commit, {
      ...{ repositories, names, findCommitUrl, withSubjects },
      isNamed: id => selected.people.isNamed(id),
    }),
  );
}

/** What of some repositories says where they are, by id. */
export async function readUrls(
  trx: Knex,
  repositoryIds: number[],
): Promise<Map<number, RepositoryUrl>> {
  const db = new SqlWriter(trx);
  const ids = [...new Set(repositoryIds)];
  const rows = await db.rows<RepositoryUrl>(db.sql`
    select id, url, external_id, source_id from repositories
    where ${db.isIn('id', ids)}`);
  return new Map(rows.map(row => [row.id, row]));
}

function toCommit(
  commit: JudgedCommit,
  options: {
    repositories: Map<number, RepositoryUrl>;
    names: Map<number, Person>;
    isNamed: (personId: number) => boolean;
    withSubjects: boolean;
    findCommitUrl: FindCommitUrl;
  },
): Commit {
  const { row, repositoryId, author } = commit;
  const { isNamed, withSubjects } = options;
  const personOf = (id: number) =>
    options.names.get(id) ?? { id: String(id), bot: false, name: '' };
  const repository = options.repositories.get(repositoryId);
  const url =
    repository &&
    options.findCommitUrl({
      sha: row.sha,
      repository: {
        url: repository.url,
        ...(repository.external_id !== null && {
          externalId: repository.external_id,
        }),
        sourceId: repository.source_id,
      },
    });
  return {
    sha: row.sha,
    repository: { id: String(repositoryId), url: repository?.url ?? '' },
    day: row.day,
    // The minute and the offset would tell much of who it was.
    ...(isNamed(author) && {
      authoredAt: toIso(Number(row.authored_at), row.utc_offset),
    }),
    author: isNamed(author) ? personOf(author) : SOMEBODY,
    coAuthors: commit.coAuthors.filter(isNamed).map(personOf).sort(byName),
    ...(row.coauthors_cut !== 0 && { coAuthorsCut: row.coauthors_cut }),
    ...(withSubjects && { subject: row.subject }),
    merge: isMerge(row),
    ...(url !== undefined && { url }),
  };
}

/** Plain arithmetic, since an export may have a million of them. */
function toIso(seconds: number, offsetMinutes: number): string {
  const local = new Date((seconds + offsetMinutes * 60) * 1_000);
  const minutes = Math.abs(offsetMinutes);
  const offset = [Math.floor(minutes / 60), minutes % 60].map(part =>
    String(part).padStart(2, '0'),
  );
  return `${local.toISOString().slice(0, -LENGTH_OF_FRACTION)}${
    offsetMinutes < 0 ? '-' : '+'
  }${offset.join(':')}`;
}
