import { Knex } from 'knex';
import {
  Commit,
  CommitList,
  Person,
} from 'backstage-plugin-git-activity-common';
import { DateTime, FixedOffsetZone } from 'luxon';
import { CountedWork } from '../counting/CountedWork';
import { PersonColumns, toPerson } from './person';
import { readCursor, writeCursor } from './cursor';
import { CommitFilter } from '../counting/filter';
import { SqlWriter } from '../database/SqlWriter';

/** Tells where a host shows a commit, if it does. */
export type FindCommitUrl = (commit: {
  sha: string;
  repository: { url: string; externalId?: string; sourceId: string };
}) => string | undefined;

interface Page {
  cursor?: string;
  /** How many commits it holds at most. */
  limit: number;
}

/** The last commit of the page before. */
interface Place {
  authoredAt: number;
  sha: string;
}

interface CommitRow extends PersonColumns {
  sha: string;
  repository_id: number;
  day: string;
  /** PostgreSQL's bigint arrives as a string */
  authored_at: number | string;
  utc_offset: number;
  parents: number;
  subject: string;
  url: string;
  external_id: string | null;
  source_id: string;
}

interface CoAuthorRow extends PersonColumns {
  sha: string;
}

const MERGE_PARENTS = 2;

/** One page of the commits that a calendar of the same filter counts, newest first. */
export async function readCommits(
  database: Knex,
  options: { filter: CommitFilter; page: Page; findCommitUrl: FindCommitUrl },
): Promise<CommitList> {
  const { filter, page, findCommitUrl } = options;
  const place = page.cursor ? readCursor(page.cursor, isPlace) : undefined;
  const work = await CountedWork.create(database, filter);
  if (work.isEmpty) return { items: [] };
  const db = new SqlWriter(database);
  const found = await readRows(db, { work, place, limit: page.limit + 1 });
  const rows = found.slice(0, page.limit);
  const coAuthors = await readCoAuthors(db, rows);
  const last = rows.at(-1);
  return {
    items: rows.map(row =>
      toCommit(row, { coAuthors: coAuthors.get(row.sha) ?? [], findCommitUrl }),
    ),
    ...(last &&
      found.length > rows.length && {
        nextCursor: writeCursor({
          authoredAt: Number(last.authored_at),
          sha: last.sha,
        }),
      }),
  };
}

function isPlace(place: unknown): place is Place {
  return (
    typeof place === 'object' &&
    place !== null &&
    'authoredAt' in place &&
    Number.isSafeInteger(place.authoredAt) &&
    'sha' in place &&
    typeof place.sha === 'string' &&
    /^[0-9a-f]{1,64}$/.test(place.sha)
  );
}

async function readRows(
  db: SqlWriter,
  options: { work: CountedWork; place?: Place; limit: number },
): Promise<CommitRow[]> {
  const { sql } = db;
  const { work, place, limit } = options;
  const after = place
    ? sql`(c.authored_at < ${place.authoredAt}
        or (c.authored_at = ${place.authoredAt} and c.sha > ${place.sha}))`
    : sql`1 = 1`;
  return db.rows<CommitRow>(sql`
    select c.sha, c.repository_id, c.day, c.authored_at, c.utc_offset, c.parents, c.subject,
      r.url, r.external_id, r.source_id,
      p.id as person_id, p.name, p.user_entity_ref, p.bot
    from (
      select c.*
      from (${work.countedCommits()}) c
      where ${after}
      order by c.authored_at desc, c.sha
      limit ${limit}
    ) c
    join repositories r on r.id = c.repository_id
    join authors a on a.id = c.mapped_author_id
    join people p on p.id = a.person_id
    order by c.authored_at desc, c.sha`);
}

/** The human co-authors of each commit, by SHA. */
async function readCoAuthors(
  db: SqlWriter,
  commits: CommitRow[],
): Promise<Map<string, Person[]>> {
  const { sql } = db;
  const coAuthors = new Map<string, Person[]>();
  if (commits.length === 0) return coAuthors;
  const repositoryOf = new Map(
    commits.map(({ sha, repository_id }) => [sha, repository_id]),
  );
  const rows = await db.rows<CoAuthorRow & { repository_id: number }>(sql`
    select distinct x.sha, x.repository_id, p.id as person_id, p.name, p.user_entity_ref, p.bot
    from commit_coauthors x
    join authors a on a.id = x.mapped_author_id
    join people p on p.id = a.person_id
    where ${db.isOneOf('x.sha', [...repositoryOf.keys()])} and p.bot = 0
    order by p.id`);
  for (const row of rows) {
    // A twin in another repository may have another mailmap
    if (repositoryOf.get(row.sha) !== row.repository_id) continue;
    coAuthors.set(row.sha, [...(coAuthors.get(row.sha) ?? []), toPerson(row)]);
  }
  return coAuthors;
}

function toCommit(
  row: CommitRow,
  options: { coAuthors: Person[]; findCommitUrl: FindCommitUrl },
): Commit {
  const { coAuthors, findCommitUrl } = options;
  const author = toPerson(row);
  const url = findCommitUrl({
    sha: row.sha,
    repository: {
      url: row.url,
      ...(row.external_id !== null && { externalId: row.external_id }),
      sourceId: row.source_id,
    },
  });
  return {
    sha: row.sha,
    repository: { id: String(row.repository_id), url: row.url },
    day: row.day,
    authoredAt: toIso(Number(row.authored_at), row.utc_offset),
    author,
    // Who is mapped to the author is no second person
    coAuthors: coAuthors.filter(({ id }) => id !== author.id),
    subject: row.subject,
    merge: row.parents >= MERGE_PARENTS,
    ...(url !== undefined && { url }),
  };
}

function toIso(seconds: number, offsetMinutes: number): string {
  return DateTime.fromSeconds(seconds, {
    zone: FixedOffsetZone.instance(offsetMinutes),
  }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}
