import { TestDatabases } from '@backstage/backend-test-utils';
import {
  gitActivityCalendarReadPermission,
  gitActivityCommitReadPermission,
  gitActivityRepositoryReadPermission,
  gitActivityRepositorySyncPermission,
} from 'backstage-plugin-git-activity-common';
import knexFactory, { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { createLedger, seedLedger, shaOf } from '../__testUtils__/seedLedger';
import { ServedApi, serveApi } from '../__testUtils__/serveApi';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

const CATALOG = new SecretiveCatalog(
  [entityOf('component:default/api'), entityOf('component:default/secret')],
  { 'component:default/secret': ['user:default/insider'] },
);

describe.each(databases.eachSupportedId())(
  'errors of the HTTP API (%s)',
  databaseId => {
    let database: Knex;
    let api: ServedApi;
    let repositoryIds: Record<string, number>;

    beforeAll(async () => {
      database = await createLedger(databases, databaseId);
      ({ repositoryIds } = await seedLedger(database, {
        people: { alice: {} },
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
      }));
      api = await serveApi({ database, catalog: CATALOG });
    });

    afterAll(() => api.close());

    const getError = async (...call: Parameters<ServedApi['call']>) => {
      const response = await api.call(...call);
      const { error } = await response.json();
      return { status: response.status, ...error };
    };

    it.each([
      ['/calendar?colour=red', 'colour'],
      ['/calendar?from[a]=2026-01-01', 'from'],
      ['/calendar?cursor=x', 'cursor'],
      ['/calendar?limit=5', 'limit'],
      ['/rhythm?limit=5', 'limit'],
      ['/repositories?from=2026-01-01', 'from'],
      ['/calendar?from=yesterday', 'from'],
      ['/calendar?from=2026-02-30', 'from'],
      ['/calendar?to=2026-13-01', 'to'],
      ['/calendar?to=0000-01-01', 'to'],
      ['/calendar?from=2026-02-02&to=2026-02-01', 'from'],
      ['/calendar?from=1900-01-01&to=2026-01-01', 'from'],
      ['/calendar?from=2026-01-01&from=2026-01-02', 'from'],
      ['/calendar?merges=maybe', 'merges'],
      ['/calendar?bots=', 'bots'],
      ['/calendar?scope=folder', 'scope'],
      ['/repositories?scope=', 'scope'],
      ['/calendar?entityRef=api', 'entityRef'],
      ['/calendar?entityRef=component:default/a%00b', 'entityRef'],
      ['/calendar?entityRef=component:a/b/c', 'entityRef'],
      ['/calendar?entityRef=', 'entityRef'],
      [
        `/calendar?${'&entityRef=component:api'.repeat(101).slice(1)}`,
        'entityRef',
      ],
      ['/calendar?repository=api', 'repository'],
      ['/calendar?person=alice', 'person'],
      ['/calendar?person=group:default/team', 'person'],
      ['/commits?limit=0', 'limit'],
      ['/commits?limit=501', 'limit'],
      ['/commits?limit=ten', 'limit'],
      ['/commits?limit=1.5', 'limit'],
      ['/commits?cursor=nonsense', 'cursor'],
      [`/commits?cursor=${encode({ id: 1 })}`, 'cursor'],
      [
        `/commits?cursor=${encode({
          day: '2026-01-01',
          authoredAt: '1',
          sha: 'a',
        })}`,
        'cursor',
      ],
      [`/repositories?cursor=${encode(null)}`, 'cursor'],
      [`/repositories?cursor=${encode({ id: 1e15 })}`, 'cursor'],
    ])(
      'calls %s a bad request, and names the parameter %s',
      async (path, name) => {
        expect(await getError(path)).toMatchObject({
          status: 400,
          name: 'InputError',
          message: expect.stringMatching(new RegExp(`\\b${name}\\b`)),
        });
      },
    );

    it('calls an id that cannot be one a bad request', async () => {
      expect(
        await getError('/repositories/api/sync', { method: 'POST' }),
      ).toMatchObject({ status: 400, message: expect.stringContaining('id') });
    });

    it.each([
      ['GET', '/calendar'],
      ['GET', '/people'],
      ['GET', '/rhythm'],
      ['GET', '/commits'],
      ['GET', '/commits/abcd/explanation'],
      ['GET', '/repositories'],
      ['POST', '/repositories/1/sync'],
    ])('does not answer %s %s to nobody', async (method, path) => {
      expect(await getError(path, { method, as: 'nobody' })).toMatchObject({
        status: 401,
        name: 'AuthenticationError',
      });
    });

    it.each([
      ['GET', '/calendar', gitActivityCalendarReadPermission.name],
      ['GET', '/people', gitActivityCalendarReadPermission.name],
      ['GET', '/rhythm', gitActivityCalendarReadPermission.name],
      ['GET', '/commits', gitActivityCommitReadPermission.name],
      ['GET', '/repositories', gitActivityRepositoryReadPermission.name],
      [
        'POST',
        '/repositories/1/sync',
        gitActivityRepositorySyncPermission.name,
      ],
    ])(
      'needs for %s %s the permission %s',
      async (method, path, permission) => {
        const forbidding = await serveApi({
          database,
          catalog: CATALOG,
          denied: [permission],
        });
        const response = await forbidding.call(path, { method });
        expect(response.status).toBe(403);
        expect(await response.json()).toMatchObject({
          error: {
            name: 'NotAllowedError',
            message: expect.stringContaining(permission),
          },
        });
        expect(forbidding.syncs).toEqual([]);
        await forbidding.close();
      },
    );

    it.each([
      '/calendar',
      '/people',
      '/rhythm',
      '/commits',
      '/commits/abcd/explanation',
      '/repositories',
    ])(
      'cannot be asked at %s whether a hidden entity or repository exists',
      async route => {
        const hidden = `${route}?entityRef=component:default/secret`;
        const absent = `${route}?entityRef=component:default/absent`;
        const { status, message } = await getError(hidden);
        expect(status).toBe(404);
        expect((await getError(absent)).message).toBe(
          message.replace('secret', 'absent'),
        );
        const { secret } = repositoryIds;
        const hiddenId = await getError(`${route}?repository=${secret}`);
        expect(hiddenId.status).toBe(404);
        const absentId = await getError(`${route}?repository=987654321`);
        expect(absentId.message).toBe(
          hiddenId.message.replace(String(secret), '987654321'),
        );
        expect(
          (await api.call(hidden, { as: 'user:default/insider' })).status,
        ).toBe(200);
      },
    );

    it('does not sync a repository that the caller cannot see', async () => {
      const path = `/repositories/${repositoryIds.secret}/sync`;
      expect(await getError(path, { method: 'POST' })).toMatchObject({
        status: 404,
      });
      expect(api.syncs).toEqual([]);
      const response = await api.call(path, {
        method: 'POST',
        as: 'user:default/insider',
      });
      expect(response.status).toBe(202);
      expect(api.syncs).toEqual([repositoryIds.secret]);
    });

    it('says what becomes of a request for a sync', async () => {
      const path = `/repositories/${repositoryIds.api}/sync`;
      const answerOf = async () => {
        const response = await api.call(path, { method: 'POST' });
        const { status, headers } = response;
        const retryAfter = headers.get('retry-after');
        return { status, retryAfter, body: await response.json() };
      };
      expect(await answerOf()).toMatchObject({
        status: 202,
        body: { message: 'A sync follows now' },
      });
      await database('repositories')
        .where({ id: repositoryIds.api })
        .update({ attempted_at: new Date() });
      const later = await answerOf();
      expect(later.status).toBe(202);
      expect(later.body.message).toBe(
        `A sync follows at ${later.body.nextSyncAt}, since a repository is asked for at most once a minute`,
      );
      const until = new Date(Date.now() + 600_000);
      await database('repositories').where({ id: repositoryIds.api }).update({
        held_back_until: until,
        held_back_reason: 'api.github.com allows no more',
      });
      const held = await answerOf();
      expect(held).toMatchObject({
        status: 429,
        body: {
          error: {
            name: 'TooManyRequestsError',
            message: `It is synced by itself at ${until.toISOString()}, and not before, whoever asks: api.github.com allows no more`,
          },
        },
      });
      expect(Number(held.retryAfter)).toBeGreaterThan(590);
      expect(Number(held.retryAfter)).toBeLessThanOrEqual(600);
    });

    it('does as much for an id of what is hidden as for one of nothing', async () => {
      const queries: string[] = [];
      database.on('query', ({ sql }) => queries.push(sql));
      const statementsFor = async (path: string) => {
        queries.length = 0;
        const { requests } = CATALOG;
        await api.call(path, {
          method: path.endsWith('/sync') ? 'POST' : 'GET',
          // Nothing is remembered of a caller who never asked before
          as: `user:default/caller-${path.length}-${Math.random()}`,
        });
        return [...queries, CATALOG.requests - requests];
      };
      const { secret } = repositoryIds;
      for (const path of [
        (id: number) => `/calendar?repository=${id}`,
        (id: number) => `/people?entityRef=component:api&repository=${id}`,
        (id: number) => `/repositories/${id}/sync`,
        (id: number) => `/repositories?cursor=${encode({ id })}`,
        (id: number) =>
          `/calendar?entityRef=component:default/${
            id === secret ? 'secret' : 'absent'
          }`,
      ]) {
        expect(await statementsFor(path(secret))).toEqual(
          await statementsFor(path(987654321)),
        );
      }
      database.removeAllListeners('query');
    });

    it('does not hide commits when a source fails to tell where one is shown', async () => {
      const failing = await serveApi({
        database,
        catalog: CATALOG,
        sources: {
          get: () => ({
            getCommitUrl() {
              throw new Error('no idea');
            },
          }),
        },
      });
      const response = await failing.call('/commits?from=2026-03-01');
      const { items } = await response.json();
      expect(items).toHaveLength(1);
      expect(items[0]).not.toHaveProperty('url');
      await failing.close();
    });

    it.each(['data:text/html,x', 'https://evil.example/', 'nowhere', '42'])(
      'leads nobody astray, though a source does: %s',
      async url => {
        const astray = await serveApi({
          database,
          catalog: CATALOG,
          sources: { get: () => ({ getCommitUrl: () => url }) },
        });
        const response = await astray.call('/commits?from=2026-03-01');
        const { items } = await response.json();
        expect(items).toHaveLength(1);
        expect(items[0]).not.toHaveProperty('url');
        await astray.close();
      },
    );

    it('would fail these tests with an answer that breaks the contract', async () => {
      const breaking = await serveApi({
        database,
        catalog: CATALOG,
        dayBasis: JSON.parse('42'),
      });
      const response = await breaking.call('/calendar?from=2026-03-01');
      expect(response.ok).toBe(false);
      expect((await response.json()).error.message).toBe(
        '/response/dayBasis must be string',
      );
      await breaking.close();
    });
  },
);

function encode(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

it('says that the database cannot be reached, to be tried again, and nothing of what it was asked', async () => {
  const database = knexFactory({
    client: 'pg',
    connection: 'postgresql://nobody@localhost:1/nothing',
    log: { warn: () => {} },
  });
  const api = await serveApi({ database, catalog: CATALOG });
  for (const path of [
    '/calendar',
    '/repositories',
    '/commits',
    '/people',
    '/rhythm',
  ]) {
    const response = await api.call(`${path}?entityRef=component:default/api`);
    const { error } = await response.json();
    expect({ path, status: response.status, ...error }).toEqual({
      path,
      status: 503,
      name: 'ServiceUnavailableError',
      message: 'The database cannot be reached now; try again in a moment',
      trouble: 'lost',
    });
  }
  await api.close();
  await database.destroy();
});
