import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Commit,
  CommitList,
  Day,
  Person,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { DateTime, FixedOffsetZone } from 'luxon';
import { CountedDay } from '../counting/Counter';
import { idsByColumn, SelectedSet } from '../counting/selectedSets';
import { toDayNumber } from '../counting/dayNumbers';
import { Selected } from '../counting/Roster';
import { CountingFilter, CountingRules, Verdict } from '../counting/rules';
import { SqlWriter } from '../database/SqlWriter';
import { RepositoryRow } from '../database/tables';
import { byName, readNames } from '../people/names';
import { personIn } from '../people/PeopleIndex';
import { CommitQuery, QuestionContext } from './context';
import { Page, readCursor, writeCursor } from './cursor';
import { assertDetailed, readSelected } from './selected';

const MERGE_PARENTS = 2;
/** How many more commits than a page has are looked at at once, since some of them may not count. */
const ROWS_BEYOND_PAGE = 100;
const MAX_AUTHORS_LOOKED_FOR = 10_000;

/** Whoever it is, the caller is not told. */
const SOMEBODY: Person = { id: '', name: '', bot: false, withheld: true };

/** The last commit of the page before. */
interface Place {
  day: Day;
  authoredAt: number;
  sha: string;
}

interface CommitRow {
  sha: string;
  set_id: number;
  folder_set_id: number | null;
  day: Day;
  author_id: number;
  coauthors: string;
  /** PostgreSQL's bigint arrives as a string */
  authored_at: number | string;
  utc_offset: number;
  parents: number;
  subject: string;
  /** null if that is not known */
  coauthors_cut: number | null;
}

/** A commit that counts, and who did it. */
interface CountedCommit {
  row: CommitRow;
  repositoryId: number;
  author: number;
  /** Humans other than the author. */
  coAuthors: number[];
}

type RepositoryUrl = Pick<
  RepositoryRow,
  'id' | 'url' | 'external_id' | 'source_id'
>;

/** Which commits are these? One page of what a calendar of the same filter counts: the latest day first, and of a day the latest first. */
export async function askCommits(
  context: QuestionContext,
  options: {
    query: CommitQuery;
    page: Page;
    credentials: BackstageCredentials;
    /** Whether the caller may read subject lines. */
    withSubjects: boolean;
  },
): Promise<CommitList> {
  const { counter, findCommitUrl } = context;
  const { page, withSubjects } = options;
  const place = page.cursor ? readCursor(page.cursor, isPlace) : undefined;
  return readSelected(context, options, async (trx, asked) => {
    const { selected, filter } = asked;
    assertDetailed(asked);
    const days = await counter.locate(trx, { selected, filter });
    const commits = await readCounted(trx, {
      selected,
      filter,
      days,
      place,
      limit: page.limit + 1,
    });
    const shown = commits.slice(0, page.limit);
    const repositories = await readUrls(trx, shown);
    const names = await readNames(trx, {
      personIds: shown.flatMap(({ author, coAuthors }) => [
        author,
        ...coAuthors,
      ]),
      sources: selected,
    });
    const last = shown.at(-1)?.row;
    return {
      items: shown.map(commit =>
        toCommit(commit, {
          ...{ repositories, names, findCommitUrl, withSubjects },
          isNamed: id => selected.people.isNamed(id),
        }),
      ),
      ...(last &&
        commits.length > shown.length && {
          nextCursor: writeCursor({
            day: last.day,
            authoredAt: Number(last.authored_at),
            sha: last.sha,
          }),
        }),
      revision: selected.revision,
    };
  });
}

function isPlace(place: unknown): place is Place {
  return (
    typeof place === 'object' &&
    place !== null &&
    'day' in place &&
    typeof place.day === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(place.day) &&
    'authoredAt' in place &&
    Number.isSafeInteger(place.authoredAt) &&
    'sha' in place &&
    typeof place.sha === 'string' &&
    /^[0-9a-f]{1,64}$/.test(place.sha)
  );
}

/** Looks only at days, sets and authors of which daily counts say that something of them counts. */
async function readCounted(
  trx: Knex,
  options: {
    selected: Selected;
    filter: CountingFilter;
    days: CountedDay[];
    place?: Place;
    limit: number;
  },
): Promise<CountedCommit[]> {
  const { selected, filter, limit } = options;
  const rules = new CountingRules(filter, selected.people);
  const sets = new Map(selected.sets.map(set => [set.id, set]));
  const days = takeDays(options);
  const counted: CountedCommit[] = [];
  let { place } = options;
  for (let more = days.length > 0; more && counted.length < limit; ) {
    const rows = await readRows(trx, {
      sets,
      days,
      place,
      limit: limit + ROWS_BEYOND_PAGE,
    });
    for (const row of rows) {
      // What is in a selected set of repositories is in no selected set of folders.
      const set = sets.get(row.set_id) ?? sets.get(row.folder_set_id ?? 0);
      const repositoryId = set?.repositoryId ?? 0;
      const commit = toCounted(row, { rules, selected, repositoryId });
      if (commit) counted.push(commit);
    }
    const last = rows.at(-1);
    more = last !== undefined && rows.length === limit + ROWS_BEYOND_PAGE;
    place = last && {
      day: last.day,
      authoredAt: Number(last.authored_at),
      sha: last.sha,
    };
  }
  return counted.slice(0, limit);
}

/** As many days as surely hold a page, whatever of the first one was shown before. */
function takeDays(options: {
  days: CountedDay[];
  place?: Place;
  limit: number;
}): CountedDay[] {
  const { days, place, limit } = options;
  const left = days.filter(({ day }) => !place || day <= place.day);
  let wanted = limit + (left[0]?.commits ?? 0);
  const end = left.findIndex(({ commits }) => {
    wanted -= commits;
    return wanted <= 0;
  });
  return end === -1 ? left : left.slice(0, end + 1);
}

async function readRows(
  trx: Knex,
  options: {
    sets: Map<number, SelectedSet>;
    days: CountedDay[];
    place?: Place;
    limit: number;
  },
): Promise<CommitRow[]> {
  const db = new SqlWriter(trx);
  const { sql } = db;
  const { sets, days, place, limit } = options;
  const after = place
    ? sql`(c.day < ${place.day} or (c.day = ${place.day} and (
        c.authored_at < ${place.authoredAt}
        or (c.authored_at = ${place.authoredAt} and c.sha > ${place.sha}))))`
    : sql`1 = 1`;
  const authorIds = unionOf(days, 'authorIds');
  // Whether a commit counts is looked at again; of very many authors, looking for them takes longer than looking at all.
  const isByOneOfThem =
    authorIds.size > MAX_AUTHORS_LOOKED_FOR
      ? sql`1 = 1`
      : db.isIn('c.author_id', [...authorIds]);
  const setIds = [...unionOf(days, 'setIds')];
  const isInOneOfThem = [
    ...idsByColumn(setIds.flatMap(id => sets.get(id) ?? [])),
  ]
    .map(([column, ids]) => db.isIn(`c.${column}`, ids))
    .reduce((either, or) => sql`${either} or ${or}`);
  return db.rows<CommitRow>(sql`
    select c.sha, c.set_id, c.folder_set_id, c.day, c.author_id, c.coauthors, c.authored_at, c.utc_offset, c.parents, c.subject, c.coauthors_cut
    from commits c
    where (${isInOneOfThem})
      and c.day between ${days[days.length - 1].day} and ${days[0].day}
      and ${isByOneOfThem}
      and ${after}
    order by c.day desc, c.authored_at desc, c.sha
    limit ${limit}`);
}

function unionOf(days: CountedDay[], key: 'setIds' | 'authorIds'): Set<number> {
  const union = new Set<number>();
  days.forEach(day => day[key].forEach(id => union.add(id)));
  return union;
}

function toCounted(
  row: CommitRow,
  options: {
    rules: CountingRules;
    selected: Selected;
    repositoryId: number;
  },
): CountedCommit | undefined {
  const { rules, selected, repositoryId } = options;
  const personOf = personIn(selected, repositoryId);
  const author = personOf(row.author_id);
  const named = row.coauthors
    ? row.coauthors.split(',').map(id => personOf(Number(id)))
    : [];
  const isMerge = row.parents >= MERGE_PARENTS;
  const verdict = rules.judge(toDayNumber(row.day), author, named, isMerge);
  if (verdict !== Verdict.counts) {
    return undefined;
  }
  // Who is mapped to the author is no second person, and a bot did not do anything
  const coAuthors = [...new Set(named)].filter(
    person => person !== author && !selected.people.isBot(person),
  );
  return { row, repositoryId, author, coAuthors };
}

async function readUrls(
  trx: Knex,
  commits: CountedCommit[],
): Promise<Map<number, RepositoryUrl>> {
  const db = new SqlWriter(trx);
  const ids = [...new Set(commits.map(({ repositoryId }) => repositoryId))];
  const rows = await db.rows<RepositoryUrl>(db.sql`
    select id, url, external_id, source_id from repositories
    where ${db.isIn('id', ids)}`);
  return new Map(rows.map(row => [row.id, row]));
}

function toCommit(
  commit: CountedCommit,
  options: {
    repositories: Map<number, RepositoryUrl>;
    names: Map<number, Person>;
    isNamed: (personId: number) => boolean;
    withSubjects: boolean;
    findCommitUrl: QuestionContext['findCommitUrl'];
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
    merge: row.parents >= MERGE_PARENTS,
    ...(url !== undefined && { url }),
  };
}

function toIso(seconds: number, offsetMinutes: number): string {
  return DateTime.fromSeconds(seconds, {
    zone: FixedOffsetZone.instance(offsetMinutes),
  }).toFormat("yyyy-MM-dd'T'HH:mm:ssZZ");
}
