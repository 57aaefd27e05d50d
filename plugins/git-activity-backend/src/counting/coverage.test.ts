import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  createLedger,
  seedLedger,
  SeedRepository,
} from '../__testUtils__/seedLedger';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { questionsOf } from '../__testUtils__/questions';
import { askRepositories } from '../questions/repositories';
import { readFreshness, toCoverage } from './coverage';
import { wholeScopes } from './scopes';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const ENTITY = 'component:default/one';
const MARCH = { from: '2026-03-01', to: '2026-03-31' };
const NOW = new Date('2026-11-23T12:00:00Z');
const NEVER_SYNCED = { synced_at: null, complete_from: null };
const SYNCED = { synced_at: new Date('2026-11-23T08:00:00Z') };
const SYNCED_EARLIER = { synced_at: new Date('2026-11-22T00:00:00Z') };

describe.each(databases.eachSupportedId())('freshness (%s)', databaseId => {
  async function seed(repositories: Array<SeedRepository['columns']>) {
    const database = await createLedger(databases, databaseId);
    const { repositoryIds } = await seedLedger(database, {
      repositories: Object.fromEntries(
        repositories.map((columns, index) => [
          `r${index}`,
          { columns: { ...SYNCED, ...columns }, entityRefs: [ENTITY] },
        ]),
      ),
    });
    return { database, ids: Object.values(repositoryIds) };
  }

  async function coverageOf(...repositories: Array<SeedRepository['columns']>) {
    const { database, ids } = await seed(repositories);
    return toCoverage(await readFreshness(database, wholeScopes(ids)), {
      ...MARCH,
      now: NOW,
    });
  }

  async function statusOf(columns: SeedRepository['columns']) {
    const { database } = await seed([columns]);
    const catalog = new SecretiveCatalog([entityOf(ENTITY)]);
    const { items } = await askRepositories(
      questionsOf({ database, catalog }),
      {
        query: {},
        page: { limit: 10 },
        credentials: mockCredentials.user(),
        now: NOW,
      },
    );
    return items[0];
  }

  it('is complete for the whole range when every repository is', async () => {
    expect(await coverageOf({}, SYNCED_EARLIER)).toEqual({
      completeFrom: '2026-03-01',
      completeUntil: '2026-03-31',
      syncedAt: '2026-11-22T00:00:00.000Z',
      repositories: { total: 2, current: 2, pending: 0, failed: 0 },
    });
  });

  it('is complete from where the last repository is', async () => {
    const { completeFrom } = await coverageOf(
      { complete_from: '2026-03-10' },
      { complete_from: '2026-03-07' },
      {},
    );
    expect(completeFrom).toBe('2026-03-10');
  });

  it('is complete on no day while a repository has not been read', async () => {
    expect(await coverageOf({}, NEVER_SYNCED)).toEqual({
      completeFrom: null,
      completeUntil: null,
      syncedAt: '2026-11-23T08:00:00.000Z',
      repositories: { total: 2, current: 1, pending: 1, failed: 0 },
    });
  });

  it('is complete on no day of a range that ends before', async () => {
    const { completeFrom } = await coverageOf({ complete_from: '2026-04-01' });
    expect(completeFrom).toBeNull();
  });

  it('does not wait for a repository that could never be read', async () => {
    expect(
      await coverageOf({}, { ...NEVER_SYNCED, error_kind: 'gone' }),
    ).toMatchObject({
      completeFrom: '2026-03-01',
      completeUntil: '2026-03-31',
      repositories: { total: 2, current: 1, pending: 0, failed: 1 },
    });
  });

  it('is complete on no day if no repository could be read', async () => {
    expect(
      await coverageOf({ ...NEVER_SYNCED, error_kind: 'gone' }),
    ).toMatchObject({ completeFrom: null, syncedAt: null });
  });

  it('waits for a repository that failed when it was half read', async () => {
    const { database, ids } = await seed([
      {},
      { ...NEVER_SYNCED, error_kind: 'try-later' },
    ]);
    await database('repositories')
      .where({ id: ids[1] })
      .update({ commit_count: 7 });
    const { completeFrom } = toCoverage(
      await readFreshness(database, wholeScopes(ids)),
      {
        ...MARCH,
        now: new Date(),
      },
    );
    expect(completeFrom).toBeNull();
  });

  it('keeps what a repository had before it failed', async () => {
    expect(await coverageOf({ error_kind: 'forbidden' })).toEqual({
      completeFrom: '2026-03-01',
      completeUntil: '2026-03-31',
      syncedAt: '2026-11-23T08:00:00.000Z',
      repositories: { total: 1, current: 0, pending: 0, failed: 1 },
    });
  });

  it('says how many a limit holds back, and until when the last of them', async () => {
    const held = (until: string) => ({ held_back_until: new Date(until) });
    expect(
      await coverageOf(
        {},
        held('2026-11-23T12:30:00Z'),
        held('2026-11-23T13:00:00Z'),
        held('2026-11-23T11:59:00Z'),
      ),
    ).toEqual({
      completeFrom: '2026-03-01',
      completeUntil: '2026-03-31',
      syncedAt: '2026-11-23T08:00:00.000Z',
      repositories: { total: 4, current: 4, pending: 0, failed: 0 },
      heldBack: { repositories: 2, until: '2026-11-23T13:00:00.000Z' },
    });
  });

  describe('of the days up to now', () => {
    const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

    async function knownUntil(
      ...repositories: Array<SeedRepository['columns']>
    ) {
      const { database, ids } = await seed(repositories);
      return toCoverage(await readFreshness(database, wholeScopes(ids)), {
        ...NOVEMBER,
        now: NOW,
      }).completeUntil;
    }

    it('ends on the day of the last good sync of a repository that fails', async () => {
      const synced_at = new Date('2026-11-19T23:00:00Z');
      expect(await knownUntil({}, { synced_at, error_kind: 'forbidden' })).toBe(
        '2026-11-19',
      );
    });

    it('ends where a limit holds a repository back', async () => {
      const held_back_until = new Date('2026-11-23T13:00:00Z');
      expect(
        await knownUntil({
          synced_at: new Date('2026-11-21T01:00:00Z'),
          held_back_until,
        }),
      ).toBe('2026-11-21');
    });

    it('ends where a repository has not been synced for long, whatever the reason', async () => {
      const synced_at = new Date('2026-11-20T08:00:00Z');
      expect(await knownUntil({}, { synced_at })).toBe('2026-11-20');
    });

    it('goes on to the end of the range while all are kept up to date', async () => {
      expect(await knownUntil({}, SYNCED_EARLIER)).toBe('2026-11-30');
    });

    it('is none if the last good sync was before the range', async () => {
      const synced_at = new Date('2026-10-19T23:00:00Z');
      expect(await knownUntil({ synced_at, error_kind: 'gone' })).toBeNull();
    });
  });

  it('tells what holds a repository back as long as it does, and not as trouble', async () => {
    const reason = { held_back_reason: 'Enough for now' };
    const held = await statusOf({
      ...NEVER_SYNCED,
      ...reason,
      held_back_until: new Date('2026-11-23T12:30:00Z'),
    });
    expect(held).toMatchObject({
      status: 'pending',
      heldBack: { until: '2026-11-23T12:30:00.000Z', reason: 'Enough for now' },
    });
    expect(held).not.toHaveProperty('error');
    expect(
      await statusOf({
        ...reason,
        held_back_until: new Date('2026-11-23T11:59:00Z'),
      }),
    ).not.toHaveProperty('heldBack');
  });

  it('tells that a repository is archived, and nothing if it is not', async () => {
    expect(await statusOf({ archived: 1 })).toMatchObject({ archived: true });
    expect(await statusOf({})).not.toHaveProperty('archived');
  });

  it.each<[string, SeedRepository['columns']]>([
    ['current', {}],
    ['current', { reading_from: 'a', reading_to: 'b' }],
    ['current', { lease_until: new Date('2026-11-23T12:01:00Z') }],
    ['pending', NEVER_SYNCED],
    [
      'pending',
      { ...NEVER_SYNCED, lease_until: new Date('2026-11-23T11:59:00Z') },
    ],
    [
      'syncing',
      { ...NEVER_SYNCED, lease_until: new Date('2026-11-23T12:01:00Z') },
    ],
    ['syncing', { ...NEVER_SYNCED, reading_to: 'b' }],
    // A rewritten history is read from its beginning
    ['syncing', { reading_to: 'b' }],
    ['stale', { error_kind: 'broken' }],
    // Trouble that is being looked at again
    [
      'syncing',
      {
        ...NEVER_SYNCED,
        error_kind: 'broken',
        reading_to: 'b',
        lease_until: new Date('2026-11-23T12:01:00Z'),
      },
    ],
    ['failed', { ...NEVER_SYNCED, error_kind: 'broken', reading_to: 'b' }],
  ])('calls a repository %s if its columns are %j', async (status, columns) => {
    expect((await statusOf(columns)).status).toBe(status);
  });

  it('calls trouble that it has no word for unknown', async () => {
    const columns = { error_kind: 'head-unknown', error_message: 'It is gone' };
    expect((await statusOf(columns)).error).toEqual({
      kind: 'unknown',
      message: 'It is gone',
    });
  });

  it('expects no sync of a repository that nobody refers to', async () => {
    const { nextSyncAt } = await statusOf({ orphaned_at: NOW });
    expect(nextSyncAt).toBeNull();
  });
});
