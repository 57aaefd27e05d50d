import { TestDatabases } from '@backstage/backend-test-utils';
import {
  gitActivityRepositoryReadPermission,
  PartBreakdown,
} from 'backstage-plugin-git-activity-common';
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
const component = (name: string) => `component:default/${name}`;
const group = (name: string) => `group:default/${name}`;

const shared = commit('till', '2026-03-30');

const SEED: LedgerSeed = {
  people: { alice: {}, robot: { bot: true } },
  repositories: {
    own: { entityRefs: [component('own')] },
    till: { entityRefs: [component('till')] },
    'till-fork': { entityRefs: [component('till-fork')] },
    dormant: { entityRefs: [component('dormant')] },
    unread: {
      entityRefs: [component('unread')],
      columns: { synced_at: null, complete_from: null },
    },
    hidden: { entityRefs: [component('hidden')] },
  },
  commits: [
    commit('own', '2026-03-02'),
    shared,
    { ...shared, repository: 'till-fork' },
    commit('till-fork', '2026-03-30'),
    commit('till', '2026-02-20'),
    commit('till', '2025-02-20'),
    commit('dormant', '2024-06-01'),
    commit('dormant', '2026-03-03', { author: 'robot' }),
    commit('hidden', '2026-03-04'),
  ],
  problems: {
    [component('lost')]: 'git-activity/repository: there is no such URL',
  },
};

const CATALOG = new SecretiveCatalog(
  [
    entityOf(group('shop'), {
      ownerOf: [component('own')],
      parentOf: [
        'tills',
        'sleepers',
        'team-10',
        'team-9',
        'secret',
        'empty',
      ].map(group),
    }),
    entityOf(group('tills'), {
      ownerOf: ['till', 'till-fork', 'lost'].map(component),
    }),
    entityOf(group('sleepers'), { ownerOf: [component('dormant')] }),
    entityOf(group('team-10'), {
      ownerOf: ['unread', 'own'].map(component),
      parentOf: [group('shop')],
    }),
    entityOf(group('team-9'), {
      ownerOf: [component('hidden'), component('till')],
    }),
    entityOf(group('secret'), { ownerOf: ['hidden', 'own'].map(component) }),
    entityOf(group('empty')),
    entityOf('user:default/alice'),
    ...['own', 'till', 'till-fork', 'dormant', 'unread', 'hidden', 'lost'].map(
      name => entityOf(component(name)),
    ),
  ],
  {
    [group('secret')]: ['user:default/boss'],
    [component('hidden')]: ['user:default/boss'],
  },
);

const MARCH = 'from=2026-03-01&to=2026-03-31';
const SHOP = `${MARCH}&entityRef=${group('shop')}`;

describe.each(databases.eachSupportedId())(
  'a breakdown by parts (%s)',
  databaseId => {
    let api: ServedApi;

    beforeAll(async () => {
      const database = await createLedger(databases, databaseId);
      await seedLedger(database, SEED);
      api = await serveApi({
        database,
        catalog: CATALOG,
        denied: [gitActivityRepositoryReadPermission.name],
      });
    });

    afterAll(() => api.close());

    const ask = async (
      query: string,
      as: 'user' | `user:${string}` = 'user',
    ): Promise<PartBreakdown> => {
      const response = await api.call(`/breakdown/parts?${query}`, { as });
      expect(response.status).toBe(200);
      return response.json();
    };
    const namesOf = ({ items }: PartBreakdown) =>
      items.map(({ part }) => part.entityRef.split('/').pop()).join(' ');

    it('tells of each sub-group and of what the group itself owns, without the permission to read repositories', async () => {
      const { items, ...told } = await ask(SHOP);
      expect(told).toMatchObject({
        from: '2026-03-01',
        to: '2026-03-31',
        previous: { from: '2026-01-29', to: '2026-02-28' },
        daysPerPoint: 7,
        totals: { parts: 5, active: 4, quiet: 1, incomplete: 1, new: 1 },
      });
      expect(
        items.map(({ part, commits, previousCommits, coverage }) => [
          part,
          commits,
          previousCommits,
          coverage.repositories.total,
        ]),
      ).toEqual([
        [{ entityRef: group('shop'), own: true }, 1, 0, 1],
        [{ entityRef: group('sleepers'), own: false }, 0, 0, 1],
        // Only what they own of what the caller sees
        [{ entityRef: group('team-9'), own: false }, 1, 1, 1],
        // It is above the group, too, so all below the group is below it
        [{ entityRef: group('team-10'), own: false }, 3, 1, 5],
        // A commit that both of their repositories hold counts once
        [{ entityRef: group('tills'), own: false }, 2, 1, 2],
      ]);
    });

    it('tells what a part is, when something was done in it, and how far that is known', async () => {
      const { items } = await ask(SHOP);
      const of = (name: string) =>
        items.find(({ part }) => part.entityRef === group(name));
      expect(of('tills')).toMatchObject({
        series: [0, 0, 0, 0, 2],
        firstDay: '2025-02-20',
        lastDay: '2026-03-30',
        states: ['active'],
        coverage: {
          completeFrom: '2026-01-29',
          completeUntil: '2026-03-31',
          problems: [{ entityRef: component('lost') }],
        },
      });
      expect(of('sleepers')).toMatchObject({
        firstDay: '2024-06-01',
        lastDay: '2024-06-01',
        states: ['quiet'],
      });
      expect(of('team-10')).toMatchObject({
        states: ['active', 'incomplete'],
        coverage: {
          completeFrom: null,
          completeUntil: null,
          repositories: { total: 5, current: 4, pending: 1, failed: 0 },
        },
      });
    });

    it('shows what is hidden to those who may see it', async () => {
      const breakdown = await ask(SHOP, 'user:default/boss');
      expect(namesOf(breakdown)).toBe(
        'secret shop sleepers team-9 team-10 tills',
      );
      expect(breakdown.items.slice(0, 4).map(({ commits }) => commits)).toEqual(
        [2, 1, 0, 2],
      );
    });

    it.each([
      ['sort=commits&order=desc', 'team-10 tills shop team-9 sleepers'],
      ['sort=change', 'sleepers team-9 shop tills team-10'],
      ['sort=lastCommit', 'sleepers shop team-9 team-10 tills'],
      ['order=desc', 'tills team-10 team-9 sleepers shop'],
      ['state=quiet', 'sleepers'],
      ['state=active&state=incomplete', 'team-10'],
      ['search=TEAM', 'team-9 team-10'],
    ])('searches and sorts them: %s', async (query, names) => {
      expect(namesOf(await ask(`${SHOP}&${query}`))).toBe(names);
    });

    it('comes in pages that hold each part once', async () => {
      const pages: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await ask(
          `${SHOP}&sort=commits&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
        );
        pages.push(namesOf(page));
        cursor = page.nextCursor;
      } while (cursor);
      expect(pages).toEqual(['sleepers shop', 'team-9 tills', 'team-10']);
    });

    it.each([
      ['', 400],
      [`entityRef=${group('shop')}&entityRef=${group('tills')}`, 400],
      ['entityRef=user:default/alice', 400],
      [`entityRef=${component('own')}`, 400],
      [`entityRef=${group('nobody')}`, 404],
      [`entityRef=${group('secret')}`, 404],
    ])('is of one entity that has parts: %s', async (query, status) => {
      const response = await api.call(`/breakdown/parts?${query}`);
      const { error } = await response.json();
      expect(response.status).toBe(status);
      expect(error.message).toContain(
        status === 400 ? 'entityRef' : 'There is no entity',
      );
    });

    it('refuses a cursor that names no part of the list', async () => {
      const cursor = Buffer.from(JSON.stringify({ id: group('secret') }));
      const response = await api.call(
        `/breakdown/parts?${SHOP}&cursor=${cursor.toString('base64url')}`,
      );
      expect(response.status).toBe(400);
    });
  },
);
