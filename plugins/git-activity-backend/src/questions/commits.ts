import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { CommitList, Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { CommitJudge } from '../counting/CommitJudge';
import { CountedDay } from '../counting/Counter';
import { idsByColumn, SelectedSet } from '../counting/selectedSets';
import { Selected } from '../counting/Roster';
import { CountingFilter, Verdict } from '../counting/rules';
import { SqlWriter } from '../database/SqlWriter';
import { CommitQuery, QuestionContext } from './context';
import { Page, readCursor, writeCursor } from './cursor';
import { assertDetailed, readSelected } from './selected';
import {
  COMMIT_COLUMNS,
  CommitRow,
  JudgedCommit,
  tellCommits,
} from './tellCommits';

/** How many more commits than a page has are looked at at once, since some of them may not count. */
const ROWS_BEYOND_PAGE = 100;
const MAX_AUTHORS_LOOKED_FOR = 10_000;

/** The last commit of the page before. */
export interface CommitPlace {
  day: Day;
  authoredAt: number;
  sha: string;
}

/** The same in a cursor: without the time, where the caller is not told whose commit it is. */
type WrittenPlace = Omit<CommitPlace, 'authoredAt'> &
  Partial<Pick<CommitPlace, 'authoredAt'>>;

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
  const written = page.cursor ? readCursor(page.cursor, isPlace) : undefined;
  return readSelected(context, options, async (trx, asked) => {
    const { selected, filter } = asked;
    assertDetailed(asked);
    const days = await counter.locate(trx, { selected, filter });
    const commits = await readCounted(trx, {
      selected,
      filter,
      days,
      place: written && (await findPlace(trx, { written, selected })),
      limit: page.limit + 1,
    });
    const shown = commits.slice(0, page.limit);
    const last = shown.at(-1);
    return {
      items: await tellCommits(trx, {
        commits: shown,
        ...{ selected, findCommitUrl, withSubjects },
      }),
      ...(last &&
        commits.length > shown.length && {
          nextCursor: writeCursor(
            selected.people.isNamed(last.author)
              ? { ...placeOf(last.row) }
              : { day: last.row.day, sha: last.row.sha },
          ),
        }),
      revision: selected.revision,
    };
  });
}

/** Where a commit is in a list. */
export function placeOf({ day, authored_at, sha }: CommitRow): CommitPlace {
  return { day, authoredAt: Number(authored_at), sha };
}

/** Finds when a commit of the selection was; if it is no longer there, what is left of its day is left out. */
async function findPlace(
  trx: Knex,
  options: { written: WrittenPlace; selected: Selected },
): Promise<CommitPlace> {
  const { written, selected } = options;
  const { day, sha, authoredAt } = written;
  if (authoredAt !== undefined) {
    return { day, sha, authoredAt };
  }
  const db = new SqlWriter(trx);
  const [row] = await db.rows<Pick<CommitRow, 'authored_at'>>(db.sql`
    select c.authored_at from commits c
    where c.sha = ${sha} and c.day = ${day}
      and (${isInOneOf(db, selected.sets)})`);
  return {
    ...{ day, sha },
    authoredAt: row ? Number(row.authored_at) : Number.MIN_SAFE_INTEGER,
  };
}

function isPlace(place: unknown): place is WrittenPlace {
  return (
    typeof place === 'object' &&
    place !== null &&
    'day' in place &&
    typeof place.day === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(place.day) &&
    (!('authoredAt' in place) || Number.isSafeInteger(place.authoredAt)) &&
    'sha' in place &&
    typeof place.sha === 'string' &&
    /^[0-9a-f]{1,64}$/.test(place.sha)
  );
}

/** Looks only at days, sets and authors of which daily counts say that something of them counts. */
export async function readCounted(
  trx: Knex,
  options: {
    selected: Selected;
    filter: CountingFilter;
    days: CountedDay[];
    place?: CommitPlace;
    limit: number;
  },
): Promise<JudgedCommit[]> {
  const { selected, filter, limit } = options;
  const judge = new CommitJudge({ selected, filter });
  const sets = new Map(selected.sets.map(set => [set.id, set]));
  const days = takeDays(options);
  const counted: JudgedCommit[] = [];
  let { place } = options;
  for (let more = days.length > 0; more && counted.length < limit; ) {
    const rows = await readRows(trx, {
      sets,
      days,
      place,
      limit: limit + ROWS_BEYOND_PAGE,
    });
    for (const row of rows) {
      const judgement = judge.judge(row);
      if (judgement?.verdict === Verdict.counts) {
        counted.push({ ...judgement, row });
      }
    }
    const last = rows.at(-1);
    more = last !== undefined && rows.length === limit + ROWS_BEYOND_PAGE;
    place = last && placeOf(last);
  }
  return counted.slice(0, limit);
}

/** As many days as surely hold a page, whatever of the first one was shown before. */
function takeDays(options: {
  days: CountedDay[];
  place?: CommitPlace;
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
    place?: CommitPlace;
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
  return db.rows<CommitRow>(sql`
    select ${db.text(COMMIT_COLUMNS)}
    from commits c
    where (${isInOneOf(
      db,
      setIds.flatMap(id => sets.get(id) ?? []),
    )})
      and c.day between ${days[days.length - 1].day} and ${days[0].day}
      and ${isByOneOfThem}
      and ${after}
    order by c.day desc, c.authored_at desc, c.sha
    limit ${limit}`);
}

function isInOneOf(db: SqlWriter, sets: SelectedSet[]): Knex.Raw {
  return [...idsByColumn(sets)]
    .map(([column, ids]) => db.isIn(`c.${column}`, ids))
    .reduce((either, or) => db.sql`${either} or ${or}`, db.sql`1 = 0`);
}

function unionOf(days: CountedDay[], key: 'setIds' | 'authorIds'): Set<number> {
  const union = new Set<number>();
  days.forEach(day => day[key].forEach(id => union.add(id)));
  return union;
}
