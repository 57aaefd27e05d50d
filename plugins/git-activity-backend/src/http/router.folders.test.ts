import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { MemorySource } from '../__testUtils__/MemorySource';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import { ServedApi, serveApi } from '../__testUtils__/serveApi';
import {
  recordFolder,
  recordRepository,
  syncNow,
} from '../__testUtils__/syncNow';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const URL = 'https://git.example.com/monorepo';
const MARCH = 'from=2026-03-01&to=2026-03-31';
/** What the commits changed, of which there is one a day from the first of March on. */
const CHANGED = [
  ['api/main.ts'],
  ['api/main.ts', 'web/index.ts'],
  ['web/index.ts'],
  ['README.md'],
];

describe.each(databases.eachSupportedId())(
  'entities that live in folders (%s)',
  databaseId => {
    let database: Knex;
    let source: MemorySource;
    let api: ServedApi;

    beforeEach(async () => {
      database = await createLedger(databases, databaseId);
      source = new MemorySource({
        commits: CHANGED.map((_, index) => ({
          sha: shaOf(index + 1),
          parents: index === 0 ? [] : [shaOf(index)],
          author: { name: 'Alice', email: 'alice@example.com' },
          coAuthors: [],
          authoredAt: Date.parse(`2026-03-0${index + 1}T12:00:00Z`) / 1_000,
          committedAt: Date.parse(`2026-03-0${index + 1}T12:00:00Z`) / 1_000,
          utcOffset: 0,
          subject: `Commit ${index + 1}`,
        })),
        paths: new Map(
          CHANGED.map((paths, index) => [shaOf(index + 1), paths]),
        ),
      });
      source.histories.set(URL, { head: shaOf(CHANGED.length) });
      const repositoryId = await recordRepository(database, {
        url: URL,
        entityRef: 'component:default/all',
      });
      const folders = { api: 'api', web: 'web', both: 'api', apy: 'apy' };
      for (const [name, path] of Object.entries(folders)) {
        const entityRef = `component:default/${name}`;
        await recordFolder(database, { repositoryId, entityRef, path });
      }
      await recordFolder(database, {
        repositoryId,
        entityRef: 'component:default/both',
        path: 'web',
      });
      // Without a scope: its source could not tell
      await database('repository_entities').insert({
        repository_id: repositoryId,
        entity_ref: 'component:default/untold',
        path: 'web/untold',
      });
      await syncNow(database, { source, url: URL });
      api = await serveApi({
        database,
        catalog: new SecretiveCatalog(
          [...Object.keys(folders), 'all', 'untold'].map(name =>
            entityOf(`component:default/${name}`),
          ),
          {},
        ),
      });
    });

    afterEach(() => api.close());

    const get = async (path: string) => (await api.call(path)).json();

    /** The days of March on which something counts. */
    async function daysOf(query: string): Promise<number[]> {
      const { days } = await get(`/calendar?${MARCH}&${query}`);
      return days.map(({ date }: { date: string }) => Number(date.slice(-2)));
    }

    const refs = (...names: string[]) =>
      names.map(name => `entityRef=component:default/${name}`).join('&');

    it('count what changed their folder, together each commit once', async () => {
      expect(await daysOf(refs('api'))).toEqual([1, 2]);
      expect(await daysOf(refs('web'))).toEqual([2, 3]);
      expect(await daysOf(refs('both'))).toEqual([1, 2, 3]);
      const together = await get(`/calendar?${MARCH}&${refs('api', 'web')}`);
      expect(together.totals).toMatchObject({ commits: 3, repositories: 1 });
      expect(together.scope).toEqual({
        counted: 'entity',
        folders: 2,
        paths: ['api', 'web'],
        untold: [],
      });
    });

    it('count the whole repository beside one that is all of it, or when asked to', async () => {
      expect(await daysOf(refs('api', 'all'))).toEqual([1, 2, 3, 4]);
      expect(await daysOf(`${refs('api')}&scope=repository`)).toEqual([
        1, 2, 3, 4,
      ]);
      const { scope } = await get(
        `/calendar?${MARCH}&${refs('api')}&scope=repository`,
      );
      expect(scope).toMatchObject({ counted: 'repository', paths: ['api'] });
    });

    it('count the whole repository, and say so, where the source cannot tell', async () => {
      const { scope, totals } = await get(
        `/calendar?${MARCH}&${refs('untold')}`,
      );
      expect(scope.untold).toEqual(['web/untold']);
      expect(totals.commits).toBe(4);
    });

    it('have the same numbers in the list of commits, the breakdown and the list of repositories', async () => {
      const query = refs('both');
      const { items: commits } = await get(`/commits?${MARCH}&${query}`);
      expect(commits.map(({ sha }: { sha: string }) => sha)).toEqual(
        [3, 2, 1].map(shaOf),
      );
      const { items } = await get(`/breakdown?${MARCH}&${query}`);
      expect(items).toMatchObject([
        {
          commits: 3,
          repository: { folders: [{ path: 'api' }, { path: 'web' }] },
        },
      ]);
      const { items: listed } = await get(`/repositories?${query}`);
      expect(listed).toMatchObject([
        {
          commits: 4,
          folders: [
            { path: 'api', commits: 2 },
            { path: 'web', commits: 2 },
          ],
        },
      ]);
      const { items: whole } = await get(`/repositories?${refs('all')}`);
      expect(whole[0]).not.toHaveProperty('folders');
    });

    it('know a folder that no commit ever changed', async () => {
      const { items } = await get(`/repositories?${refs('apy')}`);
      expect(items).toMatchObject([
        { status: 'current', folders: [{ path: 'apy', commits: 0 }] },
      ]);
    });

    it('are not read yet, behind or failed by themselves', async () => {
      const coverageOf = async (query: string) =>
        (await get(`/calendar?${MARCH}&${query}`)).coverage;
      expect(await coverageOf(refs('api'))).toMatchObject({
        completeFrom: '2026-03-01',
        repositories: { current: 1 },
      });
      const ofApi = database('scopes').where({ path: 'api' });
      await ofApi.clone().update({ head: null });
      expect(await coverageOf(refs('api'))).toMatchObject({
        completeFrom: null,
        syncedAt: null,
        repositories: { current: 0, pending: 1 },
      });
      expect(await coverageOf(refs('web'))).toMatchObject({
        repositories: { current: 1 },
      });
      await ofApi.clone().update({
        head: shaOf(2),
        read_at: new Date('2026-03-02T18:00:00Z'),
        error_kind: 'forbidden',
        error_message: 'No trees for you',
      });
      expect(await coverageOf(refs('api'))).toMatchObject({
        completeFrom: '2026-03-01',
        completeUntil: '2026-03-02',
        syncedAt: '2026-03-02T18:00:00.000Z',
        repositories: { current: 0, failed: 1 },
      });
      // Its history went and came back, so that the heads alone tell nothing
      await ofApi.clone().update({
        head: shaOf(CHANGED.length),
        reading_to: shaOf(CHANGED.length),
      });
      expect(await coverageOf(refs('api'))).toMatchObject({
        completeUntil: '2026-03-02',
        repositories: { failed: 1 },
      });
      const { items } = await get(`/repositories?${refs('api')}`);
      expect(items).toMatchObject([
        { status: 'stale', error: { message: 'No trees for you' } },
      ]);
    });

    it('have another answer once another commit of their folder is known, and only then', async () => {
      const etagOf = async (query: string) =>
        (await api.call(`/calendar?${MARCH}&${query}`)).headers.get('etag');
      const before = await etagOf(refs('api'));
      expect(await etagOf(`${refs('api')}&scope=repository`)).not.toBe(before);
      expect(await etagOf(refs('web'))).not.toBe(before);
      await database('scopes').where({ path: 'web' }).increment('version');
      expect(await etagOf(refs('api'))).toBe(before);
      await database('scopes').where({ path: 'api' }).increment('version');
      expect(await etagOf(refs('api'))).not.toBe(before);
    });
  },
);
