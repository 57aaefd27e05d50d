import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { createLedger, seedLedger, shaOf } from '../__testUtils__/seedLedger';
import { ServedApi, serveApi } from '../__testUtils__/serveApi';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const CATALOG = new SecretiveCatalog(
  [
    entityOf('component:default/api'),
    entityOf('component:default/odd'),
    entityOf('component:default/secret'),
    entityOf('user:default/alice'),
    entityOf('user:default/nobody'),
  ],
  { 'component:default/secret': ['user:default/insider'] },
);

const MARCH = '/calendar?from=2026-03-01&to=2026-03-31';

describe.each(databases.eachSupportedId())(
  'the ETag of a calendar (%s)',
  databaseId => {
    let database: Knex;
    let api: ServedApi;

    beforeEach(async () => {
      database = await createLedger(databases, databaseId);
      await seedLedger(database, {
        people: { alice: { userEntityRef: 'user:default/alice' } },
        repositories: {
          api: { entityRefs: ['component:default/api'] },
          secret: { entityRefs: ['component:default/secret'] },
        },
        commits: [
          {
            repository: 'api',
            sha: shaOf(1),
            author: 'alice',
            at: '2026-03-01T00:00:00Z',
          },
        ],
      });
      api = await serveApi({ database, catalog: CATALOG });
    });

    afterEach(() => api.close());

    const etagOf = async (...call: Parameters<ServedApi['call']>) =>
      (await api.call(...call)).headers.get('etag') ?? '';

    it('is strong, and private to the caller', async () => {
      const { headers } = await api.call(MARCH);
      expect(headers.get('etag')).toMatch(/^"[\w-]{43}"$/);
      expect(headers.get('cache-control')).toBe('private, no-cache');
    });

    it('is shown to a page of another origin', async () => {
      const { headers } = await api.call(MARCH);
      expect(headers.get('access-control-expose-headers')).toBe('ETag');
    });

    it('spares who has it already the answer, and the ledger the counting', async () => {
      const etag = await etagOf(MARCH);
      const queries: string[] = [];
      database.on('query', ({ sql }) => queries.push(sql));
      const response = await api.call(MARCH, {
        headers: { 'if-none-match': `"other", ${etag}` },
      });
      expect(response.status).toBe(304);
      expect(await response.text()).toBe('');
      expect(response.headers.get('etag')).toBe(etag);
      expect(queries).not.toEqual([]);
      expect(
        queries.filter(sql => /daily_counts|\bcommits\b/.test(sql)),
      ).toEqual([]);
    });

    it.each([
      ['a weak one', (etag: string) => `W/${etag}`],
      ['any', () => '*'],
    ])('is recognised as %s', async (_, spell) => {
      const headers = { 'if-none-match': spell(await etagOf(MARCH)) };
      expect((await api.call(MARCH, { headers })).status).toBe(304);
    });

    it('is the same for the same request', async () => {
      expect(await etagOf(MARCH)).toBe(await etagOf(MARCH));
      expect(await etagOf(`${MARCH}&merges=exclude`)).toBe(await etagOf(MARCH));
      expect(await etagOf(`${MARCH}&entityRef=component:api`)).toBe(
        await etagOf(`${MARCH}&entityRef=component:default/api`),
      );
    });

    it.each([
      ['the first day', '/calendar?from=2026-03-02&to=2026-03-31'],
      ['the last day', '/calendar?from=2026-03-01&to=2026-03-30'],
      ['merges', `${MARCH}&merges=include`],
      ['bots', `${MARCH}&bots=include`],
      ['the people', `${MARCH}&person=user:default/alice`],
      ['nobody', `${MARCH}&person=user:default/nobody`],
    ])('differs if %s differ', async (_, path) => {
      expect(await etagOf(path)).not.toBe(await etagOf(MARCH));
    });

    it('differs for somebody who sees more', async () => {
      expect(await etagOf(MARCH, { as: 'user:default/insider' })).not.toBe(
        await etagOf(MARCH),
      );
    });

    it.each<[string, (ledger: Knex) => Promise<unknown>]>([
      [
        'a repository changed',
        ledger => ledger('repositories').where({ id: 1 }).update('version', 1),
      ],
      [
        'its commits changed',
        ledger =>
          ledger('repositories').where({ id: 1 }).update('contents_version', 1),
      ],
      [
        'somebody in it is another person',
        async ledger => {
          await ledger('authors').update({
            person_id: ledger.ref('stranger_id'),
          });
          await ledger('ledger_state')
            .where({ name: 'people' })
            .update('version', 1);
        },
      ],
      [
        'an entity has a problem',
        ledger =>
          ledger('entity_problems').insert({
            entity_ref: 'component:default/odd',
            message: 'no such URL',
          }),
      ],
    ])('differs once %s', async (_, change) => {
      const before = await etagOf(MARCH);
      await change(database);
      const response = await api.call(MARCH, {
        headers: { 'if-none-match': before },
      });
      expect(response.status).toBe(200);
      expect(response.headers.get('etag')).not.toBe(before);
    });

    it('differs while a limit holds a repository back, until that ends by itself', async () => {
      const before = await etagOf(MARCH);
      const hold = (milliseconds: number) =>
        database('repositories')
          .where({ id: 1 })
          .update({ held_back_until: new Date(Date.now() + milliseconds) });
      await hold(60_000);
      expect(await etagOf(MARCH)).not.toBe(before);
      await hold(-1);
      expect(await etagOf(MARCH)).toBe(before);
    });

    it('does not change with a repository that the caller cannot see', async () => {
      const before = await etagOf(MARCH);
      await database('repositories').where({ id: 2 }).update('version', 1);
      expect(await etagOf(MARCH)).toBe(before);
    });

    it('differs with what a day is', async () => {
      const elsewhere = await serveApi({
        database,
        catalog: CATALOG,
        dayBasis: 'Pacific/Auckland',
      });
      const response = await elsewhere.call(MARCH);
      expect(response.headers.get('etag')).not.toBe(await etagOf(MARCH));
      expect((await response.json()).dayBasis).toBe('Pacific/Auckland');
      await elsewhere.close();
    });
  },
);
