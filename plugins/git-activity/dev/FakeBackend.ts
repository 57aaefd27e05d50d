import {
  addDays,
  Calendar,
  CalendarQuery,
  Commit,
  CommitsQuery,
  Coverage,
  Day,
  GitActivityPaths,
  lastToday,
  Person,
  Repository,
  today,
} from 'backstage-plugin-git-activity-common';
import { HttpResponse, RequestHandler } from 'msw';
import { createOpenApiHttp } from 'openapi-msw';

/** Where the portal's backend is, as far as tests and the dev app are concerned. */
export const BACKEND_URL = 'http://backend.example.com';
const BASE_URL = `${BACKEND_URL}/api/git-activity`;
const http = createOpenApiHttp<GitActivityPaths>({ baseUrl: BASE_URL });

const DEFAULT_RANGE_DAYS = 365;
const DEFAULT_LIMIT = 100;

/** What a fake backend knows. */
export interface FakeLedger {
  commits: Commit[];
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
}

/** How a backend fails. */
export type FakeFailure =
  | { status: number; name: string; message: string }
  | 'unreachable'
  | 'no-json';

/**
 * The HTTP API without a backend: it counts the commits of its ledger by the same filters. Served by `msw`, to tests and to the
 * dev app alike.
 */
export class FakeBackend {
  /** What every request is answered with, as long as it is set. */
  failure?: FakeFailure;
  /** Whether requests are never answered. */
  silent = false;
  /** Called before each calendar is counted. */
  beforeCalendar?: () => void;
  /** The ids of repositories that were asked to sync. */
  readonly syncRequests: string[] = [];
  /** The statuses of the answers to those who asked for the calendar. */
  readonly calendarAnswers: number[] = [];
  #ledger: FakeLedger;
  #revision = 1;

  constructor(ledger: FakeLedger) {
    this.#ledger = ledger;
  }

  get ledger(): FakeLedger {
    return this.#ledger;
  }

  /** Changes parts of the ledger, which makes another revision of it. */
  update(part: Partial<FakeLedger>): void {
    this.#ledger = { ...this.#ledger, ...part };
    this.#revision += 1;
  }

  /** What answers in its stead. */
  get handlers(): RequestHandler[] {
    return [
      http.untyped.all(`${BASE_URL}/*`, () => this.#fail()),
      http.untyped.get(`${BASE_URL}/*`, ({ request }) =>
        this.#findStranger(new URL(request.url).searchParams),
      ),
      http.get('/calendar', ({ request, response }) => {
        this.beforeCalendar?.();
        const calendar = this.#count(readQuery(request));
        const etag = `"${nameOf(calendar)}"`;
        const isKnown = request.headers.get('If-None-Match') === etag;
        this.calendarAnswers.push(isKnown ? 304 : 200);
        const headers = { ETag: etag };
        return isKnown
          ? response(304).empty({ headers })
          : response(200).json(calendar, { headers });
      }),
      http.get('/people', ({ request, response }) => {
        const query = readQuery(request);
        return response(200).json({
          ...pageOf(peopleOf(this.#select(query).counted), query),
          revision: this.#revisionName,
        });
      }),
      http.get('/commits', ({ request, response }) => {
        const query = readQuery(request);
        const { counted } = this.#select(query);
        counted.sort((a, b) => b.authoredAt.localeCompare(a.authoredAt));
        return response(200).json({
          ...pageOf(counted, query),
          revision: this.#revisionName,
        });
      }),
      http.get('/repositories', ({ request, response }) =>
        response(200).json(
          pageOf(this.ledger.repositories, readQuery(request)),
        ),
      ),
      http.post('/repositories/{id}/sync', ({ params, response }) => {
        this.syncRequests.push(params.id);
        return response(202).empty();
      }),
    ];
  }

  get #revisionName(): string {
    return `revision ${this.#revision}`;
  }

  async #fail(): Promise<Response | undefined> {
    const { failure } = this;
    if (this.silent) {
      await new Promise(() => undefined);
    }
    if (failure === 'unreachable') {
      return HttpResponse.error();
    }
    if (failure === 'no-json') {
      return HttpResponse.html('<h1>Bad gateway</h1>', { status: 502 });
    }
    return failure && refuse(failure);
  }

  /** As the backend says it of a person who is not there, or not any more. */
  #findStranger(parameters: URLSearchParams): Response | undefined {
    const known = new Set(peopleOf(this.ledger.commits).map(({ id }) => id));
    const stranger = parameters
      .getAll('person')
      .find(person => !person.startsWith('user:') && !known.has(person));
    return stranger === undefined
      ? undefined
      : refuse({
          status: 404,
          name: 'NotFoundError',
          message: `There is no person '${stranger}'`,
        });
  }

  #rangeOf(query: CalendarQuery): { from: Day; to: Day } {
    const { dayBasis } = this.ledger;
    const to =
      query.to ?? (dayBasis === 'author' ? lastToday() : today(dayBasis));
    return { from: query.from ?? addDays(to, 1 - DEFAULT_RANGE_DAYS), to };
  }

  #count(query: CalendarQuery): Calendar {
    const { dayBasis, invalidDates, unrecognised } = this.ledger;
    const { counted, left } = this.#select(query);
    const days = new Map<Day, number>();
    for (const { day } of counted) {
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    const asked = [...(query.entityRef ?? []), ...(query.person ?? [])];
    return {
      ...this.#rangeOf(query),
      dayBasis,
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
      coverage: this.#coverage(query),
      unrecognised: unrecognised.filter(ref => asked.includes(ref)),
      revision: this.#revisionName,
    };
  }

  #select(query: CalendarQuery): { counted: Commit[]; left: Commit[] } {
    const { from, to } = this.#rangeOf(query);
    const { repository, person: people } = query;
    const selected = this.ledger.commits.filter(
      commit =>
        commit.day >= from &&
        commit.day <= to &&
        (!repository || repository.includes(commit.repository.id)) &&
        (!people ||
          [commit.author, ...commit.coAuthors].some(
            ({ id, userEntityRef }) =>
              people.includes(id) ||
              (userEntityRef && people.includes(userEntityRef)),
          )),
    );
    return {
      counted: selected.filter(commit => isCounted(commit, query)),
      left: selected.filter(commit => !isCounted(commit, query)),
    };
  }

  #coverage(query: CalendarQuery): Coverage {
    const { from, to } = this.#rangeOf(query);
    const { completeFrom, completeUntil, repositories, syncedAt, problems } =
      this.ledger;
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
}

/** The filters of a request, of whichever route: those that a route does not take are not sent to it. */
function readQuery(request: Request): CommitsQuery {
  const { searchParams } = new URL(request.url);
  const several = (name: string) =>
    searchParams.has(name) ? searchParams.getAll(name) : undefined;
  const one = (name: string) => searchParams.get(name) ?? undefined;
  return {
    entityRef: several('entityRef'),
    repository: several('repository'),
    person: several('person'),
    from: one('from'),
    to: one('to'),
    merges: one('merges') === 'include' ? 'include' : 'exclude',
    bots: one('bots') === 'include' ? 'include' : 'exclude',
    cursor: one('cursor'),
    limit: Number(one('limit') ?? DEFAULT_LIMIT),
  };
}

function refuse(failure: Exclude<FakeFailure, string>): Response {
  const { status, name, message } = failure;
  return HttpResponse.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );
}

/** The same text for the same answer: a checksum of it. */
function nameOf(answer: unknown): string {
  const text = JSON.stringify(answer);
  let sum = 0;
  for (let index = 0; index < text.length; index++) {
    sum = (Math.imul(sum, 31) + text.charCodeAt(index)) % 0x7fffffff;
  }
  return `${text.length}-${sum}`;
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

function pageOf<T>(
  items: T[],
  query: CommitsQuery,
): { items: T[]; nextCursor?: string } {
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? DEFAULT_LIMIT);
  return {
    items: items.slice(start, end),
    nextCursor: end < items.length ? String(end) : undefined,
  };
}
