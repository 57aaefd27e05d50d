import {
  addDays,
  Calendar,
  CalendarQuery,
  Commit,
  Coverage,
  Day,
  lastToday,
  Person,
  Repository,
  today,
} from 'backstage-plugin-git-activity-common';
import { DayRange } from '../src/calendar/strips';

const DEFAULT_RANGE_DAYS = 365;

/** A commit of which everything is told. */
export type ToldCommit = Commit &
  Required<Pick<Commit, 'authoredAt' | 'subject'>>;

/** What a fake backend knows. */
export interface FakeLedger {
  commits: ToldCommit[];
  repositories: Repository[];
  /** `author`, or an IANA time zone. */
  dayBasis: string;
  completeFrom: Day | null;
  /** The last day that is known; null while all repositories are kept up to date. */
  completeUntil: Day | null;
  syncedAt: string | null;
  invalidDates: number;
  problems: Coverage['problems'];
  /** Refs of Users whom nothing lets anybody recognise. */
  unrecognised: string[];
  /** What is told instead of days, where figures rest on several people. */
  published?: Calendar['published'];
  /** Refs of Users who are in the entity. */
  members?: string[];
  /** Parts of the entity, and the ids of their repositories; without a ref, what is the entity's own. */
  parts?: Array<{ entityRef?: string; repositories: string[] }>;
  /** The folders that the entity lives in, and which commits changed them; absent if it is the whole of its repositories. */
  folders?: {
    paths: string[];
    /** Whether the source cannot tell which commits changed them. */
    untold?: boolean;
    changedBy(commit: Commit): boolean;
  };
}

/** The days that a query asks for. */
export function rangeOf(ledger: FakeLedger, query: CalendarQuery): DayRange {
  const { dayBasis } = ledger;
  const to =
    query.to ?? (dayBasis === 'author' ? lastToday() : today(dayBasis));
  return { from: query.from ?? addDays(to, 1 - DEFAULT_RANGE_DAYS), to };
}

function isInScope(
  { folders }: FakeLedger,
  { scope }: CalendarQuery,
  commit: Commit,
): boolean {
  return (
    !folders ||
    folders.untold === true ||
    scope === 'repository' ||
    folders.changedBy(commit)
  );
}

function isByOneOf(
  people: string[] | undefined,
  { author, coAuthors }: Commit,
): boolean {
  return (
    !people ||
    [author, ...coAuthors].some(
      ({ id, userEntityRef }) =>
        people.includes(id) ||
        (userEntityRef && people.includes(userEntityRef)),
    )
  );
}

/** The commits of a selection, and those that its filters leave out. */
export function selectCommits(
  ledger: FakeLedger,
  query: CalendarQuery,
): { counted: ToldCommit[]; left: ToldCommit[] } {
  const { from, to } = rangeOf(ledger, query);
  const { repository, lens } = query;
  const members = lens === 'members' ? ledger.members ?? [] : undefined;
  const selected = ledger.commits.filter(
    commit =>
      commit.day >= from &&
      commit.day <= to &&
      (!repository || repository.includes(commit.repository.id)) &&
      isInScope(ledger, query, commit) &&
      [query.person, members].every(people => isByOneOf(people, commit)),
  );
  return {
    counted: selected.filter(commit => isCounted(commit, query)),
    left: selected.filter(commit => !isCounted(commit, query)),
  };
}

/** The calendar of a selection, but for the revision that it is of. */
export function countCalendar(
  ledger: FakeLedger,
  query: CalendarQuery,
): Omit<Calendar, 'revision'> {
  const { dayBasis, invalidDates, unrecognised } = ledger;
  const { counted, left } = selectCommits(ledger, query);
  const days = new Map<Day, number>();
  for (const { day } of counted) {
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  const asked = [...(query.entityRef ?? []), ...(query.person ?? [])];
  const { published } = ledger;
  return {
    ...rangeOf(ledger, query),
    dayBasis,
    scope: {
      counted: query.scope ?? 'entity',
      folders: ledger.folders?.paths.length ?? 0,
      paths: ledger.folders?.paths ?? [],
      untold: ledger.folders?.untold ? ledger.folders.paths : [],
    },
    peopleNamed: !published,
    ...(query.lens === 'members' && { members: ledger.members?.length ?? 0 }),
    days: [...days]
      .map(([date, commits]) => ({ date, commits }))
      .sort((a, b) => a.date.localeCompare(b.date)),
    totals: {
      commits: counted.length,
      activeDays: days.size,
      people: peopleOf(counted).length,
      repositories: new Set(counted.map(commit => commit.repository.id)).size,
    },
    excluded: {
      merges: left.filter(commit => commit.merge).length,
      bots: left.filter(commit => !commit.merge).length,
      invalidDates,
    },
    coverage: coverageOf(ledger, query),
    unrecognised: unrecognised.filter(ref => asked.includes(ref)),
    ...(published && {
      published,
      days: [],
      totals: {
        commits: published.spans.reduce((sum, span) => sum + span.commits, 0),
        activeDays: null,
        people: null,
        repositories: null,
      },
    }),
  };
}

/** The people of a selection, as far as they are searched and asked for. */
export function findPeople(
  ledger: FakeLedger,
  query: CalendarQuery & { search?: string },
): Person[] {
  const { person: asked } = query;
  const sought = (query.search ?? '').toLowerCase();
  return peopleOf(selectCommits(ledger, query).counted).filter(
    ({ id, name, userEntityRef = '' }) =>
      (!asked || asked.includes(id) || asked.includes(userEntityRef)) &&
      `${name}\n${userEntityRef}`.toLowerCase().includes(sought),
  );
}

/** All who authored or co-authored any of the commits, by name. */
export function peopleOf(commits: Commit[]): Person[] {
  const people = new Map<string, Person>();
  for (const commit of commits) {
    for (const person of [commit.author, ...commit.coAuthors]) {
      people.set(person.id, person);
    }
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** How far the numbers of a selection can be trusted. */
export function coverageOf(ledger: FakeLedger, query: CalendarQuery): Coverage {
  const { from, to } = rangeOf(ledger, query);
  const { completeFrom, completeUntil, syncedAt, problems } = ledger;
  const repositories = ledger.repositories.filter(
    ({ id }) => query.repository?.includes(id) ?? true,
  );
  const having = (...states: Repository['status'][]) =>
    repositories.filter(({ status }) => states.includes(status)).length;
  const first = completeFrom && (completeFrom < from ? from : completeFrom);
  const last = completeUntil && completeUntil < to ? completeUntil : to;
  const isComplete = first !== null && first <= to;
  return {
    completeFrom: isComplete ? first : null,
    completeUntil: isComplete && last >= from ? last : null,
    syncedAt,
    repositories: {
      total: repositories.length,
      current: having('current'),
      pending: having('pending', 'syncing'),
      failed: having('failed', 'stale'),
    },
    problems,
    ...heldBackOf(repositories),
  };
}

function heldBackOf(repositories: Repository[]): Pick<Coverage, 'heldBack'> {
  const moments = repositories
    .flatMap(({ heldBack }) => heldBack?.until ?? [])
    .sort();
  const until = moments.at(-1);
  return until ? { heldBack: { repositories: moments.length, until } } : {};
}

function isCounted(commit: Commit, query: CalendarQuery): boolean {
  return (
    (!commit.merge || query.merges === 'include') &&
    (!commit.author.bot || query.bots === 'include')
  );
}
