import { ResponseError } from '@backstage/errors';
import {
  PeopleQuery,
  Calendar,
  CalendarQuery,
  Commit,
  CommitList,
  CommitsQuery,
  Coverage,
  Day,
  GitActivityApi,
  Person,
  RepositoriesQuery,
  Repository,
  RepositoryList,
} from 'backstage-plugin-git-activity-common';

/** What a fake backend knows. */
export interface FakeLedger {
  commits: Commit[];
  repositories: Repository[];
  /** `author`, or an IANA time zone. */
  dayBasis: string;
  completeFrom: Day | null;
  syncedAt: string | null;
  invalidDates: number;
  problems: Coverage['problems'];
}

/** A backend without a backend: it counts the commits of its ledger by the same filters. */
export class FakeGitActivityApi implements GitActivityApi {
  ledger: FakeLedger;
  /** What every request is answered with, as long as it is set. */
  failure?: { status: number; name: string; message: string } | 'unreachable';
  /** Whether requests are never answered. */
  silent = false;
  /** The ids of repositories that were asked to sync. */
  readonly syncRequests: string[] = [];
  /** How often the calendar was asked for. */
  calendarRequests = 0;
  readonly #today: Day;

  constructor(options: { ledger: FakeLedger; today: Day }) {
    this.ledger = options.ledger;
    this.#today = options.today;
  }

  async getCalendar(query: CalendarQuery): Promise<Calendar> {
    this.calendarRequests += 1;
    await this.#answer();
    const selected = this.#select(query);
    const counted = selected.filter(commit => isCounted(commit, query));
    const left = selected.filter(commit => !isCounted(commit, query));
    const days = new Map<Day, number>();
    for (const { day } of counted) {
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    return {
      from: query.from ?? this.#today,
      to: query.to ?? this.#today,
      dayBasis: this.ledger.dayBasis,
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
        invalidDates: this.ledger.invalidDates,
      },
      coverage: this.#coverage(query),
      unrecognised: [],
      revision: 'one',
    };
  }

  async getPeople(query: PeopleQuery): Promise<Person[]> {
    await this.#answer();
    return peopleOf(
      this.#select(query).filter(commit => isCounted(commit, query)),
    );
  }

  async getCommits(query: CommitsQuery): Promise<CommitList> {
    await this.#answer();
    const commits = this.#select(query)
      .filter(commit => isCounted(commit, query))
      .sort((a, b) => b.authoredAt.localeCompare(a.authoredAt));
    return { ...pageOf(commits, query), revision: 'one' };
  }

  async getRepositories(query: RepositoriesQuery): Promise<RepositoryList> {
    await this.#answer();
    return pageOf(this.ledger.repositories, query);
  }

  async syncRepository(id: string): Promise<void> {
    await this.#answer();
    this.syncRequests.push(id);
  }

  async #answer(): Promise<void> {
    if (this.silent) {
      await new Promise(() => undefined);
    }
    if (this.failure === 'unreachable') {
      throw new TypeError('Failed to fetch');
    }
    if (this.failure) {
      const { status, name, message } = this.failure;
      throw await ResponseError.fromResponse(
        new Response(
          JSON.stringify({
            error: { name, message },
            response: { statusCode: status },
          }),
          {
            status,
            headers: { 'Content-Type': 'application/json' },
          },
        ),
      );
    }
  }

  #select(query: CalendarQuery): Commit[] {
    return this.ledger.commits.filter(
      commit =>
        (!query.from || commit.day >= query.from) &&
        (!query.to || commit.day <= query.to) &&
        (!query.repository ||
          query.repository.includes(commit.repository.id)) &&
        (!query.person ||
          [commit.author, ...commit.coAuthors].some(({ id }) =>
            query.person?.includes(id),
          )),
    );
  }

  #coverage({ from, to }: CalendarQuery): Coverage {
    const { completeFrom, repositories, syncedAt, problems } = this.ledger;
    const having = (...states: Repository['status'][]) =>
      repositories.filter(({ status }) => states.includes(status)).length;
    const first =
      from && completeFrom && completeFrom < from ? from : completeFrom;
    return {
      completeFrom: first && to && first > to ? null : first,
      completeUntil: to ?? null,
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

function peopleOf(commits: Commit[]): Person[] {
  const people = new Map<string, Person>();
  for (const commit of commits) {
    for (const person of [commit.author, ...commit.coAuthors]) {
      people.set(person.id, person);
    }
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name));
}

const DEFAULT_LIMIT = 100;

function pageOf<T>(
  items: T[],
  query: { cursor?: string; limit?: number },
): { items: T[]; nextCursor?: string } {
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? DEFAULT_LIMIT);
  return {
    items: items.slice(start, end),
    nextCursor: end < items.length ? String(end) : undefined,
  };
}
