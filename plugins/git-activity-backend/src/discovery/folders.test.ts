import { Entity } from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import { FakeHost } from '../__testUtils__/FakeHost';
import { createLedger } from '../__testUtils__/seedLedger';
import { BotMatcher } from '../people/bots';
import { PeopleResolver } from '../people/PeopleResolver';
import { ORPHAN_GRACE_MS } from '../repositories/orphans';
import { CommitSources } from '../sources/CommitSources';
import { toDate } from '../database/tables';
import { Discovery } from './Discovery';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

const { signal } = new AbortController();
const MONO = 'https://host/org/mono';
const OTHER = 'https://host/org/other';
const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'host', apiBaseUrl: 'https://host/api/v3' }],
    },
  }),
);

function component(
  name: string,
  annotations: { at?: string; path?: string; slug?: string; url?: string },
): Entity {
  const { at, path, slug, url } = annotations;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        ...(at !== undefined && {
          'backstage.io/source-location': `url:${at}`,
        }),
        ...(path !== undefined && { 'git-activity/path': path }),
        ...(slug !== undefined && { 'github.com/project-slug': slug }),
        ...(url !== undefined && { 'git-activity/repository': url }),
      },
    },
  };
}

async function* readNothing() {}

describe('Discovery of folders', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  const logger = mockServices.logger.mock();

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let host: FakeHost;
    let sources: CommitSources;

    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      host = Object.assign(new FakeHost(), { readFolders: readNothing });
      sources = new CommitSources();
      sources.addSource(host);
    });

    async function discover(...entities: Entity[]): Promise<void> {
      const discovery = new Discovery({
        knex,
        catalog: catalogServiceMock({ entities }),
        auth: mockServices.auth(),
        sources,
        people: new PeopleResolver({ knex, bots: new BotMatcher(), logger }),
        logger,
        integrations,
        hosts: [],
        onDue: () => {},
      });
      await discovery.run(signal);
    }

    /** `name: repository folder`, of each link. */
    async function links(): Promise<string[]> {
      const rows = await knex('repository_entities')
        .join('repositories', 'repositories.id', 'repository_id')
        .select('entity_ref', 'url', 'path');
      return rows
        .map(({ entity_ref, url, path }) =>
          `${entity_ref.split('/')[1]}: ${url
            .split('/')
            .at(-1)} ${path}`.trim(),
        )
        .sort();
    }

    /** `repository folder`, of each scope of a folder. */
    async function scopes(): Promise<string[]> {
      const rows = await knex('scopes')
        .join('repositories', 'repositories.id', 'repository_id')
        .whereNot({ path: '' })
        .select('url', 'path');
      return rows
        .map(({ url, path }) => `${url.split('/').at(-1)} ${path}`)
        .sort();
    }

    async function problems(): Promise<Record<string, string>> {
      const rows = await knex('entity_problems').select();
      return Object.fromEntries(
        rows.map(row => [row.entity_ref.split('/')[1], row.message]),
      );
    }

    const repository = async (url = MONO) =>
      knex('repositories').where({ url }).first();
    const version = async () =>
      (await knex('ledger_state').where({ name: 'entities' }).first()).version;

    /** As after a sync, with some time until the next one. */
    const settle = async (columns = {}) =>
      knex('repositories').update({
        due_at: new Date(Date.now() + 3600_000),
        ...columns,
      });
    const isDue = async (url = MONO) =>
      toDate((await repository(url)).due_at).getTime() <= Date.now();

    it('goes by an annotation, or by the URL that led to the repository', async () => {
      await discover(
        component('located', { at: `${MONO}/tree/main/services/api/` }),
        component('named', { url: `${MONO}/blob/main/web/catalog.yaml` }),
        component('elsewhere', {
          at: `${MONO}/tree/main/catalog/`,
          path: 'services/api\nlibs/common, libs/common/ui',
        }),
        component('whole', { at: `${MONO}/tree/main/` }),
        component('root', { at: `${MONO}/tree/main/x/`, path: '/' }),
        component('both', { url: MONO, path: 'docs, .' }),
      );
      await expect(links()).resolves.toEqual([
        'both: mono',
        'elsewhere: mono libs/common',
        'elsewhere: mono services/api',
        'located: mono services/api',
        'named: mono web',
        'root: mono',
        'whole: mono',
      ]);
      await expect(scopes()).resolves.toEqual([
        'mono libs/common',
        'mono services/api',
        'mono web',
      ]);
      await expect(problems()).resolves.toEqual({});
      await expect(knex('repositories')).resolves.toHaveLength(1);
    });

    it('takes an annotation together with the slug of a project', async () => {
      const hub = Object.assign(new FakeHost('hub'), {
        resolve: async (url: string) =>
          url.startsWith('https://github.com/') ? { url } : undefined,
      });
      sources.addSource(hub);
      await discover(component('a', { slug: 'org/r', path: 'services/api' }));
      await expect(links()).resolves.toEqual(['a: r services/api']);
    });

    it('reads a branch with slashes once it is known that it is the one that is counted', async () => {
      const entity = component('a', { at: `${MONO}/tree/release/v2/api/` });
      await discover(entity);
      await expect(links()).resolves.toEqual(['a: mono v2/api']);
      await knex('repositories').update({ branch: 'release/v2' });
      await discover(entity);
      await expect(links()).resolves.toEqual(['a: mono api']);
      await expect(scopes()).resolves.toEqual(['mono api']);
    });

    it('has no repository rather than a wrong folder, and says why', async () => {
      await discover(
        component('dots', { url: MONO, path: '../secret' }),
        component('nothing', { url: MONO, path: '' }),
        component('nul', { at: `${MONO}/tree/main/a%00b/`, slug: 'org/r' }),
        component('alone', { path: 'services/api' }),
        component('unserved', { at: 'https://wiki/page', path: 'services' }),
        component('good', { url: MONO, path: 'services/api' }),
      );
      await expect(links()).resolves.toEqual(['good: mono services/api']);
      await expect(problems()).resolves.toEqual({
        dots: expect.stringMatching(
          /^The annotation git-activity\/path .*\.\./,
        ),
        nothing: expect.stringMatching(/git-activity\/path names no folder/),
        nul: expect.stringMatching(/backstage\.io\/source-location/),
        alone:
          'The annotation git-activity/path names a folder, and no other annotation leads to a repository; add git-activity/repository',
        unserved: expect.stringMatching(/add git-activity\/repository$/),
      });
    });

    it('stores the longest paths that are possible, however they are written', async () => {
      const path = Array.from({ length: 333 }, (_, index) =>
        String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
      ).join('');
      await discover(
        component('x'.repeat(63), { url: MONO, path }),
        component('glob', { url: MONO, path: ':(glob)**/[a]*\\' }),
      );
      await expect(
        knex('scopes').orderBy('path').pluck('path'),
      ).resolves.toEqual([':(glob)**/[a]*\\', path]);
    });

    it('follows an entity to another folder, and has that read at once', async () => {
      await discover(component('a', { url: MONO, path: 'old' }));
      await discover(
        component('a', { url: MONO, path: 'old' }),
        component('b', { url: OTHER }),
      );
      await settle({ seen_at: new Date(), seen_head: 'x' });
      const before = await repository();
      const versionBefore = await version();

      await discover(
        component('a', { url: MONO, path: 'new' }),
        component('b', { url: OTHER }),
      );
      await expect(scopes()).resolves.toEqual(['mono new']);
      await expect(isDue()).resolves.toBe(true);
      await expect(isDue(OTHER)).resolves.toBe(false);
      const after = await repository();
      expect(after).toMatchObject({ seen_at: null, seen_head: null });
      expect(after.version).toBeGreaterThan(before.version);
      expect(await version()).toBeGreaterThan(versionBefore);
    });

    it('drops a folder with what it holds when no entity lives there any more', async () => {
      const a = component('a', { url: MONO, path: 'api' });
      const b = component('b', { url: MONO, path: 'api' });
      await discover(a, b);
      const [{ id: scope }] = await knex('scopes').where({ path: 'api' });
      const root = await knex('scopes')
        .insert({ repository_id: (await repository()).id })
        .returning('id');
      const [{ id: set }] = await knex('holder_sets')
        .insert({ key: `${scope},${root[0].id}`, folders: 1 })
        .returning('id');
      await knex('holder_set_scopes').insert(
        [scope, root[0].id].map(scope_id => ({ set_id: set, scope_id })),
      );
      await settle();

      await discover(b);
      await expect(scopes()).resolves.toEqual(['mono api']);
      const before = await repository();
      await discover(component('b', { url: MONO }));
      await expect(scopes()).resolves.toEqual([]);
      await expect(
        knex('holder_set_scopes').pluck('scope_id'),
      ).resolves.toEqual([root[0].id]);
      const after = await repository();
      expect(after.version).toBeGreaterThan(before.version);
      // Nothing new is to be read.
      await expect(isDue()).resolves.toBe(false);
    });

    it('changes nothing while the catalog stays as it is', async () => {
      const entities = [
        component('a', { url: MONO, path: 'a, b' }),
        component('b', { at: `${MONO}/tree/main/b/` }),
      ];
      await discover(...entities);
      await settle();
      const before = [await version(), await repository()];
      const rows = await knex('scopes').orderBy('id');
      await discover(...[...entities].reverse());
      expect([await version(), await repository()]).toEqual(before);
      await expect(knex('scopes').orderBy('id')).resolves.toEqual(rows);
    });

    it('has folders only of what a source can tell about, and follows it when it learns or forgets to', async () => {
      const entity = component('a', { url: MONO, path: 'api' });
      const reader = new FakeHost('reader');
      Object.assign(host, {
        readFolders: undefined,
        readFoldersThrough: () => 'reader',
      });
      await discover(entity);
      await expect(links()).resolves.toEqual(['a: mono api']);
      await expect(scopes()).resolves.toEqual([]);

      sources.addSource(reader);
      await discover(entity);
      await expect(scopes()).resolves.toEqual([]);
      await settle();
      const before = await version();

      Object.assign(reader, { readFolders: readNothing });
      await discover(entity);
      await expect(scopes()).resolves.toEqual(['mono api']);
      await expect(isDue()).resolves.toBe(true);
      expect(await version()).toBeGreaterThan(before);

      Object.assign(reader, { readFolders: undefined });
      await discover(entity);
      await expect(scopes()).resolves.toEqual([]);
      await expect(links()).resolves.toEqual(['a: mono api']);
    });

    it('disturbs nobody who is reading the repository, who comes again, and waits until a limit ends', async () => {
      await discover(
        component('a', { url: MONO }),
        component('b', { url: OTHER }),
      );
      const due = new Date(Date.now() + 3600_000);
      const later = new Date(Date.now() + 7200_000);
      const seen = { seen_at: new Date(), seen_head: 'x' };
      await settle({ ...seen, due_at: due, lease_holder: 'somebody' });
      await knex('repositories')
        .where({ url: OTHER })
        .update({ lease_holder: null, held_back_until: later });

      await discover(
        component('a', { url: MONO, path: 'api' }),
        component('b', { url: OTHER, path: 'api' }),
      );
      const read = await repository();
      expect(read).toMatchObject({ seen_head: 'x', lease_holder: 'somebody' });
      expect(toDate(read.due_at)).toEqual(due);
      expect(read.wanted_at).not.toBeNull();
      expect(toDate((await repository(OTHER)).due_at)).toEqual(later);
    });

    it('keeps the folders of a repository that a catalog lost for a while', async () => {
      const entity = component('a', { url: MONO, path: 'api' });
      await discover(entity);
      const rows = await knex('scopes');
      await discover();
      await expect(knex('scopes')).resolves.toEqual(rows);
      await discover(entity);
      await expect(knex('scopes')).resolves.toEqual(rows);

      await discover();
      await knex('repositories').update({
        orphaned_at: new Date(Date.now() - 2 * ORPHAN_GRACE_MS),
      });
      await discover();
      await expect(knex('scopes')).resolves.toEqual([]);
      await expect(knex('repositories')).resolves.toEqual([]);
    });
  });
});
