import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Calendar,
  Erasure,
  IdentityList,
  PersonList,
} from 'backstage-plugin-git-activity-common';
import { CommitAuthor } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { MemorySource } from '../__testUtils__/MemorySource';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import {
  addUser,
  ask,
  decideEveryone,
  ServedIdentities,
  serveIdentities,
} from '../__testUtils__/serveIdentities';
import { recordRepository, syncNow } from '../__testUtils__/syncNow';
import { write } from '../database/transactions';
import { collectGarbage } from '../ledger/garbage';
import { recordUsers } from '../people/users';

// Real databases on a busy machine take their time.
jest.setTimeout(120_000);

const GITHUB = 'https://github.com/acme/shop';
const FORK = 'https://github.com/acme/fork';
const SHOP = 'component:default/shop';
const JANE = 'user:default/jdoe';
/** All that tells who it is, in lower case. */
const TRACES = ['jane', 'doe', 'zebra'];

const jane = { name: 'Jane Doe', email: 'jane@example.com' };
const janeAtHome = { name: 'J. Doe', email: 'Jane@Home.example' };
const janeOfZebra = {
  name: 'Zebra',
  email: '7+zebra@users.noreply.github.com',
  login: 'zebra',
};
/** Written on a machine that many use; a mailmap knows better. */
const janeAsRoot = { name: 'jane', email: 'root@localhost' };
const bob = { name: 'Bob', email: 'bob@example.com' };
const robot = { name: 'build-bot', email: 'bot@example.com' };
const MAILMAP = [{ author: janeAsRoot, mapped: jane }];

const commit = (
  number: number,
  author: CommitAuthor,
  coAuthors: CommitAuthor[] = [],
) => ({
  sha: shaOf(number),
  parents: number === 1 ? [] : [shaOf(number - 1)],
  author,
  coAuthors,
  authoredAt: Date.parse('2026-11-02T10:00:00Z') / 1000 + number * 86_400,
  utcOffset: 0,
  committedAt: Date.parse('2026-11-02T10:00:00Z') / 1000,
  subject: 'Sell more',
});
const COMMITS = [
  commit(1, jane),
  commit(2, bob, [janeAtHome]),
  commit(3, janeOfZebra),
  commit(4, janeAsRoot, [bob]),
  commit(5, robot),
  commit(6, janeAtHome),
  // What is pushed later is written in yet other ways.
  commit(7, { name: 'jane d.', email: 'JANE@example.com' }),
  commit(8, { ...janeOfZebra, email: 'new@zebra.example' }),
  commit(9, { name: 'Jane of old', email: 'old@doe.example' }, [jane]),
];

describe('a person who is erased', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let source: MemorySource;
    let served: ServedIdentities;

    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      source = new MemorySource({ commits: COMMITS, batchSize: 2 });
      served = await serveIdentities(knex, {
        catalog: new SecretiveCatalog([entityOf(SHOP), entityOf(JANE)]),
      });
      await recordRepository(knex, { url: GITHUB, entityRef: SHOP });
      await sync(GITHUB, 6);
    });
    afterEach(() => served.close());

    async function sync(url: string, number: number, mailmap = MAILMAP) {
      source.histories.set(url, { head: shaOf(number), mailmap });
      await syncNow(knex, { source, url });
    }

    const user = {
      entityRef: JANE,
      name: 'Jane Doe',
      emails: ['jane@example.com', 'jane@home.example'],
      accounts: { 'github.com': 'zebra' },
    };

    const list = () => ask<IdentityList>(served.admin, '/identities');
    const count = () =>
      ask<Calendar>(
        served.admin,
        `/calendar?entityRef=${SHOP}&from=2026-11-01&to=2026-11-30`,
      );

    async function erase(commits: number): Promise<Erasure> {
      const { items } = await list();
      const [{ id }] = items.filter(item => item.commits === commits);
      return ask(served.admin, `/identities/${id}/erasure`, { method: 'POST' });
    }

    async function tracesInDatabase(): Promise<string[]> {
      const postgres = `select table_name as name from information_schema.tables where table_schema = current_schema()`;
      const sqlite = `select name from sqlite_master where type = 'table'`;
      const isSqlite = databaseId === 'SQLITE_3';
      const answer = await knex.raw(isSqlite ? sqlite : postgres);
      const tables: Array<{ name: string }> = isSqlite ? answer : answer.rows;
      const found: string[] = [];
      for (const { name } of tables) {
        found.push(...tracesIn(await knex(name), name));
      }
      return found;
    }

    async function tracesInAnswers(): Promise<string[]> {
      const range = `entityRef=${SHOP}&from=2026-11-01&to=2026-11-30`;
      const found: string[] = [];
      for (const path of [
        '/identities',
        '/identities/suggestions',
        '/aliases',
        '/claims?of=everyone',
        `/calendar?${range}`,
        `/people?${range}`,
        `/commits?${range}`,
        '/me',
      ]) {
        found.push(...tracesIn(await ask(served.admin, path), path));
      }
      return found;
    }

    function tracesIn(what: unknown, where: string): string[] {
      const text = JSON.stringify(what).toLowerCase();
      return TRACES.filter(trace => text.includes(trace)).map(
        trace => `${trace} in ${where}`,
      );
    }

    it('is nowhere to be found, neither at once nor after all is read anew, and counts as before', async () => {
      await addUser(knex, user);
      await ask(served.admin, '/aliases', {
        method: 'POST',
        body: { email: 'root@localhost', name: 'Jane', userEntityRef: JANE },
      });
      await ask(served.engineer, '/claims', {
        method: 'POST',
        as: JANE,
        body: { email: 'jane@elsewhere.example' },
      });
      await knex('privacy_marks').insert({
        user_entity_ref: JANE,
        marked_by: JANE,
        marked_at: new Date(0),
      });
      const totals = (await list()).totals;
      const counted = await count();
      expect(await tracesInDatabase()).not.toEqual([]);

      await expect(erase(5)).resolves.toMatchObject({ authors: 4 });
      expect(await tracesInDatabase()).toEqual([]);
      expect(await tracesInAnswers()).toEqual([]);
      const erased = await count();
      expect(erased.days).toEqual(counted.days);
      expect(erased.totals).toEqual(counted.totals);
      expect((await list()).totals).toEqual({
        ...totals,
        matched: { people: 0, commits: 0 },
        unmatched: { people: 2, commits: 7 },
      });

      // As when the branch was rewritten to nothing but its first commit, and back
      await sync(GITHUB, 1, []);
      await sync(GITHUB, 6);
      await recordRepository(knex, { url: FORK, entityRef: SHOP });
      await sync(FORK, 6);
      await write(knex, trx =>
        recordUsers(trx, [
          { ...user, accounts: [] },
          {
            entityRef: 'user:default/renamed',
            name: 'Jane Roe',
            emails: ['jane@example.com'],
            accounts: [],
          },
        ]),
      );
      await decideEveryone(knex);
      expect(await tracesInDatabase()).toEqual([]);
      expect(await tracesInAnswers()).toEqual([]);
      expect((await count()).days).toEqual(counted.days);
      expect((await list()).items.map(item => item.commits)).toEqual([5, 2, 1]);
    });

    it('is recognised in what is pushed later, by address, account and mailmap', async () => {
      await addUser(knex, user);
      await erase(5);
      await sync(GITHUB, 9, [
        ...MAILMAP,
        {
          author: { name: 'Jane of old', email: 'old@doe.example' },
          mapped: jane,
        },
      ]);
      expect(await tracesInDatabase()).toEqual([]);
      expect((await list()).items).toMatchObject([
        { name: '(no name)', erased: true, commits: 8 },
        { name: 'Bob', commits: 2 },
        { name: 'build-bot', commits: 1 },
      ]);
    });

    it('need be no User, and leaves others who share an address or a mailmap alone', async () => {
      const { items } = await list();
      expect(items.map(({ name, commits }) => [name, commits])).toEqual([
        ['J. Doe', 2],
        ['Bob', 2],
        ['Jane Doe', 2],
        ['build-bot', 1],
        ['Zebra', 1],
      ]);
      const idOf = (name: string) =>
        items.find(item => item.name === name)?.id ?? '';
      await knex('mailmap_authors').insert({
        repository_id: (await knex('repositories').first()).id,
        author_id: (await knex('authors').where({ name: 'Zebra' }).first()).id,
        mapped_author_id: (
          await knex('authors').where({ name: 'Jane Doe' }).first()
        ).id,
      });
      await recordRepository(knex, { url: FORK, entityRef: SHOP });
      await sync(FORK, 6, []);
      await ask(served.admin, `/identities/${idOf('Jane Doe')}/erasure`, {
        method: 'POST',
      });
      // That one repository says so makes nobody disappear who did something in another.
      await expect(knex('authors').pluck('name')).resolves.toEqual(
        expect.arrayContaining(['Zebra', 'J. Doe', 'jane', '(no name)']),
      );
      await expect(
        knex('authors').where('email', 'like', '%@example.com').pluck('name'),
      ).resolves.toEqual(expect.arrayContaining(['Bob', 'build-bot']));
    });

    it('is found by no name that was kept before', async () => {
      const found = () =>
        ask<PersonList>(
          served.admin,
          `/people?entityRef=${SHOP}&from=2026-11-01&to=2026-11-30&search=zebra`,
        );
      const { items, revision } = await found();
      expect(items).toMatchObject([{ name: 'Zebra' }]);
      await ask(served.admin, `/identities/${items[0].id}/erasure`, {
        method: 'POST',
      });
      const after = await found();
      expect(after.items).toEqual([]);
      expect(after.revision).not.toBe(revision);
    });

    it('stays known to be erased when nothing of them is held any longer', async () => {
      await addUser(knex, user);
      await erase(5);
      await sync(GITHUB, 5, []);
      const marks = await knex('erased_authors').select();
      await knex('set_authors').delete();
      const { signal } = new AbortController();
      for (const days of [0, 2, 4]) {
        const now = new Date(Date.now() + days * 86_400_000);
        await collectGarbage({ knex, signal, now });
      }
      await expect(knex('erased_authors').select()).resolves.toEqual(marks);
      await expect(knex('authors').pluck('name')).resolves.not.toContain('Bob');
    });

    it('is erased once, by those alone who decide who is who, which is audited by id; no bot and nobody else is', async () => {
      const { id, authors } = await erase(2);
      expect(authors).toBeGreaterThan(0);
      const path = `/identities/${id}/erasure`;
      const again = { method: 'POST' };
      await expect(ask(served.admin, path, again)).resolves.toEqual({
        id,
        authors: 0,
      });
      await ask(served.engineer, path, { ...again, status: 403 });
      await ask(served.admin, '/identities/999999/erasure', {
        ...again,
        status: 404,
      });
      const { items } = await list();
      const bot = items.find(({ botReason }) => botReason !== undefined);
      await ask(served.admin, `/identities/${bot?.id}/erasure`, {
        ...again,
        status: 400,
      });
      expect(served.audited.slice(0, 1)).toEqual([
        JSON.stringify(['person-erase', 'success', {}, { meta: { id } }]),
      ]);
    });
  });
});
