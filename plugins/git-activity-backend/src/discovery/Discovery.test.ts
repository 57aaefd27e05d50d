import { Entity } from '@backstage/catalog-model';
import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { CommitSource } from 'backstage-plugin-git-activity-node';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { Knex } from 'knex';
import { FakeHost } from '../__testUtils__/FakeHost';
import { loadGitSource } from '../__testUtils__/gitSource';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import { ORPHAN_GRACE_MS } from '../repositories/orphans';
import { recordWhereabouts } from '../repositories/whereabouts';
import { toDate } from '../database/tables';
import { AllowedUrls } from '../config';
import { BotMatcher } from '../people/bots';
import { accountKey } from '../people/addresses';
import { readUsers } from '../people/users';
import { PeopleResolver } from '../people/PeopleResolver';
import { CommitSources } from '../sources/CommitSources';
import { Discovery } from './Discovery';

// Real databases and real git on a busy machine take their time.
jest.setTimeout(60_000);

const { signal } = new AbortController();

const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'host', apiBaseUrl: 'https://host/api/v3' }],
    },
  }),
);

function entityOf(
  ref: string,
  annotations: Record<string, string> = {},
  spec?: Entity['spec'],
): Entity {
  const [kind, name] = ref.split(':');
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, annotations },
    spec,
  };
}

function named(ref: string, url: string): Entity {
  return entityOf(ref, { 'git-activity/repository': url });
}

function located(ref: string, location: string): Entity {
  return entityOf(ref, { 'backstage.io/source-location': location });
}

/** A host that keeps its own ids, as far as discovery sees one: what is at a path, by id. */
class HostSource implements CommitSource {
  readonly id = 'host';
  readonly places = new Map<string, string>();

  async resolve(url: string) {
    const [, path] = /^https:\/\/host\/([^/]+\/[^/]+)/.exec(url) ?? [];
    return path
      ? { url: `https://host/${path}`, externalId: this.places.get(path) }
      : undefined;
  }

  async getHeads() {
    return [];
  }

  async *readCommits() {}
}

describe('Discovery', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  const directory = createMockDirectory();
  const logger = mockServices.logger.mock();
  let git: CommitSource;
  let webUrl: string;
  let apiUrl: string;

  beforeAll(async () => {
    git = await loadGitSource(directory.path);
    const create = async (name: string) => {
      const dir = directory.resolve(name);
      const { url } = await TestRepository.create({ dir, bare: true });
      return (await git.resolve(url))?.url ?? '';
    };
    webUrl = await create('web');
    apiUrl = await create('the api');
  });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let host: HostSource;
    let sources: CommitSources;
    const onDue = jest.fn();

    beforeEach(async () => {
      jest.clearAllMocks();
      knex = await createLedger(databases, databaseId);
      host = new HostSource();
      sources = new CommitSources();
      sources.addSource(git);
      sources.addSource(host);
    });

    async function discover(
      entities: Entity[],
      catalog = catalogServiceMock({ entities }),
      allow?: AllowedUrls[],
    ): Promise<Discovery> {
      const discovery = new Discovery({
        knex,
        catalog,
        auth: mockServices.auth(),
        sources,
        people: new PeopleResolver({ knex, bots: new BotMatcher(), logger }),
        logger,
        integrations,
        hosts: ['github.com', 'gitlab.com', 'ghe.example.com'],
        allow,
        onDue,
      });
      await discovery.run(signal);
      return discovery;
    }

    async function links(): Promise<Record<string, string>> {
      const rows: Array<{ entity_ref: string; url: string }> = await knex(
        'repository_entities',
      )
        .join(
          'repositories',
          'repositories.id',
          'repository_entities.repository_id',
        )
        .select('entity_ref', 'url');
      return Object.fromEntries(rows.map(row => [row.entity_ref, row.url]));
    }

    async function problems(): Promise<Record<string, string>> {
      const rows: Array<{ entity_ref: string; message: string }> = await knex(
        'entity_problems',
      ).select();
      return Object.fromEntries(rows.map(row => [row.entity_ref, row.message]));
    }

    async function version(name: string): Promise<number> {
      return (await knex('ledger_state').where({ name }).first()).version;
    }

    it('finds repositories by both annotations, the explicit one first', async () => {
      await discover([
        named('Component:web', webUrl),
        located('Component:api', `url:https://host/org/api/tree/main/src/`),
        entityOf('Component:both', {
          'git-activity/repository': ` ${apiUrl} `,
          'backstage.io/source-location': 'url:https://host/org/other',
        }),
        named('Resource:database', webUrl),
        entityOf('Component:none'),
      ]);
      await expect(links()).resolves.toEqual({
        'component:default/web': webUrl,
        'component:default/api': 'https://host/org/api',
        'component:default/both': apiUrl,
        'resource:default/database': webUrl,
      });
      const rows = await knex('repositories').orderBy('url').select();
      expect(rows.map(row => row.source_id)).toEqual(['git', 'git', 'host']);
      for (const row of rows) {
        expect(toDate(row.due_at).getTime()).toBeLessThanOrEqual(Date.now());
      }
      expect(onDue).toHaveBeenCalledTimes(1);
      await expect(problems()).resolves.toEqual({});
      expect(logger.warn).not.toHaveBeenCalled();
      expect(logger.info).toHaveBeenCalledWith(
        expect.stringMatching(
          /^Searched 4 entities in [\d.]+ s: 3 new repositories, 4 links added, 0 removed, 0 entities with a problem$/,
        ),
      );
    });

    it('goes by the slug of a project where nothing better leads to a repository', async () => {
      const site = (id: string, pattern: RegExp): CommitSource => ({
        id,
        resolve: async url => (pattern.test(url) ? { url } : undefined),
        getHeads: async () => [],
        async *readCommits() {},
      });
      sources.addSource(site('github', /^https:\/\/github\.com\//));
      sources.addSource(site('gitlab', /^https:\/\/gitlab\.com\//));
      const slug = (name: string, value: string) => ({
        [`${name}.com/project-slug`]: value,
      });
      const location = (url: string) => ({
        'backstage.io/source-location': `url:${url}`,
      });
      await discover([
        entityOf('Component:hub', slug('github', 'org/hub')),
        entityOf('Component:lab', slug('gitlab', 'group/sub/lab ')),
        entityOf('Component:unserved', {
          ...slug('github', 'org/unserved'),
          ...location('https://elsewhere/a/b'),
        }),
        entityOf('Component:located', {
          ...slug('github', 'org/other'),
          ...location('https://host/org/located'),
        }),
        entityOf('Component:named', {
          ...slug('github', 'org/other'),
          'git-activity/repository': webUrl,
        }),
        entityOf('Component:both', {
          ...slug('gitlab', 'group/both'),
          ...slug('github', 'org/both'),
        }),
        entityOf('Component:hostile', slug('github', '../../etc?x=@evil')),
      ]);
      await expect(links()).resolves.toEqual({
        'component:default/hub': 'https://github.com/org/hub',
        'component:default/lab': 'https://gitlab.com/group/sub/lab',
        'component:default/unserved': 'https://github.com/org/unserved',
        'component:default/located': 'https://host/org/located',
        'component:default/named': webUrl,
        'component:default/both': 'https://github.com/org/both',
      });
      await expect(problems()).resolves.toEqual({
        'component:default/hostile':
          'The annotation github.com/project-slug must be of the form owner/repository',
      });
    });

    it.each([
      ['no owner', 'repository'],
      ['a URL', 'https://github.com/org/repository'],
      ['a slash at the end', 'org/'],
      ['spaces', 'org / repository'],
      ['a query', 'org/repository?ref=main'],
    ])('tells of a slug with %s', async (_, slug) => {
      await discover([
        entityOf('Component:a', { 'github.com/project-slug': slug }),
      ]);
      expect((await problems())['component:default/a']).toContain(
        'github.com/project-slug',
      );
    });

    it('does not take people, teams and groupings for what lives where they are described', async () => {
      const location = 'url:https://host/org/catalog';
      await discover([
        located('User:ada', location),
        located('Group:team', location),
        located('System:shop', location),
        located('Domain:sales', location),
        located('Location:root', location),
        located('API:rest', location),
        named('Group:owners', webUrl),
      ]);
      await expect(links()).resolves.toEqual({
        'api:default/rest': 'https://host/org/catalog',
        'group:default/owners': webUrl,
      });
    });

    it('asks the catalog only for what it needs', async () => {
      const catalog = catalogServiceMock({
        entities: [named('Component:web', webUrl)],
      });
      const stream = jest.spyOn(catalog, 'streamEntities');
      await discover([], catalog);
      expect(stream.mock.calls[0][0]?.fields).toEqual([
        'kind',
        'metadata.name',
        'metadata.namespace',
        'metadata.title',
        'metadata.annotations.git-activity/repository',
        'metadata.annotations.backstage.io/source-location',
        'metadata.annotations.github.com/project-slug',
        'metadata.annotations.gitlab.com/project-slug',
        'metadata.annotations.git-activity/path',
        'metadata.annotations.git-activity/emails',
        'metadata.annotations.git-activity/opt-out',
        'metadata.annotations.github.com/user-login',
        'metadata.annotations.gitlab.com/user-login',
        'metadata.annotations.ghe.example.com/user-login',
        'metadata.annotations.github.com/user-id',
        'metadata.annotations.gitlab.com/user-id',
        'metadata.annotations.ghe.example.com/user-id',
        'spec.profile',
      ]);
    });

    it('follows entities that come, change and go', async () => {
      await discover([
        named('Component:a', webUrl),
        named('Component:b', webUrl),
        named('Component:c', apiUrl),
      ]);
      expect(await version('entities')).toBe(1);
      await discover([
        named('Component:a', webUrl),
        named('Component:b', apiUrl),
        named('Component:d', apiUrl),
      ]);
      await expect(links()).resolves.toEqual({
        'component:default/a': webUrl,
        'component:default/b': apiUrl,
        'component:default/d': apiUrl,
      });
      expect(await version('entities')).toBe(2);
      await discover([
        named('Component:a', webUrl),
        named('Component:b', apiUrl),
        named('Component:d', apiUrl),
      ]);
      expect(await version('entities')).toBe(2);
      await expect(knex('repositories').select()).resolves.toHaveLength(2);
    });

    it('keeps what a catalog lost for a while, and syncs it again when it is back', async () => {
      const entities = [named('Component:a', webUrl)];
      await discover(entities);
      await knex('repositories').update({
        head: shaOf(1),
        due_at: new Date(Date.now() + 3600_000),
      });
      const before = await knex('repositories').first();

      await discover([]);
      const orphan = await knex('repositories').first();
      expect(orphan).toMatchObject({ id: before.id, head: shaOf(1) });
      expect(orphan.orphaned_at).not.toBeNull();
      expect(orphan.version).toBeGreaterThan(before.version);
      const since = orphan.orphaned_at;
      await discover([]);
      expect((await knex('repositories').first()).orphaned_at).toEqual(since);

      await discover(entities);
      const back = await knex('repositories').first();
      expect(back).toMatchObject({
        id: before.id,
        head: shaOf(1),
        orphaned_at: null,
      });
      expect(toDate(back.due_at).getTime()).toBeLessThanOrEqual(Date.now());
    });

    it('deletes a repository with all its data only after the grace', async () => {
      await discover([
        named('Component:a', webUrl),
        named('Component:b', apiUrl),
      ]);
      const { id } = await knex('repositories').where({ url: webUrl }).first();
      const [scope] = await knex('scopes')
        .insert({ repository_id: id })
        .returning('id');
      const [set] = await knex('holder_sets')
        .insert({ key: String(scope.id) })
        .returning('id');
      await knex('holder_set_scopes').insert({
        set_id: set.id,
        scope_id: scope.id,
      });
      const age = (milliseconds: number) =>
        knex('repositories')
          .where({ id })
          .update({ orphaned_at: new Date(Date.now() - milliseconds) });

      await discover([named('Component:b', apiUrl)]);
      await age(ORPHAN_GRACE_MS - 60_000);
      await discover([named('Component:b', apiUrl)]);
      await expect(knex('scopes').select()).resolves.toHaveLength(1);

      await age(ORPHAN_GRACE_MS + 60_000);
      await discover([named('Component:b', apiUrl)]);
      // What it held is collected later.
      await expect(knex('holder_sets').select()).resolves.toMatchObject([
        { id: set.id, key: '' },
      ]);
      await expect(knex('holder_set_scopes').select()).resolves.toEqual([]);
      await expect(knex('repositories').select('url')).resolves.toEqual([
        { url: apiUrl },
      ]);
      expect(logger.info).toHaveBeenCalledWith(
        `Deleted ${webUrl}, which no entity refers to any more`,
      );
    });

    it('leaves the log in peace while the catalog stays as it is', async () => {
      const entities = [named('Component:web', webUrl)];
      await discover(entities);
      expect(logger.info).toHaveBeenCalledTimes(1);
      await discover(entities);
      expect(logger.info).toHaveBeenCalledTimes(1);
      expect(logger.debug).toHaveBeenCalledWith(
        expect.stringMatching(/^Searched 1 entities .* 0 new repositories/),
      );
    });

    it('changes nothing if the catalog breaks off', async () => {
      const entities = [
        named('Component:a', webUrl),
        named('Component:b', apiUrl),
      ];
      await discover(entities);
      const catalog = catalogServiceMock({ entities });
      catalog.streamEntities = async function* streamEntities() {
        yield [named('Component:a', apiUrl)];
        throw new Error('connection reset');
      };
      await expect(discover([], catalog)).rejects.toThrow('connection reset');
      await expect(links()).resolves.toEqual({
        'component:default/a': webUrl,
        'component:default/b': apiUrl,
      });
    });

    it('warns of hostile and hopeless annotations, by entity, and goes on', async () => {
      const hostile: Record<string, string> = {
        outside: 'file:///etc',
        dots: `${webUrl}/../../../etc`,
        option: '--upload-pack=touch /tmp/pwned',
        ext: 'ext::sh -c touch% /tmp/pwned',
        nul: `${webUrl}\0`,
        long: `https://host/${'x'.repeat(5000)}/y`,
        nobody: 'https://user:secret@elsewhere/a/b',
        scp: 'bob:s3cret@elsewhere:a/b.git',
        empty: '',
      };
      await discover([
        ...Object.entries(hostile).map(([name, url]) =>
          named(`Component:${name}`, url),
        ),
        named('Component:good', webUrl),
      ]);
      await expect(links()).resolves.toEqual({
        'component:default/good': webUrl,
      });
      const found = await problems();
      expect(Object.keys(found).sort()).toEqual(
        Object.keys(hostile)
          .map(name => `component:default/${name}`)
          .sort(),
      );
      for (const [entityRef, message] of Object.entries(found)) {
        expect(logger.warn).toHaveBeenCalledWith(
          `No repository for ${entityRef}: ${message}`,
        );
      }
      expect(found['component:default/nobody']).toBe(
        "No installed source serves 'https://[redacted]elsewhere/a/b', which the annotation git-activity/repository names",
      );
      expect(JSON.stringify(found)).not.toMatch(/secret|s3cret/);
    });

    it('warns once, and again when the trouble is another', async () => {
      await discover([named('Component:a', 'svn://x')]);
      await discover([named('Component:a', 'svn://x')]);
      expect(logger.warn).toHaveBeenCalledTimes(1);
      await discover([named('Component:a', 'svn://y')]);
      expect(logger.warn).toHaveBeenCalledTimes(2);
      await discover([named('Component:a', webUrl)]);
      await expect(problems()).resolves.toEqual({});
    });

    it('says nothing of a source location that is no repository', async () => {
      await discover([located('Component:a', 'url:https://wiki/page')]);
      await expect(problems()).resolves.toEqual({});
      expect(logger.warn).not.toHaveBeenCalled();
    });

    it('outlives a source that fails on one URL', async () => {
      host.resolve = async () => {
        throw new TypeError('x is not a function');
      };
      await discover([
        named('Component:bad', 'https://host/a/b'),
        named('Component:good', webUrl),
      ]);
      await expect(links()).resolves.toEqual({
        'component:default/good': webUrl,
      });
      await expect(problems()).resolves.toEqual({
        'component:default/bad':
          'An unexpected error; the log of the portal has more',
      });
      expect(logger.error).toHaveBeenCalledWith(
        'Could not resolve the repository of component:default/bad',
        expect.any(TypeError),
      );
    });

    it('knows a renamed repository by the id of its host', async () => {
      host.places.set('org/old', '7');
      await discover([named('Component:a', 'https://host/org/old')]);
      const before = await knex('repositories').first();
      host.places.set('org/new', '7');
      await discover([named('Component:a', 'https://host/org/new')]);
      await expect(knex('repositories').select()).resolves.toEqual([
        expect.objectContaining({
          id: before.id,
          url: 'https://host/org/new',
          external_id: '7',
          version: before.version + 1,
        }),
      ]);
    });

    it('follows two repositories that swapped their names', async () => {
      host.places.set('org/a', '1').set('org/b', '2');
      const entities = [
        named('Component:a', 'https://host/org/a'),
        named('Component:b', 'https://host/org/b'),
      ];
      const idsByUrl = async () =>
        Object.fromEntries(
          (await knex('repositories').select()).map(row => [row.url, row.id]),
        );
      await discover(entities);
      const before = await idsByUrl();
      host.places.set('org/a', '2').set('org/b', '1');
      await discover(entities);
      await expect(idsByUrl()).resolves.toEqual({
        'https://host/org/a': before['https://host/org/b'],
        'https://host/org/b': before['https://host/org/a'],
      });
    });

    it('does not take a new repository for the one whose name it got', async () => {
      host.places.set('org/a', '1');
      await discover([named('Component:a', 'https://host/org/a')]);
      const before = await knex('repositories').first();
      host.places.set('org/a', '2');
      await discover([named('Component:a', 'https://host/org/a')]);
      const rows = await knex('repositories').orderBy('id').select();
      expect(rows).toMatchObject([
        { id: before.id, url: `https://host/org/a#${before.id}` },
        { url: 'https://host/org/a', external_id: '2', orphaned_at: null },
      ]);
      expect(rows[0].orphaned_at).not.toBeNull();
    });

    it('leads entities that still name a former URL to the repository that had it', async () => {
      await discover([named('Component:a', 'https://host/org/new')]);
      const { id } = await knex('repositories').first();
      await knex('repository_urls').insert({
        url: 'https://host/org/old',
        repository_id: id,
      });
      await discover([
        named('Component:a', 'https://host/org/new'),
        named('Component:b', 'https://host/org/old'),
        named('Component:c', 'https://host/org/old'),
      ]);
      await expect(links()).resolves.toEqual({
        'component:default/a': 'https://host/org/new',
        'component:default/b': 'https://host/org/new',
        'component:default/c': 'https://host/org/new',
      });
      // Nobody names its new URL yet, and it does not go back to the old one.
      await discover([named('Component:b', 'https://host/org/old')]);
      await expect(links()).resolves.toEqual({
        'component:default/b': 'https://host/org/new',
      });
      await expect(knex('repositories').select()).resolves.toHaveLength(1);
    });

    it('does not follow a former URL to a repository that the host tells apart', async () => {
      host.places.set('org/new', '1');
      await discover([named('Component:a', 'https://host/org/new')]);
      const { id } = await knex('repositories').first();
      await knex('repository_urls').insert({
        url: 'https://host/org/old',
        repository_id: id,
      });
      host.places.set('org/old', '2');
      await discover([
        named('Component:a', 'https://host/org/new'),
        named('Component:b', 'https://host/org/old'),
      ]);
      await expect(links()).resolves.toEqual({
        'component:default/a': 'https://host/org/new',
        'component:default/b': 'https://host/org/old',
      });
      await expect(knex('repository_urls').select()).resolves.toEqual([]);
    });

    it('keeps one repository for two names that the host says are the same', async () => {
      host.places.set('org/a', '1').set('org/b', '1');
      const entities = [
        named('Component:a', 'https://host/org/a'),
        named('Component:b', 'https://host/org/b'),
      ];
      for (const order of [entities, [...entities].reverse()]) {
        await discover(order);
        await expect(links()).resolves.toEqual({
          'component:default/a': 'https://host/org/a',
          'component:default/b': 'https://host/org/a',
        });
      }
      await expect(knex('repositories').select()).resolves.toHaveLength(1);
    });

    it('lets sources delete what they keep of a repository that nobody refers to', async () => {
      const fake = new FakeHost('forge');
      const reader = new FakeHost('reader');
      fake.readThrough = () => 'reader';
      fake.forget = async () => {
        throw new Error('no disk');
      };
      fake.resolve = async url => ({ url });
      sources.addSource(fake);
      sources.addSource(reader);
      await discover([
        named('Component:a', 'https://forge/a'),
        named('Component:b', 'https://forge/b'),
      ]);
      await knex('repositories')
        .where({ url: 'https://forge/a' })
        .update({ external_id: '7' });
      await discover([named('Component:b', 'https://forge/b')]);
      await knex('repositories')
        .whereNotNull('orphaned_at')
        .update({ orphaned_at: new Date(Date.now() - 2 * ORPHAN_GRACE_MS) });
      await discover([named('Component:b', 'https://forge/b')]);
      expect(reader.forgotten).toEqual([
        { url: 'https://forge/a', externalId: '7' },
      ]);
      expect(logger.warn).toHaveBeenCalledWith(
        'The source forge could not delete what it keeps of https://forge/a',
        expect.any(Error),
      );
    });

    it('lets nothing be deleted that is of the repository which now has the URL', async () => {
      const fake = new FakeHost('forge');
      fake.resolve = async url => ({ url });
      sources.addSource(fake);
      await discover([named('Component:b', 'https://forge/b')]);
      await knex('repositories').insert({
        id: 99,
        url: 'https://forge/b#99',
        source_id: 'forge',
        due_at: new Date(),
        orphaned_at: new Date(Date.now() - 2 * ORPHAN_GRACE_MS),
      });
      await discover([named('Component:b', 'https://forge/b')]);
      await expect(knex('repositories').select()).resolves.toHaveLength(1);
      expect(fake.forgotten).toEqual([]);
    });

    it('mirrors Users and follows them', async () => {
      const user = (profile: Record<string, string>) =>
        entityOf(
          'User:Ada',
          {
            'github.com/user-login': 'Ada-L',
            'ghe.example.com/user-login': 'al',
            'github.com/user-id': ' 1815 ',
            'ghe.example.com/user-id': 'no number',
            'git-activity/emails': 'al@old.example, ADA@example.com,',
            'git-activity/opt-out': 'true',
          },
          { profile },
        );
      await discover([
        user({ displayName: 'Ada Lovelace', email: 'ADA@Example.com' }),
        entityOf('User:bob'),
        entityOf('User:odd', {}, { profile: ['?'] }),
      ]);
      const accounts = [
        { host: 'ghe.example.com', login: 'al' },
        { host: 'github.com', login: '#1815' },
        { host: 'github.com', login: 'ada-l' },
      ];
      const users = async () =>
        (await readUsers(knex)).map(found => ({
          ...found,
          emails: [...found.emails].sort(),
          accounts: [...found.accounts].sort((a, b) =>
            accountKey(a) < accountKey(b) ? -1 : 1,
          ),
        }));
      await expect(users()).resolves.toEqual([
        {
          entityRef: 'user:default/ada',
          name: 'Ada Lovelace',
          emails: ['ada@example.com', 'al@old.example'],
          accounts,
          optedOut: true,
        },
        {
          entityRef: 'user:default/bob',
          name: 'bob',
          emails: [],
          accounts: [],
          optedOut: false,
        },
        {
          entityRef: 'user:default/odd',
          name: 'odd',
          emails: [],
          accounts: [],
          optedOut: false,
        },
      ]);
      await discover([user({ displayName: 'Ada', email: 'new@example.com' })]);
      await expect(users()).resolves.toEqual([
        {
          entityRef: 'user:default/ada',
          name: 'Ada',
          emails: ['ada@example.com', 'al@old.example', 'new@example.com'],
          accounts,
          optedOut: true,
        },
      ]);
    });

    it('lets entities have what their kind and namespace may have, and tells the others by which setting not', async () => {
      const within = (entity: Entity, namespace: string): Entity => ({
        ...entity,
        metadata: { ...entity.metadata, namespace },
      });
      const entities = [
        named('Component:ours', 'https://host/org/one'),
        named('Component:evil', 'https://host/organisation/one'),
        named('Component:theirs', 'https://host/other/one'),
        named('API:disk', webUrl),
        named('Component:disk', webUrl),
        within(named('API:disk', apiUrl), 'elsewhere'),
      ];
      await discover(entities);
      expect(Object.keys(await links())).toHaveLength(6);

      await discover(entities, undefined, [
        { urls: ['https://host/org', 'https://host/nothing'] },
        {
          kinds: ['api'],
          namespaces: ['default'],
          urls: [webUrl.replace(/\/[^/]*$/, '')],
        },
      ]);
      await expect(links()).resolves.toEqual({
        'component:default/ours': 'https://host/org/one',
        'api:default/disk': webUrl,
      });
      await expect(problems()).resolves.toEqual({
        'component:default/evil':
          'gitActivity.repositories.allow lets no component of the namespace default have https://host/organisation/one',
        'component:default/theirs':
          'gitActivity.repositories.allow lets no component of the namespace default have https://host/other/one',
        'component:default/disk': `gitActivity.repositories.allow lets no component of the namespace default have ${webUrl}`,
        'api:elsewhere/disk': `gitActivity.repositories.allow lets no api of the namespace elsewhere have ${apiUrl}`,
      });
      // What nobody may have is forgotten as if nobody named it
      const left = await knex('repositories')
        .whereNotNull('orphaned_at')
        .orderBy('url')
        .pluck('url');
      expect(left).toEqual([
        apiUrl,
        'https://host/organisation/one',
        'https://host/other/one',
      ]);
    });

    it('lets no entity follow a repository to where it may not be', async () => {
      const entities = [named('Component:ours', 'https://host/org/one')];
      const allow = [{ urls: ['https://host/org'] }];
      await discover(entities, undefined, allow);
      const [{ id }] = await knex('repositories').select('id');
      await recordWhereabouts(knex, {
        sourceId: 'host',
        told: [
          {
            id,
            askedUrl: 'https://host/org/one',
            url: 'https://host/board/minutes',
          },
        ],
        now: new Date(),
      });
      await discover(entities, undefined, allow);
      await expect(links()).resolves.toEqual({});
      await expect(problems()).resolves.toEqual({
        'component:default/ours':
          'gitActivity.repositories.allow lets no component of the namespace default have what https://host/org/one leads to, which its host has moved',
      });
    });

    it('tells authors who they are when a User comes', async () => {
      const [{ id }] = await knex('people')
        .insert({ key: 'email:ada@example.com' })
        .returning('id');
      await knex('authors').insert({
        name: 'al',
        email: 'Ada@example.com',
        email_key: 'ada@example.com',
        person_id: id,
        stranger_id: id,
      });
      await discover([
        entityOf('User:ada', {}, { profile: { email: 'ada@example.com' } }),
      ]);
      await expect(
        knex('authors')
          .join('people', 'people.id', 'authors.person_id')
          .select('people.user_entity_ref', 'authors.stranger_id'),
      ).resolves.toEqual([
        { user_entity_ref: 'user:default/ada', stranger_id: id },
      ]);
      expect(await version('people')).toBeGreaterThan(0);
    });

    it('searches a catalog again that has grown, and no other', async () => {
      const entities = [named('Component:a', webUrl)];
      let current = catalogServiceMock({ entities });
      const stream = jest.fn<
        ReturnType<typeof current.streamEntities>,
        Parameters<typeof current.streamEntities>
      >((...args) => current.streamEntities(...args));
      const discovery = await discover(
        [],
        Object.assign(catalogServiceMock({ entities }), {
          streamEntities: stream,
          queryEntities: (...args: Parameters<typeof current.queryEntities>) =>
            current.queryEntities(...args),
        }),
      );
      await discovery.runIfGrown(signal);
      expect(stream).toHaveBeenCalledTimes(1);

      current = catalogServiceMock({
        entities: [...entities, named('Component:b', apiUrl)],
      });
      await discovery.runIfGrown(signal);
      await expect(links()).resolves.toEqual({
        'component:default/a': webUrl,
        'component:default/b': apiUrl,
      });
    });
  });
});
