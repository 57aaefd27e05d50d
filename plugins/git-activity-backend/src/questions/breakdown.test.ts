import { TestDatabases } from '@backstage/backend-test-utils';
import { Breakdown } from 'backstage-plugin-git-activity-common';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import {
  createLedger,
  LedgerSeed,
  SeedCommit,
  seedLedger,
  shaOf,
} from '../__testUtils__/seedLedger';
import { ServedApi, serveApi } from '../__testUtils__/serveApi';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

let shas = 0;
const commit = (
  repository: string,
  day: string,
  fields: Partial<SeedCommit> = {},
): SeedCommit => ({
  repository,
  sha: shaOf(++shas),
  author: 'alice',
  at: `${day}T12:00:00+00:00`,
  ...fields,
});

const shared = commit('busy', '2026-03-02');

const SEED: LedgerSeed = {
  people: { alice: {}, bob: {}, robot: { bot: true } },
  repositories: {
    busy: { entityRefs: ['component:default/storefront'] },
    fork: { entityRefs: ['component:default/fork'] },
    dormant: { entityRefs: ['component:default/dormant'] },
    young: { entityRefs: ['component:default/young'] },
    unread: {
      entityRefs: ['component:default/unread'],
      columns: { synced_at: null, complete_from: null },
    },
    failing: {
      entityRefs: ['component:default/failing'],
      columns: {
        synced_at: new Date('2026-03-10T00:00:00Z'),
        error_kind: 'gone',
        error_message: 'There is no such repository',
      },
    },
    hidden: { entityRefs: ['component:default/hidden'] },
  },
  commits: [
    shared,
    { ...shared, repository: 'fork' },
    commit('busy', '2026-03-31'),
    commit('busy', '2026-03-25'),
    commit('busy', '2026-03-24'),
    commit('busy', '2026-03-20', { author: 'robot' }),
    commit('busy', '2026-03-21', { merge: true }),
    commit('busy', '2026-02-27'),
    commit('busy', '2026-01-29'),
    commit('busy', '2024-05-05'),
    commit('dormant', '2023-07-01', { author: 'bob' }),
    commit('dormant', '2026-03-01', { author: 'robot' }),
    commit('young', '2026-02-11', { author: 'bob' }),
    commit('failing', '2026-03-01'),
    commit('hidden', '2026-03-01'),
  ],
};

const CATALOG = new SecretiveCatalog(
  ['storefront', 'fork', 'dormant', 'young', 'unread', 'failing', 'hidden'].map(
    name => entityOf(`component:default/${name}`),
  ),
  { 'component:default/hidden': ['user:default/boss'] },
);

const MARCH = 'from=2026-03-01&to=2026-03-31';

describe.each(databases.eachSupportedId())('a breakdown (%s)', databaseId => {
  let api: ServedApi;

  beforeAll(async () => {
    const database = await createLedger(databases, databaseId);
    await seedLedger(database, SEED);
    api = await serveApi({ database, catalog: CATALOG });
  });

  afterAll(() => api.close());

  const ask = async (query: string): Promise<Breakdown> => {
    const response = await api.call(`/breakdown?${query}`);
    expect(response.status).toBe(200);
    return response.json();
  };
  const namesOf = ({ items }: Breakdown) =>
    items.map(({ repository }) => repository.url.split('/').pop());
  const itemOf = async (name: string, query: string) => {
    const { items } = await ask(query);
    return items.find(({ repository }) => repository.url.endsWith(name));
  };

  it('tells of each repository what a calendar of it alone would, and of as many days before', async () => {
    const breakdown = await ask(MARCH);
    expect(breakdown).toMatchObject({
      from: '2026-03-01',
      to: '2026-03-31',
      previous: { from: '2026-01-29', to: '2026-02-28' },
      daysPerPoint: 7,
    });
    expect(
      breakdown.items.map(({ repository, commits, previousCommits }) => [
        repository.url.split('/').pop(),
        commits,
        previousCommits,
      ]),
    ).toEqual([
      ['busy', 4, 2],
      ['dormant', 0, 0],
      ['failing', 1, 0],
      ['fork', 1, 0],
      ['unread', 0, 0],
      ['young', 0, 1],
    ]);
  });

  it('draws seven days a point, the last of which ends with the range', async () => {
    // 31 days: 1 to 3 March, then 4 to 10, 11 to 17, 18 to 24, 25 to 31
    expect(await itemOf('busy', MARCH)).toMatchObject({
      series: [1, 0, 0, 1, 2],
    });
  });

  it('draws longer ranges with as few points as a picture needs', async () => {
    const { daysPerPoint, items } = await ask('from=2016-04-01&to=2026-03-31');
    // 3,652 days are 522 weeks, in points of five weeks
    expect(daysPerPoint).toBe(35);
    const [busy] = items;
    expect(busy.series).toHaveLength(105);
    expect(busy.series.reduce((sum, count) => sum + count, 0)).toBe(7);
  });

  it('says when something was done first and last, however long ago', async () => {
    expect(await itemOf('busy', MARCH)).toMatchObject({
      firstDay: '2024-05-05',
      lastDay: '2026-03-31',
    });
    expect(await itemOf('dormant', MARCH)).toMatchObject({
      firstDay: '2023-07-01',
      lastDay: '2023-07-01',
    });
    expect(await itemOf('dormant', `${MARCH}&bots=include`)).toMatchObject({
      lastDay: '2026-03-01',
    });
    expect(await itemOf('unread', MARCH)).toMatchObject({
      firstDay: null,
      lastDay: null,
    });
  });

  it('tells which repositories are active, quiet, not complete, or new this year', async () => {
    const { items, totals } = await ask(MARCH);
    expect(
      Object.fromEntries(
        items.map(({ repository, states }) => [
          repository.url.split('/').pop(),
          states.sort(),
        ]),
      ),
    ).toEqual({
      busy: ['active'],
      dormant: ['quiet'],
      failing: ['active', 'incomplete', 'new'],
      fork: ['active', 'new'],
      unread: ['incomplete'],
      young: ['new'],
    });
    expect(totals).toEqual({
      repositories: 6,
      active: 3,
      quiet: 1,
      incomplete: 2,
      new: 3,
    });
  });

  it('shows only repositories that are all of what is asked for, and counts the others', async () => {
    const breakdown = await ask(`${MARCH}&state=new&state=active`);
    expect(namesOf(breakdown)).toEqual(['failing', 'fork']);
    expect(breakdown.totals.repositories).toBe(6);
  });

  it('finds repositories by their URL and by the entities that the caller sees', async () => {
    expect(namesOf(await ask(`${MARCH}&search=FRONT`))).toEqual(['busy']);
    expect(namesOf(await ask(`${MARCH}&search=git.example.com/do`))).toEqual([
      'dormant',
    ]);
    const { items, totals } = await ask(`${MARCH}&search=hidden`);
    expect({ items, repositories: totals.repositories }).toEqual({
      items: [],
      repositories: 0,
    });
  });

  it.each([
    ['sort=commits&order=desc', 'busy failing fork dormant unread young'],
    ['sort=change', 'young dormant unread failing fork busy'],
    ['sort=lastCommit', 'unread dormant young failing fork busy'],
    ['order=desc', 'young unread fork failing dormant busy'],
  ])('sorts them: %s', async (query, names) => {
    expect(namesOf(await ask(`${MARCH}&${query}`)).join(' ')).toBe(names);
  });

  it('comes in pages that hold each repository once', async () => {
    const names: Array<string | undefined> = [];
    let cursor: string | undefined;
    do {
      const page = await ask(
        `${MARCH}&sort=commits&order=desc&limit=4${
          cursor ? `&cursor=${cursor}` : ''
        }`,
      );
      names.push(...namesOf(page));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names.join(' ')).toBe('busy failing fork dormant unread young');
  });

  it('counts only what some people did', async () => {
    const { items } = await api
      .call(`/people?${MARCH}`)
      .then(response => response.json());
    const alice = items.find(({ name }: { name: string }) => name === 'alice');
    const { totals } = await ask(
      `from=2026-02-01&to=2026-03-31&person=${alice.id}`,
    );
    // Not `young`, where only Bob did something
    expect(totals.active).toBe(3);
  });

  it('refuses a cursor of another list, and of a repository that the caller does not see', async () => {
    const cursorOf = (place: object) =>
      Buffer.from(JSON.stringify(place)).toString('base64url');
    for (const place of [{ id: 7 }, { id: 4711 }, { sha: 'x' }]) {
      const response = await api.call(
        `/breakdown?${MARCH}&cursor=${cursorOf(place)}`,
      );
      expect(response.status).toBe(400);
    }
  });
});
