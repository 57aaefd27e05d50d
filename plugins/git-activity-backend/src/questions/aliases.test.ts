import { TestDatabases } from '@backstage/backend-test-utils';
import {
  Alias,
  AliasChange,
  AliasList,
  Calendar,
  IdentityList,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/seedLedger';
import {
  addUser,
  ask,
  decideEveryone,
  seedAuthors,
  ServedIdentities,
  serveIdentities,
} from '../__testUtils__/serveIdentities';

// Real databases on a busy machine take their time.
jest.setTimeout(120_000);

const ADA = 'user:default/ada';
const COMMIT_TABLES = [
  'commits',
  'daily_counts',
  'set_authors',
  'holder_sets',
  'holder_set_scopes',
  'repositories',
];

describe('aliases', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let served: ServedIdentities;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      served = await serveIdentities(knex, {
        aliases: [
          { email: 'Conf@x.org', userEntityRef: ADA, rule: 'configuration' },
        ],
      });
      await seedAuthors(knex, { ada: 4, home: 3, phone: 2, other: 1 });
      await addUser(knex, {
        entityRef: ADA,
        name: 'Ada Lovelace',
        emails: ['ada@example.com'],
      });
    });
    afterEach(() => served.close());

    const say = (body: object, status = 200) =>
      ask<AliasChange>(served.admin, '/aliases', {
        method: 'POST',
        body,
        status,
      });
    const undo = (id: string, status = 200) =>
      ask<Alias>(served.admin, `/aliases/${id}`, { method: 'DELETE', status });

    /** Who has how many commits, as the workbench tells, and the calendar of each. */
    async function everyone(): Promise<Record<string, number>> {
      const { items } = await ask<IdentityList>(served.admin, '/identities');
      const found: Record<string, number> = {};
      for (const { id, name, commits } of items) {
        const { totals } = await ask<Calendar>(
          served.engineer,
          `/calendar?person=${id}&from=2026-11-01&to=2026-11-30`,
        );
        expect([name, totals.commits]).toEqual([name, commits]);
        found[name] = commits;
      }
      return found;
    }

    const commitTables = async () =>
      Promise.all(
        COMMIT_TABLES.map(async table =>
          (await knex(table)).map(row => JSON.stringify(row)).sort(),
        ),
      );

    const before = { 'Ada Lovelace': 4, home: 3, phone: 2, other: 1 };

    it('make strangers a User, and undone leave all as it was, without touching commits', async () => {
      expect(await everyone()).toEqual(before);
      const tables = await commitTables();
      const change = await say({
        email: 'HOME@example.com',
        userEntityRef: 'User:Ada',
      });
      expect(change).toEqual({
        alias: {
          id: expect.any(String),
          email: 'home@example.com',
          userEntityRef: ADA,
          createdBy: 'user:default/mock',
          createdAt: expect.any(String),
        },
        moves: [
          {
            from: { name: 'home' },
            to: { name: 'Ada Lovelace', userEntityRef: ADA },
            commits: 3,
            authors: [{ name: 'home', email: 'home@example.com', commits: 3 }],
            authorCount: 1,
          },
        ],
      });
      expect(await everyone()).toEqual({
        'Ada Lovelace': 7,
        phone: 2,
        other: 1,
      });
      await undo(change.alias!.id);
      expect(await everyone()).toEqual(before);
      expect(await commitTables()).toEqual(tables);
    });

    it('make strangers one, and the User as whom one of them turns out', async () => {
      await say({ email: 'phone@example.com', sameAs: 'home@example.com' });
      expect(await everyone()).toEqual({
        'Ada Lovelace': 4,
        home: 5,
        other: 1,
      });
      const both = { email: 'home@example.com', sameAs: 'ada@example.com' };
      expect((await say({ ...both, preview: true })).moves).toMatchObject([
        { from: { name: 'home' }, to: { userEntityRef: ADA }, commits: 5 },
      ]);
      await say(both);
      expect(await everyone()).toEqual({ 'Ada Lovelace': 9, other: 1 });
      const { items } = await ask<IdentityList>(served.admin, '/identities');
      expect(
        items[0].authors.map(({ name, rule }) => `${name}: ${rule}`),
      ).toEqual(['ada: email', 'home: alias', 'phone: alias']);
    });

    it('write nothing as a preview', async () => {
      const change = await say({
        email: 'home@example.com',
        sameAs: 'nobody-yet@x.org',
        preview: true,
      });
      expect(change).toEqual({
        moves: [
          expect.objectContaining({
            from: { name: 'home' },
            to: { name: 'nobody-yet@x.org' },
            commits: 3,
          }),
        ],
      });
      expect(await knex('person_aliases')).toEqual([]);
      expect(await everyone()).toEqual(before);
      expect(served.audited).toEqual([]);
    });

    it('apply the latest first; the one before is there again when that is undone', async () => {
      await say({ email: 'home@example.com', sameAs: 'phone@example.com' });
      const { alias } = await say({
        email: 'home@example.com',
        sameAs: 'other@example.com',
      });
      expect(await everyone()).toMatchObject({ phone: 2, home: 4 });
      await undo(alias!.id);
      expect(await everyone()).toMatchObject({ home: 5, other: 1 });
    });

    it('stay in the history with who said and undid them, by page; what is configured is beside it', async () => {
      const first = await say({
        email: 'home@example.com',
        userEntityRef: ADA,
      });
      const second = await say({
        email: 'phone@example.com',
        userEntityRef: ADA,
      });
      const undone = await undo(first.alias!.id);
      expect(undone).toEqual({
        ...first.alias,
        undoneBy: 'user:default/mock',
        undoneAt: expect.any(String),
      });
      expect(await undo(first.alias!.id)).toEqual(undone);
      const page = await ask<AliasList>(served.admin, '/aliases?limit=1');
      expect(page).toEqual({
        items: [second.alias],
        nextCursor: expect.any(String),
        configured: [{ email: 'Conf@x.org', userEntityRef: ADA }],
      });
      expect(
        await ask<AliasList>(
          served.admin,
          `/aliases?limit=1&cursor=${page.nextCursor}`,
        ),
      ).toMatchObject({ items: [undone] });
    });

    it('hold for whoever is entered later, and after everybody was decided anew', async () => {
      await say({ email: 'home@example.com', userEntityRef: ADA });
      const decided = await everyone();
      await decideEveryone(knex);
      expect(await everyone()).toEqual(decided);
    });

    it('reach other replicas with what they ask next', async () => {
      const other = await serveIdentities(knex);
      try {
        const path = `/calendar?person=${ADA}&from=2026-11-01&to=2026-11-30`;
        const commits = async () =>
          (await ask<Calendar>(other.engineer, path)).totals.commits;
        expect(await commits()).toBe(4);
        await say({ email: 'home@example.com', sameAs: 'ada@example.com' });
        expect(await commits()).toBe(7);
      } finally {
        await other.close();
      }
    });

    it('are audited by id, without names and addresses', async () => {
      const { alias } = await say({
        email: 'home@example.com',
        userEntityRef: ADA,
      });
      await undo(alias!.id);
      await undo('99999', 404);
      expect(served.audited.map(event => event.slice(0, 24))).toEqual([
        '["alias-add","success",{'.slice(0, 24),
        '["alias-undo","success",'.slice(0, 24),
        '["alias-undo","fail",{},'.slice(0, 24),
      ]);
      expect(served.audited[0]).toContain(`"id":"${alias!.id}"`);
      expect(served.audited.join()).not.toContain('example.com');
    });

    it.each([
      [{ email: 'a@x.org' }, 'userEntityRef: either'],
      [
        { email: 'a@x.org', sameAs: 'b@x.org', userEntityRef: ADA },
        'userEntityRef: either',
      ],
      [{ email: 'root@localhost', sameAs: 'b@x.org' }, 'name: anybody'],
      [{ email: 'a@x.org', sameAs: 'git@localhost' }, 'sameAs: anybody'],
      [{ email: 'a@x.org', sameAs: 'A@x.org' }, 'sameAs: by other aliases'],
      [{ email: 'a@x.org', userEntityRef: 'user:x/gone' }, 'userEntityRef:'],
      [{ email: 'a@x.org', userEntityRef: 'group:x/y' }, 'userEntityRef:'],
      [{ email: 'a@x.org', name: ' ', userEntityRef: ADA }, 'name:'],
    ])('are refused with a reason: %j', async (body, message) => {
      const { error } = (await say(body, 400)) as unknown as {
        error: { message: string };
      };
      expect(error.message).toContain(message);
      expect(await knex('person_aliases')).toEqual([]);
    });

    it('cannot go round in a circle', async () => {
      await say({ email: 'home@example.com', sameAs: 'phone@example.com' });
      await say(
        { email: 'phone@example.com', sameAs: 'home@example.com' },
        400,
      );
      expect(await knex('person_aliases')).toHaveLength(1);
    });
  });
});
