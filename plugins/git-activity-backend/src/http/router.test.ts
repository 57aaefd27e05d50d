import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import {
  createLedger,
  LedgerSeed,
  seedLedger,
  shaOf,
} from '../__testUtils__/seedLedger';
import { ServedApi, serveApi } from '../__testUtils__/serveApi';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const SYNCED = new Date(Date.now() - 60_000);

const SEED: LedgerSeed = {
  people: {
    alice: { name: 'Alice', userEntityRef: 'user:default/alice' },
    bob: {},
    robot: { bot: true },
  },
  repositories: {
    api: {
      entityRefs: ['component:default/api'],
      columns: { synced_at: SYNCED },
    },
    web: {
      entityRefs: ['component:default/web'],
      columns: {
        notices: '["It is a shallow clone."]',
        synced_at: null,
        complete_from: null,
        error_kind: 'gone',
        error_message: 'There is no such repository',
        external_id: '4711',
      },
    },
  },
  problems: { 'component:default/odd': 'file: is not allowed here' },
  commits: [
    {
      repository: 'api',
      sha: shaOf(1),
      author: 'alice',
      coAuthors: ['bob', 'robot'],
      at: '2026-03-01T23:30:00-08:00',
      subject: 'Begin',
    },
    {
      repository: 'api',
      sha: shaOf(2),
      author: 'bob',
      at: '2026-03-01T09:00:00+05:30',
    },
    {
      repository: 'api',
      sha: shaOf(3),
      author: 'bob',
      at: '2026-03-03T09:00:00+00:00',
      merge: true,
    },
    {
      repository: 'api',
      sha: shaOf(4),
      author: 'robot',
      at: '2026-03-04T09:00:00+00:00',
    },
    { repository: 'api', sha: shaOf(5), author: 'alice' },
  ],
};

const CATALOG = new SecretiveCatalog([
  entityOf('component:default/api'),
  entityOf('component:default/web'),
  entityOf('component:default/odd'),
  entityOf('user:default/alice'),
]);

const MARCH = 'from=2026-03-01&to=2026-03-31';

describe.each(databases.eachSupportedId())('the HTTP API (%s)', databaseId => {
  let database: Knex;
  let api: ServedApi;
  let ids: Awaited<ReturnType<typeof seedLedger>>;

  beforeAll(async () => {
    database = await createLedger(databases, databaseId);
    ids = await seedLedger(database, SEED);
    api = await serveApi({
      database,
      catalog: CATALOG,
      sources: {
        get: id =>
          id === 'git'
            ? {
                getCommitUrl: ({ repository, sha }) =>
                  repository.externalId
                    ? undefined
                    : `${repository.url}/commit/${sha}`,
              }
            : undefined,
      },
    });
  });

  afterAll(() => api.close());

  const get = async (path: string) => {
    const response = await api.call(path);
    return { status: response.status, body: await response.json() };
  };

  it('gives a calendar with what it leaves out and how far it can be trusted', async () => {
    expect(await get(`/calendar?${MARCH}`)).toEqual({
      status: 200,
      body: {
        from: '2026-03-01',
        to: '2026-03-31',
        dayBasis: 'author',
        peopleNamed: true,
        scope: { counted: 'entity', folders: 0, paths: [], untold: [] },
        days: [{ date: '2026-03-01', commits: 2 }],
        totals: { commits: 2, activeDays: 1, people: 2, repositories: 1 },
        excluded: { merges: 1, bots: 1, invalidDates: 1 },
        coverage: {
          completeFrom: '2026-03-01',
          completeUntil: '2026-03-31',
          syncedAt: SYNCED.toISOString(),
          repositories: { total: 2, current: 1, pending: 0, failed: 1 },
          problems: [
            {
              entityRef: 'component:default/odd',
              message: 'file: is not allowed here',
            },
          ],
        },
        unrecognised: [],
        revision: expect.any(String),
      },
    });
  });

  it('includes merges and bots when asked to', async () => {
    const { body } = await get(
      `/calendar?${MARCH}&merges=include&bots=include`,
    );
    expect(body.days).toEqual([
      { date: '2026-03-01', commits: 2 },
      { date: '2026-03-03', commits: 1 },
      { date: '2026-03-04', commits: 1 },
    ]);
    expect(body.excluded).toEqual({ merges: 0, bots: 0, invalidDates: 1 });
  });

  it('covers the 365 days that end with the last day that is today anywhere by default', async () => {
    const firstToday = () =>
      new Date(Date.now() + 14 * 60 * 60_000).toISOString().slice(0, 10);
    const before = firstToday();
    const { body } = await get('/calendar');
    expect([before, firstToday()]).toContain(body.to);
    expect(Date.parse(body.to) - Date.parse(body.from)).toBe(
      364 * 24 * 60 * 60 * 1000,
    );
  });

  it('answers an entity that no repository was found for with nothing, not with an error', async () => {
    const { status, body } = await get(
      `/calendar?${MARCH}&entityRef=component:default/odd`,
    );
    expect(status).toBe(200);
    expect(body.totals.commits).toBe(0);
    expect(body.coverage).toEqual({
      completeFrom: null,
      completeUntil: null,
      syncedAt: null,
      repositories: { total: 0, current: 0, pending: 0, failed: 0 },
      problems: [
        {
          entityRef: 'component:default/odd',
          message: 'file: is not allowed here',
        },
      ],
    });
  });

  it('lists the people of a selection by name', async () => {
    const { alice, bob, robot } = ids.personIds;
    const people = [
      {
        id: String(alice),
        name: 'Alice',
        userEntityRef: 'user:default/alice',
        bot: false,
      },
      { id: String(bob), name: 'bob', bot: false },
      { id: String(robot), name: 'robot', bot: true },
    ];
    expect(await get(`/people?${MARCH}`)).toEqual({
      status: 200,
      body: {
        items: people.slice(0, 2),
        totals: { people: 2 },
        revision: expect.any(String),
      },
    });
    expect((await get(`/people?${MARCH}&bots=include`)).body.items).toEqual(
      people,
    );
  });

  it('counts unusable dates once, whatever the range', async () => {
    for (const range of [
      'to=0001-01-01',
      'from=0001-01-01&to=0001-01-01',
      'to=9999-12-31',
    ]) {
      const { body } = await get(`/calendar?${range}`);
      expect(body.excluded.invalidDates).toBe(1);
    }
  });

  it('pages through people', async () => {
    const all = (await get(`/people?${MARCH}&bots=include`)).body.items;
    const first = await get(`/people?${MARCH}&bots=include&limit=2`);
    expect(first.body.items).toEqual(all.slice(0, 2));
    const second = await get(
      `/people?${MARCH}&bots=include&limit=2&cursor=${first.body.nextCursor}`,
    );
    expect(second.body.items).toEqual(all.slice(2));
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  it.each([
    ['ALI', ['Alice']],
    ['o', ['bob', 'robot']],
    ['user:default/alice', ['Alice']],
    ['%', []],
  ])('finds people by name or User: %s', async (search, names) => {
    const { body } = await get(
      `/people?${MARCH}&bots=include&search=${encodeURIComponent(search)}`,
    );
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual(names);
    expect(body.totals).toEqual({ people: names.length });
  });

  it('names just those who are asked for', async () => {
    const { body } = await get(`/people?${MARCH}&person=user:default/alice`);
    expect(body.items.map(({ name }: { name: string }) => name)).toEqual([
      'Alice',
    ]);
  });

  it('pages through the people that are found', async () => {
    const path = `/people?${MARCH}&bots=include&search=O&limit=1`;
    const first = await get(path);
    expect(first.body).toMatchObject({
      items: [{ name: 'bob' }],
      totals: { people: 2 },
    });
    const second = await get(`${path}&cursor=${first.body.nextCursor}`);
    expect(second.body.items).toMatchObject([{ name: 'robot' }]);
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  it('lists the commits behind a day, newest first, each with the time its author had', async () => {
    const { alice, bob } = ids.personIds;
    const repository = {
      id: String(ids.repositoryIds.api),
      url: 'https://git.example.com/api',
    };
    expect(await get('/commits?from=2026-03-01&to=2026-03-01')).toEqual({
      status: 200,
      body: {
        items: [
          {
            sha: shaOf(1),
            repository,
            day: '2026-03-01',
            authoredAt: '2026-03-01T23:30:00-08:00',
            author: {
              id: String(alice),
              name: 'Alice',
              userEntityRef: 'user:default/alice',
              bot: false,
            },
            coAuthors: [{ id: String(bob), name: 'bob', bot: false }],
            subject: 'Begin',
            merge: false,
            url: `https://git.example.com/api/commit/${shaOf(1)}`,
          },
          {
            sha: shaOf(2),
            repository,
            day: '2026-03-01',
            authoredAt: '2026-03-01T09:00:00+05:30',
            author: { id: String(bob), name: 'bob', bot: false },
            coAuthors: [],
            subject: `Change ${shaOf(2)}`,
            merge: false,
            url: `https://git.example.com/api/commit/${shaOf(2)}`,
          },
        ],
        revision: expect.any(String),
      },
    });
  });

  it('pages through commits', async () => {
    const first = await get(`/commits?${MARCH}&merges=include&limit=2`);
    expect(first.body.items.map(({ sha }: { sha: string }) => sha)).toEqual([
      shaOf(3),
      shaOf(1),
    ]);
    const second = await get(
      `/commits?${MARCH}&merges=include&limit=2&cursor=${first.body.nextCursor}`,
    );
    expect(second.body.items.map(({ sha }: { sha: string }) => sha)).toEqual([
      shaOf(2),
    ]);
    expect(second.body).not.toHaveProperty('nextCursor');
  });

  it('lists repositories by URL, page by page, with the state of their sync', async () => {
    const first = await get('/repositories?limit=1');
    expect(first).toEqual({
      status: 200,
      body: {
        items: [
          {
            id: String(ids.repositoryIds.api),
            url: 'https://git.example.com/api',
            source: 'git',
            entityRefs: ['component:default/api'],
            status: 'current',
            head: null,
            commits: 5,
            notices: [],
            coverage: { completeFrom: '0001-01-01', completeUntil: null },
            lastSyncedAt: SYNCED.toISOString(),
            nextSyncAt: '2026-11-20T08:15:00.000Z',
          },
        ],
        nextCursor: expect.any(String),
      },
    });
    const second = await get(
      `/repositories?limit=1&cursor=${first.body.nextCursor}`,
    );
    expect(second.body).toEqual({
      items: [
        {
          id: String(ids.repositoryIds.web),
          url: 'https://git.example.com/web',
          source: 'git',
          entityRefs: ['component:default/web'],
          status: 'failed',
          head: null,
          commits: 0,
          notices: ['It is a shallow clone.'],
          coverage: { completeFrom: null, completeUntil: null },
          lastSyncedAt: null,
          nextSyncAt: '2026-11-20T08:15:00.000Z',
          error: { kind: 'gone', message: 'There is no such repository' },
        },
      ],
    });
  });

  it('makes a repository due', async () => {
    const { web } = ids.repositoryIds;
    const response = await api.call(`/repositories/${web}/sync`, {
      method: 'POST',
    });
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({
      message: 'A sync follows now',
    });
    expect(api.syncs).toEqual([web]);
  });

  it('takes a filter once or many times, encoded or not', async () => {
    const commits = async (query: string) =>
      (await get(`/calendar?${MARCH}&${query}`)).body.totals.commits;
    const { alice, bob } = ids.personIds;
    expect(await commits(`person=${alice}`)).toBe(1);
    expect(await commits(`person=${alice}&person=${bob}`)).toBe(2);
    expect(await commits('person=user:default/alice')).toBe(1);
    expect(await commits('person=user%3Adefault%2Falice')).toBe(1);
    expect(await commits('person=user:alice&entityRef=component:api')).toBe(1);
    const often = Array.from({ length: 100 }, () => 'entityRef=component:api');
    expect(await commits(often.join('&'))).toBe(2);
  });

  it.each(['999999999999', '987654', 'user:default/nobody'])(
    'does not find the person %s',
    async person => {
      expect((await get(`/calendar?person=${person}`)).status).toBe(404);
    },
  );

  it('names a state of the ledger that a calendar, its people and its commits have in common', async () => {
    const revisions = await Promise.all(
      ['calendar', 'people', 'commits'].map(
        async route => (await get(`/${route}?${MARCH}`)).body.revision,
      ),
    );
    expect(new Set(revisions).size).toBe(1);
  });

  it('names a User whom the caller cannot see by nothing but what commits say', async () => {
    const hiding = await serveApi({
      database,
      catalog: new SecretiveCatalog(
        [entityOf('component:default/api'), entityOf('user:default/alice')],
        { 'user:default/alice': ['user:default/insider'] },
      ),
    });
    const ask = async (path: string, as: 'user' | 'user:default/insider') =>
      (await hiding.call(path, { as })).json();
    const { stranger_id } = await database('authors')
      .where({ name: 'alice' })
      .first();
    const stranger = { id: String(stranger_id), name: 'alice', bot: false };
    const people = await ask(`/people?${MARCH}`, 'user');
    expect(people.items).toContainEqual(stranger);
    const { items } = await ask(`/commits?${MARCH}`, 'user');
    expect(items[0].author).toEqual(stranger);
    expect(JSON.stringify([people, items])).not.toContain('user:default/alice');
    expect(
      (await ask(`/people?${MARCH}`, 'user:default/insider')).items,
    ).toContainEqual({
      ...stranger,
      id: String(ids.personIds.alice),
      name: 'Alice',
      userEntityRef: 'user:default/alice',
    });
    // What a search finds must not tell either
    const finds = async (as: 'user' | 'user:default/insider') =>
      (await ask(`/people?${MARCH}&search=user:default/alice`, as)).totals;
    expect(await finds('user')).toEqual({ people: 0 });
    expect(await finds('user:default/insider')).toEqual({ people: 1 });
    for (const filter of ['person', 'entityRef']) {
      const path = `/calendar?${filter}=user:default/alice`;
      expect((await hiding.call(path)).status).toBe(404);
    }
    await hiding.close();
  });

  it('answers services as well', async () => {
    const response = await api.call(`/calendar?${MARCH}`, { as: 'service' });
    expect(response.status).toBe(200);
    expect((await response.json()).totals.commits).toBe(2);
  });

  it('shows what a limit holds back and what is archived', async () => {
    const until = new Date(Date.now() + 60 * 60_000);
    await database('repositories').where({ id: ids.repositoryIds.api }).update({
      archived: 1,
      held_back_until: until,
      held_back_reason: 'Enough for now',
    });
    const { body } = await get('/repositories?limit=1');
    expect(body.items[0]).toMatchObject({
      archived: true,
      heldBack: { until: until.toISOString(), reason: 'Enough for now' },
    });
    const calendar = await get(`/calendar?${MARCH}`);
    expect(calendar.body.coverage.heldBack).toEqual({
      repositories: 1,
      until: until.toISOString(),
    });
  });

  it('shows its own contract', async () => {
    const { body } = await get('/openapi.json');
    expect(Object.keys(body.paths)).toContain('/api/git-activity/calendar');
  });
});
