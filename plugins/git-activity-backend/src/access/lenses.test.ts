import { TestDatabases } from '@backstage/backend-test-utils';
import { Calendar } from 'backstage-plugin-git-activity-common';
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
  author: string,
  fields: Partial<SeedCommit> = {},
): SeedCommit => ({
  repository,
  sha: shaOf(++shas),
  author,
  at: '2026-03-02T12:00:00+00:00',
  ...fields,
});
const component = (name: string) => `component:default/${name}`;
const group = (name: string) => `group:default/${name}`;
const user = (name: string) => `user:default/${name}`;

const shared = commit('till', 'ben', { coAuthors: ['ann'] });

const SEED: LedgerSeed = {
  people: {
    ann: { userEntityRef: user('ann') },
    ben: { userEntityRef: user('ben') },
    cara: { userEntityRef: user('cara') },
    spy: { userEntityRef: user('spy') },
    guest: {},
  },
  repositories: {
    till: { entityRefs: [component('till')] },
    fork: { entityRefs: [component('fork')] },
    shop: { entityRefs: [component('shop')] },
    other: { entityRefs: [component('other')] },
    hidden: { entityRefs: [component('hidden')] },
  },
  commits: [
    shared,
    { ...shared, repository: 'fork' },
    commit('till', 'ann'),
    commit('till', 'guest'),
    commit('shop', 'cara'),
    commit('shop', 'guest'),
    commit('other', 'ann', { merge: true }),
    commit('other', 'cara'),
    commit('other', 'spy'),
    commit('hidden', 'ann'),
  ],
  users: ['silent'].map(user),
};

const CATALOG = new SecretiveCatalog(
  [
    entityOf(group('retail'), {
      ownerOf: [component('shop')],
      hasMember: [user('cara')],
      parentOf: [group('tills')],
    }),
    // A circle
    entityOf(group('tills'), {
      ownerOf: ['till', 'fork', 'hidden'].map(component),
      hasMember: ['ann', 'ben', 'spy', 'silent', 'cara'].map(user),
      parentOf: [group('retail')],
    }),
    entityOf(group('nobody'), { ownerOf: [component('shop')] }),
    ...['ann', 'ben', 'cara', 'spy', 'silent'].map(name =>
      entityOf(user(name)),
    ),
    ...['till', 'fork', 'shop', 'other', 'hidden'].map(name =>
      entityOf(component(name)),
    ),
  ],
  {
    [component('hidden')]: [user('boss')],
    [user('spy')]: [user('boss')],
  },
);

describe.each(databases.eachSupportedId())(
  'the lenses on a team (%s)',
  databaseId => {
    let api: ServedApi;

    beforeAll(async () => {
      const database = await createLedger(databases, databaseId);
      await seedLedger(database, SEED);
      api = await serveApi({ database, catalog: CATALOG });
    });

    afterAll(() => api.close());

    const ask = async (
      query: string,
      as: 'user' | `user:${string}` = 'user',
    ): Promise<Calendar> => {
      const response = await api.call(
        `/calendar?from=2026-03-01&to=2026-03-31&${query}`,
        { as },
      );
      expect({ query, status: response.status }).toEqual({
        query,
        status: 200,
      });
      return response.json();
    };
    const commitsOf = async (query: string) =>
      (await ask(query)).totals.commits;
    const RETAIL = `entityRef=${group('retail')}`;
    const TILLS = `entityRef=${group('tills')}`;

    it('count what a group and its sub-groups own, whoever did it, or what the group alone owns', async () => {
      expect(await commitsOf(RETAIL)).toBe(5);
      expect(await commitsOf(`${RETAIL}&lens=owned`)).toBe(5);
      expect(await commitsOf(`${RETAIL}&subgroups=exclude`)).toBe(2);
    });

    it('count what members did anywhere, each commit once, of the group alone or of its sub-groups as well', async () => {
      const all = await ask(`${RETAIL}&lens=members`);
      // The shared one, ann's in till, cara's two; spy is no User to this viewer
      expect(all.totals.commits).toBe(4);
      expect(all.totals.repositories).toBe(3);
      expect(all.excluded.merges).toBe(1);
      expect(all.members).toBe(4);
      expect(all.unrecognised).toEqual([user('silent')]);
      const alone = await ask(`${RETAIL}&lens=members&subgroups=exclude`);
      expect(alone.totals.commits).toBe(2);
      expect(alone.members).toBe(1);
      expect(await commitsOf(`${TILLS}&lens=members`)).toBe(4);
    });

    it('count of hidden members and repositories only for whom the catalog shows them', async () => {
      const seen = await ask(`${TILLS}&lens=members`, user('boss') as 'user');
      expect(seen.totals.commits).toBe(6);
      expect(seen.members).toBe(5);
    });

    it('count nothing of a group that nobody is in, and not what everybody did', async () => {
      const empty = await ask(`entityRef=${group('nobody')}&lens=members`);
      expect(empty.totals.commits).toBe(0);
      expect(empty.members).toBe(0);
    });

    it('narrow members down to repositories and people, and list the same commits', async () => {
      const query = `${TILLS}&lens=members&person=${user('ann')}`;
      expect(await commitsOf(query)).toBe(2);
      const response = await api.call(
        `/commits?from=2026-03-01&to=2026-03-31&${query}`,
      );
      const { items } = await response.json();
      expect(items).toHaveLength(2);
      expect(
        await commitsOf(`${TILLS}&lens=members&person=${user('spy')}`).catch(
          error => error.message,
        ),
      ).toContain('404');
    });

    it.each([
      ['entityRef=component:default/till&lens=members', 'lens'],
      ['lens=members', 'lens'],
      [`${RETAIL}&lens=both`, 'lens'],
      [`${RETAIL}&subgroups=some`, 'subgroups'],
    ])('refuse %s, naming the parameter', async (query, parameter) => {
      const response = await api.call(`/calendar?${query}`);
      expect(response.status).toBe(400);
      const { error } = await response.json();
      expect(error.message).toContain(parameter);
    });

    it('refuse to tell parts apart by members', async () => {
      for (const query of ['lens=members', 'subgroups=exclude']) {
        const response = await api.call(`/breakdown/parts?${RETAIL}&${query}`);
        expect(response.status).toBe(400);
        const { error } = await response.json();
        expect(error.message).toContain(query.split('=')[0]);
      }
    });
  },
);
