import {
  BreakdownQuery,
  CommitExplanation,
  GitActivityPaths,
} from 'backstage-plugin-git-activity-common';
import { HttpResponse, RequestHandler } from 'msw';
import { createOpenApiHttp } from 'openapi-msw';
import { breakDown, breakIntoParts } from './fakeBreakdown';
import { explainCommit } from './fakeExplanation';
import {
  countCalendar,
  FakeLedger,
  findPeople,
  peopleOf,
  selectCommits,
} from './fakeLedger';
import { findRhythm } from './fakeRhythm';
import { FakeIdentities } from './fakeIdentities';
import { FakeFailure, nameOf, pageOf, readQuery, refuse } from './fakeRequests';

/** Where the portal's backend is, as far as tests and the dev app are concerned. */
export const BACKEND_URL = 'http://backend.example.com';
const BASE_URL = `${BACKEND_URL}/api/git-activity`;
const http = createOpenApiHttp<GitActivityPaths>({ baseUrl: BASE_URL });

/**
 * The HTTP API without a backend: it counts the commits of its ledger by the same filters. Served by `msw`, to tests and to the
 * dev app alike.
 */
export class FakeBackend {
  /** What every request is answered with, as long as it is set. */
  failure?: FakeFailure;
  /** Whether requests are never answered. */
  silent = false;
  /** Whether a cursor's place is no longer in its list. */
  lostCursors = false;
  /** Called before each calendar is counted. */
  beforeCalendar?: () => void;
  /** The ids of repositories that were asked to sync. */
  readonly syncRequests: string[] = [];
  /** The statuses of the answers to those who asked for the calendar. */
  readonly calendarAnswers: number[] = [];
  /** What breakdowns were asked for. */
  readonly breakdownQueries: BreakdownQuery[] = [];
  /** What breakdowns by parts were asked for. */
  readonly partQueries: BreakdownQuery[] = [];
  /** What hours and weeks were asked for. */
  readonly rhythmQueries: BreakdownQuery[] = [];
  /** What is explained otherwise than it is in the ledger. */
  explained: Partial<CommitExplanation> = {};
  /** What explanations were asked for, as the addresses have it. */
  readonly explanationRequests: URL[] = [];
  /** What rows were asked for, as the addresses have it. */
  readonly exportRequests: URL[] = [];
  /** What people were asked for. */
  readonly peopleQueries: BreakdownQuery[] = [];
  /** Who is who. */
  readonly identities = new FakeIdentities();
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
        const calendar = {
          ...countCalendar(this.ledger, readQuery(request)),
          revision: this.#revisionName,
        };
        const etag = `"${nameOf(calendar)}"`;
        const isKnown = request.headers.get('If-None-Match') === etag;
        this.calendarAnswers.push(isKnown ? 304 : 200);
        const headers = { ETag: etag };
        return isKnown
          ? response(304).empty({ headers })
          : response(200).json(calendar, { headers });
      }),
      http.get('/breakdown', ({ request, response }) => {
        const query = readQuery(request);
        this.breakdownQueries.push(query);
        if (query.cursor && this.lostCursors) {
          return response.untyped(
            refuse({
              status: 400,
              name: 'InputError',
              message: 'cursor: its place is not in this list',
            }),
          );
        }
        return response(200).json({
          ...breakDown(this.ledger, query),
          revision: this.#revisionName,
        });
      }),
      http.get('/breakdown/parts', ({ request, response }) => {
        const query = readQuery(request);
        this.partQueries.push(query);
        return response(200).json({
          ...breakIntoParts(this.ledger, query),
          revision: this.#revisionName,
        });
      }),
      http.get('/rhythm', ({ request, response }) => {
        const query = readQuery(request);
        this.rhythmQueries.push(query);
        return response(200).json({
          ...findRhythm(this.ledger, query),
          revision: this.#revisionName,
        });
      }),
      http.get('/people', ({ request, response }) => {
        const query = readQuery(request);
        this.peopleQueries.push(query);
        const people = findPeople(this.ledger, query);
        return response(200).json({
          ...pageOf(people, query),
          totals: { people: people.length },
          revision: this.#revisionName,
        });
      }),
      http.get('/commits', ({ request, response }) => {
        const query = readQuery(request);
        const { counted } = selectCommits(this.ledger, query);
        counted.sort((a, b) => b.authoredAt.localeCompare(a.authoredAt));
        return response(200).json({
          ...pageOf(counted, query),
          revision: this.#revisionName,
        });
      }),
      http.get(
        '/commits/{sha}/explanation',
        ({ request, params, response }) => {
          this.explanationRequests.push(new URL(request.url));
          return response(200).json({
            ...explainCommit(this.ledger, params.sha, readQuery(request)),
            ...this.explained,
            revision: this.#revisionName,
          });
        },
      ),
      http.untyped.get(`${BASE_URL}/export`, ({ request }) => {
        this.exportRequests.push(new URL(request.url));
        const { counted } = selectCommits(this.ledger, readQuery(request));
        const lines = counted.map(({ day, author }) => `${day},${author.name}`);
        return new HttpResponse(['day,person', ...lines, ''].join('\r\n'), {
          headers: { 'Content-Type': 'text/csv' },
        });
      }),
      http.get('/repositories', ({ request, response }) =>
        response(200).json(
          pageOf(this.ledger.repositories, readQuery(request)),
        ),
      ),
      http.post('/repositories/{id}/sync', ({ params, response }) => {
        this.syncRequests.push(params.id);
        return response(202).json({
          nextSyncAt: '2026-11-23T12:00:00.000Z',
          message: 'A sync follows now',
        });
      }),
      ...this.identities.handlers(BASE_URL),
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
}
