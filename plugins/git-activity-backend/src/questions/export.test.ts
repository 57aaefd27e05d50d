import { TestDatabases } from '@backstage/backend-test-utils';
import {
  gitActivityCalendarReadPermission,
  gitActivityCommitReadPermission,
  gitActivityRepositoryReadPermission,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import {
  createLedger,
  SeedCommit,
  seedLedger,
  SeededLedger,
  shaOf,
} from '../__testUtils__/seedLedger';
import { CallOptions, ServedApi, serveApi } from '../__testUtils__/serveApi';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(120_000);

const OUTSIDER = 'user:default/outsider';
const MARCH = 'from=2026-03-01&to=2026-03-31';
/** More than are read at once. */
const MANY = 5_200;

const CATALOG = new SecretiveCatalog(
  [
    ...['api', 'web', 'vault', 'huge'].map(name => `component:default/${name}`),
    ...['alice', 'carol'].map(name => `user:default/${name}`),
  ].map(ref => entityOf(ref)),
  {
    'component:default/vault': ['user:default/mock'],
    'user:default/carol': ['user:default/mock'],
  },
);

const commit = (
  number: number,
  repository: string,
  author: string,
  fields: Partial<SeedCommit> = {},
): SeedCommit => ({
  ...{ sha: shaOf(number), repository, author },
  at: '2026-03-05T12:00:00+01:00',
  subject: `Change ${number}`,
  ...fields,
});

/** Cells of CSV, by a parser of its own: RFC 4180 has but a few rules. */
function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
  let record: string[] = [];
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex;
    const match = cell.exec(text);
    if (!match) throw new Error(`No CSV: ${text.slice(at, at + 100)}`);
    const [, quoted, plain, end] = match;
    record.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') {
      records.push(record);
      record = [];
    }
  }
  return records;
}

describe.each(databases.eachSupportedId())('export (%s)', databaseId => {
  let database: Knex;
  let api: ServedApi;
  let seeded: SeededLedger;

  beforeAll(async () => {
    database = await createLedger(databases, databaseId);
    seeded = await seedLedger(database, {
      people: {
        alice: { userEntityRef: 'user:default/alice', name: 'Alice' },
        bob: {},
        carol: { userEntityRef: 'user:default/carol', name: 'Carol C.' },
        '=1+1': {},
        robot: { bot: true },
      },
      repositories: Object.fromEntries(
        ['api', 'web', 'vault', 'huge'].map(name => [
          name,
          { entityRefs: [`component:default/${name}`] },
        ]),
      ),
      commits: [
        commit(1, 'api', 'alice'),
        commit(2, 'api', 'alice/2', { coAuthors: ['bob', 'carol'] }),
        commit(3, 'web', 'alice'),
        commit(4, 'web', 'bob', { at: '2026-03-06T23:30:00-08:00' }),
        commit(5, 'api', 'robot'),
        commit(6, 'api', 'bob', { merge: true }),
        commit(7, 'vault', 'bob'),
        commit(8, 'api', 'bob', { at: undefined }),
        commit(9, 'web', '=1+1', {
          at: '2026-03-07T00:00:00+00:00',
          subject: '-2+3 said "so", ünd\tmore',
        }),
        ...Array.from({ length: MANY }, (_, index) =>
          commit(1_000 + index, 'huge', 'alice', {
            at: '2025-06-01T12:00:00+00:00',
          }),
        ),
        commit(999, 'huge', 'alice', { at: '2025-05-01T12:00:00+00:00' }),
      ],
    });
    api = await serveApi({ database, catalog: CATALOG });
  });

  afterAll(() => api.close());

  const get = async (query: string, options?: CallOptions) => {
    const response = await api.call(`/export?${query}`, options);
    expect(response.status).toBe(200);
    return { response, text: await response.text() };
  };
  const rowsOf = async (query: string, options?: CallOptions) => {
    const [columns, ...records] = parseCsv((await get(query, options)).text);
    return records.map(record =>
      Object.fromEntries(
        columns.map((column, index) => [column, record[index]]),
      ),
    );
  };
  const totalOf = async (query: string, options?: CallOptions) => {
    const response = await api.call(`/calendar?${query}`, options);
    return (await response.json()).totals.commits;
  };

  it('has a row for each day, repository and author, the latest day first', async () => {
    const { response, text } = await get(MARCH);
    const { api: apiId, web, vault } = seeded.repositoryIds;
    const { alice, bob, '=1+1': formula } = seeded.personIds;
    const url = (name: string) => `https://git.example.com/${name}`;
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/);
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="git-activity-days-2026-03-01-2026-03-31.csv"',
    );
    expect(text.split('\r\n')).toEqual([
      'day,repositoryId,personId,repository,person,user,bot,commits',
      `2026-03-07,${web},${formula},${url('web')},'=1+1,,false,1`,
      `2026-03-06,${web},${bob},${url('web')},bob,,false,1`,
      `2026-03-05,${apiId},${alice},${url(
        'api',
      )},Alice,user:default/alice,false,2`,
      `2026-03-05,${web},${alice},${url(
        'web',
      )},Alice,user:default/alice,false,1`,
      `2026-03-05,${vault},${bob},${url('vault')},bob,,false,1`,
      '',
    ]);
  });

  it('has a row for each commit, in which no text is a formula', async () => {
    const rows = await rowsOf(
      `${MARCH}&rows=commits&merges=include&bots=include`,
    );
    expect(rows).toHaveLength(8);
    expect(rows[0]).toMatchObject({
      day: '2026-03-07',
      authoredAt: '2026-03-07T00:00:00+00:00',
      sha: shaOf(9),
      person: "'=1+1",
      subject: `'-2+3 said "so", ünd\tmore`,
      merge: 'false',
    });
    expect(rows.find(({ sha }) => sha === shaOf(2))).toMatchObject({
      person: 'Alice',
      user: 'user:default/alice',
      coAuthors: 'bob; Carol C.',
      coAuthorsCut: '0',
    });
    expect(rows.find(({ sha }) => sha === shaOf(5))).toMatchObject({
      bot: 'true',
    });
    expect(rows.find(({ sha }) => sha === shaOf(6))).toMatchObject({
      merge: 'true',
    });
  });

  it('sends the same as a JSON object a line, the first of which says what was counted', async () => {
    const { response, text } = await get(`${MARCH}&rows=commits&format=ndjson`);
    expect(response.headers.get('content-type')).toMatch(/^text\/x-ndjson/);
    const [head, ...rows] = text
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line));
    const calendar = await (await api.call(`/calendar?${MARCH}`)).json();
    delete calendar.days;
    expect(head).toEqual({ export: calendar });
    expect(rows).toHaveLength(calendar.totals.commits);
    expect(rows.find(({ sha }) => sha === shaOf(2))).toMatchObject({
      coAuthors: ['bob', 'Carol C.'],
      coAuthorsCut: 0,
      merge: false,
      user: 'user:default/alice',
      url: null,
    });
    expect(
      JSON.parse(response.headers.get('git-activity-export') ?? ''),
    ).toEqual({
      ...calendar,
      scope: 'entity',
      coverage: { ...calendar.coverage, problems: 0 },
      unrecognised: 0,
    });
  });

  it.each([
    'from=2025-01-01&to=2026-12-31',
    `${MARCH}&merges=include&bots=include`,
    `${MARCH}&person=user:default/alice`,
    `${MARCH}&entityRef=component:default/web`,
  ])('adds up to the calendar of %s', async query => {
    const total = await totalOf(query);
    expect(total).toBeGreaterThan(0);
    const days = await rowsOf(query);
    expect(days.reduce((sum, { commits }) => sum + Number(commits), 0)).toBe(
      total,
    );
    const commits = await rowsOf(`${query}&rows=commits`);
    expect(new Set(commits.map(({ sha }) => sha)).size).toBe(total);
    expect(commits).toHaveLength(total);
  });

  it.each(['days', 'commits'])(
    'goes on after any row of %s by its first three columns',
    async rows => {
      const query = `from=2025-01-01&to=2026-12-31&rows=${rows}`;
      const all = await rowsOf(query);
      const places = [0, 1, 4, all.length - 2, all.length - 1];
      for (const place of places) {
        const cursor = Object.values(all[place]).slice(0, 3).join('_');
        const rest = await rowsOf(
          `${query}&cursor=${encodeURIComponent(cursor)}`,
        );
        expect(rest).toEqual(all.slice(place + 1));
      }
    },
  );

  it.each(['days', 'commits'])(
    'refuses a cursor that no row of %s has',
    async rows => {
      for (const cursor of ['x', '2026-02-31_1_1', '2026-03-01_now_abc']) {
        const response = await api.call(
          `/export?${MARCH}&rows=${rows}&cursor=${cursor}`,
        );
        expect(response.status).toBe(400);
        expect((await response.json()).error.message).toMatch(/\bcursor\b/);
      }
    },
  );

  it('has nothing of what the caller may not see, and strangers in place of hidden Users', async () => {
    const rows = await rowsOf(`${MARCH}&rows=commits`, { as: OUTSIDER });
    expect(rows.map(({ repository }) => repository)).not.toContain(
      'https://git.example.com/vault',
    );
    expect(rows).toHaveLength(await totalOf(MARCH, { as: OUTSIDER }));
    expect(rows.find(({ sha }) => sha === shaOf(2))).toMatchObject({
      coAuthors: 'bob; carol',
    });
    const response = await api.call(
      `/export?${MARCH}&entityRef=component:default/vault`,
      { as: OUTSIDER },
    );
    expect(response.status).toBe(404);
  });

  it('answers services, too', async () => {
    const rows = await rowsOf(MARCH, { as: 'service' });
    // which this catalog does not show the vault
    expect(rows).toHaveLength(4);
  });

  it.each([
    ['days', gitActivityCalendarReadPermission.name],
    ['days', gitActivityRepositoryReadPermission.name],
    ['commits', gitActivityCommitReadPermission.name],
    ['commits', gitActivityRepositoryReadPermission.name],
  ])('needs for %s the permission %s', async (rows, permission) => {
    const forbidding = await serveApi({
      database,
      catalog: CATALOG,
      denied: [permission],
    });
    const response = await forbidding.call(`/export?rows=${rows}`);
    expect(response.status).toBe(403);
    expect(await response.text()).toContain(permission);
    await forbidding.close();
  });

  it('reads no further once nobody takes it any more', async () => {
    const response = await api.call(
      '/export?from=2025-01-01&to=2026-12-31&rows=commits',
    );
    let queries = 0;
    const reader = response.body!.getReader();
    await reader.read();
    await reader.cancel();
    await new Promise(resolve => setTimeout(resolve, 200));
    database.on('query', () => queries++);
    await new Promise(resolve => setTimeout(resolve, 300));
    database.removeAllListeners('query');
    expect(queries).toBe(0);
    expect(await totalOf(MARCH)).toBe(6);
  });
});
