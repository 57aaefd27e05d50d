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
  'author_accounts',
  'authors',
  'awaited_commits',
  'catalog_user_accounts',
  'catalog_user_emails',
  'catalog_users',
  'commits',
  'daily_counts',
  'entity_problems',
  'erased_authors',
  'holder_set_scopes',
  'holder_sets',
  'ledger_state',
  'mailmap_authors',
  'people',
  'person_aliases',
  'person_claims',
  'privacy_marks',
  'removed_commits',
  'repositories',
  'repository_entities',
  'repository_urls',
  'scopes',
  'set_authors',
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
  const user = { entity_ref: 'user:default/alice' };
  await knex('catalog_users').insert({ ...user, name: 'Alice' });
  await knex('catalog_user_emails').insert({ ...user, email: 'alice@x' });
  await knex('catalog_user_accounts').insert({
    ...user,
    host: 'github.com',
    login: 'alice',
  });
  const repository_id = (await knex('repositories').first('id')).id;
  const author_id = (await knex('authors').first('id')).id;
  await knex('repository_urls').insert({ url: 'before', repository_id });
  await knex('awaited_commits').insert({ repository_id, sha: shaOf(2) });
  await knex('author_accounts').insert({
    author_id,
    host: 'github.com',
    login: 'alice',
  });
  await knex('mailmap_authors').insert({
    repository_id,
    author_id,
    mapped_author_id: author_id,
  });
}

describe('migrations', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  it.each(databases.eachSupportedId())(
    '20261127000000_init goes up and, on populated tables, down and up again, %p',
    async databaseId => {
      const knex = await createLedger(databases, databaseId);
      expect(await whichExist(knex)).toEqual(TABLES);
      await populate(knex);

      await knex.migrate.down({ directory });
      expect(await whichExist(knex)).toEqual([]);

      await knex.migrate.up({ directory });
      expect(await whichExist(knex)).toEqual(TABLES);
      await expect(knex('commits').select()).resolves.toEqual([]);
      await expect(
        knex('ledger_state').orderBy('name').pluck('name'),
      ).resolves.toEqual([
        'day_basis',
        'day_basis_reached',
        'entities',
        'people',
      ]);
      await populate(knex);
      await expect(knex('commits').select()).resolves.toHaveLength(1);
    },
  );

  it.each(databases.eachSupportedId())(
    'let a repository take along what belongs to it alone, %p',
    async databaseId => {
      const knex = await createLedger(databases, databaseId);
      await populate(knex);
      if (databaseId === 'SQLITE_3') {
        // As the portal does.
        await knex.raw('pragma foreign_keys = on');
      }
      await knex('repositories').delete();
      for (const table of [
        'repository_entities',
        'repository_urls',
        'awaited_commits',
        'mailmap_authors',
        'scopes',
        'holder_set_scopes',
      ]) {
        await expect(knex(table).select()).resolves.toEqual([]);
      }
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
