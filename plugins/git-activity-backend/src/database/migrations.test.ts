import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createLedger, seedLedger, shaOf } from '../__testUtils__/seedLedger';
import { openLedger } from './openDatabase';

// Real databases and real git on a busy machine take their time.
jest.setTimeout(60_000);

const directory = resolvePackagePath(
  'backstage-plugin-git-activity-backend',
  'migrations',
);

const TABLES = [
  'authors',
  'catalog_users',
  'commit_coauthors',
  'commits',
  'daily_counts',
  'entity_problems',
  'ledger_versions',
  'people',
  'repositories',
  'repository_entities',
  'repository_urls',
];

async function whichExist(knex: Knex): Promise<string[]> {
  const existing: string[] = [];
  for (const table of TABLES) {
    if (await knex.schema.hasTable(table)) {
      existing.push(table);
    }
  }
  return existing;
}

async function populate(knex: Knex): Promise<void> {
  await seedLedger(knex, {
    people: { alice: {}, bob: { bot: true } },
    repositories: { one: { entityRefs: ['component:default/one'] } },
    commits: [
      {
        repository: 'one',
        sha: shaOf(1),
        author: 'alice',
        coAuthors: ['bob'],
        at: '2024-01-01T12:00:00+00:00',
      },
    ],
    problems: { 'component:default/two': 'no repository' },
  });
  await knex('catalog_users').insert({
    entity_ref: 'user:default/alice',
    name: 'Alice',
  });
}

describe('migrations', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  it.each(databases.eachSupportedId())(
    '20261123000000_init goes up and, on populated tables, down and up again, %p',
    async databaseId => {
      const knex = await createLedger(databases, databaseId);
      await knex.migrate.down({ directory });
      const tables = TABLES.filter(table => table !== 'repository_urls');
      expect(await whichExist(knex)).toEqual(tables);
      await populate(knex);

      await knex.migrate.down({ directory });
      expect(await whichExist(knex)).toEqual([]);

      await knex.migrate.up({ directory });
      expect(await whichExist(knex)).toEqual(tables);
      await expect(knex('commits').select()).resolves.toEqual([]);
      await expect(
        knex('ledger_versions').orderBy('name').select(),
      ).resolves.toEqual([
        { name: 'entities', version: 0 },
        { name: 'people', version: 0 },
      ]);
      await populate(knex);
      await expect(knex('commits').select()).resolves.toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())(
    '20261124000000_remote_hosts goes up, down and up again on populated tables, %p',
    async databaseId => {
      const knex = await createLedger(databases, databaseId);
      await knex.migrate.down({ directory });
      await populate(knex);
      const tables = ['repositories', 'authors', 'repository_entities'];
      const readAll = () =>
        Promise.all(tables.map(table => knex(table).orderBy(1).select()));
      const before = await readAll();

      await knex.migrate.up({ directory });
      expect(await whichExist(knex)).toEqual(TABLES);
      const repository = await knex('repositories').first();
      expect(repository).toMatchObject({ archived: 0, seen_at: null });
      await expect(knex('authors').first()).resolves.toMatchObject({
        login: null,
      });
      await knex('repository_urls').insert({
        url: 'https://git.example.com/before',
        repository_id: repository.id,
      });
      await knex('repositories').update({
        archived: 1,
        seen_head: shaOf(2),
        seen_at: new Date(),
        held_back_until: new Date(),
      });
      await knex('authors').update({ login: 'alice' });

      await knex.migrate.down({ directory });
      expect(await readAll()).toEqual(before);
      await knex.migrate.up({ directory });
      await expect(knex('repositories').first()).resolves.toMatchObject({
        id: repository.id,
        archived: 0,
        seen_head: null,
      });
      if (databaseId === 'SQLITE_3') {
        // As the portal does.
        await knex.raw('pragma foreign_keys = on');
      }
      await knex('repositories').delete();
      await expect(knex('repository_entities').select()).resolves.toEqual([]);
    },
  );

  it.each(databases.eachSupportedId())(
    'are run when the ledger is opened, unless the portal says not to, %p',
    async databaseId => {
      const knex = await databases.init(databaseId);
      const database = mockServices.database.mock({
        getClient: async () => knex,
      });
      await openLedger({ ...database, migrations: { skip: true } });
      expect(await whichExist(knex)).toEqual([]);
      await openLedger({ ...database, migrations: { skip: false } });
      expect(await whichExist(knex)).toEqual(TABLES);
    },
  );
});
