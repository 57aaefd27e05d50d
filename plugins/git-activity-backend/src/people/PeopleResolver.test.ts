import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/seedLedger';
import { AuthorBook, CleanAuthor } from './AuthorBook';
import { Alias } from './AliasDirectory';
import { BotMatcher } from './bots';
import { PeopleResolver } from './PeopleResolver';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

const { signal } = new AbortController();
const GITHUB = 'github.com';
const ADA = 'user:default/ada';

const authors = [
  { name: 'ada', email: 'ada@example.com' },
  { name: 'Ada L.', email: 'ADA@example.com' },
  { name: 'Ada', email: '1+ada@users.noreply.github.com' },
  { name: 'Build Server', email: 'build@example.com' },
  { name: 'Nobody', email: '' },
];

describe('who is who', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      await enter(authors);
    });

    async function enter(
      entered: CleanAuthor[],
      options: { host?: string; bots?: string[] } = {},
    ): Promise<void> {
      const bots = new BotMatcher(options.bots);
      await new AuthorBook({ knex, bots }).enter(
        entered,
        options.host ?? GITHUB,
      );
    }

    async function resolve(botPatterns: string[] = []): Promise<void> {
      await new PeopleResolver({
        knex,
        bots: new BotMatcher(botPatterns),
        logger: mockServices.logger.mock(),
      }).resolve(signal);
    }

    async function addUser(
      known: { emails?: string[]; accounts?: Record<string, string> },
      entity_ref = ADA,
    ): Promise<void> {
      await knex('catalog_users').insert({ entity_ref, name: entity_ref });
      for (const email of known.emails ?? []) {
        await knex('catalog_user_emails').insert({ entity_ref, email });
      }
      for (const [host, login] of Object.entries(known.accounts ?? {})) {
        await knex('catalog_user_accounts').insert({ entity_ref, host, login });
      }
    }

    async function version(): Promise<number> {
      const row = await knex('ledger_state').where({ name: 'people' }).first();
      return row.version;
    }

    interface Found {
      id: number;
      user?: string;
      bot?: true;
      authors: string[];
    }

    /** Who is who, by the first of the authors' names. */
    async function people(): Promise<Record<string, Found>> {
      const rows = await knex('people')
        .join('authors', 'authors.person_id', 'people.id')
        .orderBy('authors.name')
        .select(
          'people.id',
          'people.bot',
          'people.user_entity_ref as user',
          'authors.name as author',
        );
      const found = new Map<number, Found>();
      for (const { id, bot, user, author } of rows) {
        const person: Found = found.get(id) ?? {
          id,
          ...(user !== null && { user }),
          ...(bot === 1 && { bot: true }),
          authors: [],
        };
        person.authors.push(author);
        person.authors.sort((a, b) => (a < b ? -1 : 1));
        found.set(id, person);
      }
      return Object.fromEntries(
        [...found.values()].map(person => [person.authors[0], person]),
      );
    }

    const idOf = async (author: string) =>
      Number((await knex('authors').where({ name: author }).first()).person_id);

    it('tells people apart by their addresses and accounts', async () => {
      expect(await people()).toEqual({
        Ada: { id: expect.any(Number), authors: ['Ada'] },
        'Ada L.': { id: expect.any(Number), authors: ['Ada L.', 'ada'] },
        'Build Server': { id: expect.any(Number), authors: ['Build Server'] },
        Nobody: { id: expect.any(Number), authors: ['Nobody'] },
      });
    });

    it('finds nothing to change in what was just entered, and looks but once', async () => {
      const before = await people();
      await resolve();
      expect(await people()).toEqual(before);
      const settled = await version();
      await resolve();
      expect(await version()).toBe(settled);
    });

    it('gives authors to the User that came, and back when it went', async () => {
      await addUser({
        emails: ['ada@example.com'],
        accounts: { [GITHUB]: 'ada' },
      });
      await resolve();
      expect(await people()).toMatchObject({
        Ada: { user: ADA, authors: ['Ada', 'Ada L.', 'ada'] },
      });
      await knex('catalog_users').delete();
      await knex('catalog_user_emails').delete();
      await knex('catalog_user_accounts').delete();
      await resolve();
      const after = await people();
      expect(after.Ada).toEqual({ id: expect.any(Number), authors: ['Ada'] });
      expect(after['Ada L.'].authors).toEqual(['Ada L.', 'ada']);
    });

    it('keeps who a User is to those who may not see them', async () => {
      const strangers = () =>
        knex('authors').orderBy('id').select('id', 'stranger_id');
      const before = await strangers();
      const known = await knex('people').whereNull('user_entity_ref');
      await addUser({
        emails: ['ada@example.com'],
        accounts: { [GITHUB]: 'ada' },
      });
      await resolve();
      expect((await people()).Ada).toMatchObject({
        user: ADA,
        authors: ['Ada', 'Ada L.', 'ada'],
      });
      expect(await strangers()).toEqual(before);
      expect(await knex('people').whereNull('user_entity_ref')).toEqual(known);
    });

    it('follows the list of bots, and says by which rule', async () => {
      const before = await idOf('Build Server');
      await resolve(['build@*']);
      expect(await people()).toMatchObject({
        'Build Server': { id: before, bot: true },
      });
      const row = await knex('people').where({ id: before }).first();
      expect(row.bot_reason).toEqual(expect.any(String));
      await resolve();
      const after = await people();
      expect(after['Build Server']).toEqual({
        id: before,
        authors: ['Build Server'],
      });
    });

    it('makes an author the User whose account a host takes them for', async () => {
      await addUser({ accounts: { [GITHUB]: 'ada-l' } });
      await resolve();
      const before = await version();
      await enter([
        { name: 'Nobody', email: '', login: 'ada-l' },
        { name: 'Private', email: 'private@example.com', login: 'ada-l' },
      ]);
      expect(await people()).toMatchObject({
        Nobody: { user: ADA, authors: ['Nobody', 'Private'] },
      });
      expect(await version()).toBeGreaterThan(before);
    });

    it('takes an account for that of its own host only', async () => {
      await addUser({ accounts: { [GITHUB]: 'jdoe' } });
      const enterprise = { host: 'ghe.example.com' };
      await enter([{ name: 'J', email: 'j@x.org', login: 'jdoe' }], enterprise);
      expect((await people()).J).not.toHaveProperty('user');
      await enter([{ name: 'J', email: 'j@x.org', login: 'jdoe' }]);
      expect((await people()).J).toMatchObject({ user: ADA });
    });

    it('does not make the same name and address on two hosts now this person and now that', async () => {
      await addUser({ accounts: { [GITHUB]: 'ada-l' } });
      await addUser({ accounts: { 'ghe.example.com': 'al' } }, 'user:x/al');
      const author = { name: 'A', email: 'a@x.org' };
      const seen = new Set<string | undefined>();
      for (let round = 0; round < 3; round++) {
        await enter([{ ...author, login: 'ada-l' }], { host: GITHUB });
        await enter([{ ...author, login: 'al' }], { host: 'ghe.example.com' });
        seen.add((await people()).A.user);
      }
      expect(seen.size).toBe(1);
    });

    it('remembers the account that was told last, and forgets none because nothing was told', async () => {
      const loginAfter = async (login?: string) => {
        await enter([{ ...authors[0], ...(login && { login }) }]);
        const row = await knex('author_accounts').first();
        return row?.login;
      };
      expect(await loginAfter()).toBeUndefined();
      expect(await loginAfter('ada-l')).toBe('ada-l');
      expect(await loginAfter()).toBe('ada-l');
      expect(await loginAfter('ada-2')).toBe('ada-2');
    });

    it('makes many people of an address once more names use it than one person has', async () => {
      const signatories = ['A', 'B', 'C', 'D', 'E', 'F'].map(name => ({
        name,
        email: 'law@example.com',
      }));
      await enter(signatories.slice(0, 5));
      const before = await idOf('A');
      expect(Object.keys(await people())).not.toContain('B');
      await enter(signatories.slice(5));
      const after = await people();
      for (const { name } of signatories) {
        expect(after[name].authors).toEqual([name]);
      }
      expect(Object.values(after).map(({ id }) => id)).toContain(before);
      const settled = await people();
      await resolve();
      expect(await people()).toEqual(settled);
    });

    it('makes many people of an address that is written in more ways than anybody writes their own', async () => {
      const spellings = Array.from({ length: 1_100 }, (_, index) => ({
        name: `A${'.'.repeat(index)}`.slice(0, 250),
        email: `Law@example.com`.replace(/a/g, index % 2 ? 'a' : 'A'),
      }));
      await enter(spellings.slice(0, 50));
      expect((await people()).A.authors).toHaveLength(50);
      for (let at = 50; at < 240; at += 60) {
        await enter(spellings.slice(at, at + 60));
      }
      await enter([{ name: 'B', email: 'law@example.com' }]);
      // The name tells who it is: all of those were A, and B is not.
      expect((await people()).B.authors).toEqual(['B']);
      const settled = await people();
      await resolve();
      expect(await people()).toEqual(settled);
    });

    it('agrees with what is entered while Users are known', async () => {
      await addUser({
        emails: ['new@example.com'],
        accounts: { [GITHUB]: 'newcomer' },
      });
      await enter([
        { name: 'a', email: 'New@example.com' },
        { name: 'b', email: '5+Newcomer@users.noreply.github.com' },
        { name: 'c[bot]', email: 'new@example.com' },
      ]);
      const entered = await people();
      expect(entered).toMatchObject({
        a: { user: ADA, authors: ['a', 'b'] },
        'c[bot]': { bot: true },
      });
      await resolve();
      expect(await people()).toEqual(entered);
    });

    it('gets along with syncs that enter authors at the same time', async () => {
      await addUser({ emails: ['7@example.com'] });
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          index % 2
            ? resolve([`pattern-${index}`])
            : enter(
                Array.from({ length: 10 }, (__, author) => ({
                  name: `${author}`,
                  email: `${(index * author) % 15}@example.com`,
                })),
              ),
        ),
      );
      await resolve();
      const before = await people();
      await resolve(['nobody-at-all']);
      expect(await people()).toEqual(before);
    });

    describe('aliases', () => {
      const addAlias = (alias: object) =>
        knex('person_aliases')
          .insert({
            created_by: 'user:x/admin',
            created_at: new Date(),
            ...alias,
          })
          .returning('id');
      const decide = (emails: string[], aliases: Alias[] = []) =>
        new PeopleResolver({
          knex,
          bots: new BotMatcher(),
          aliases,
          logger: mockServices.logger.mock(),
        }).resolveAddresses(emails);

      it('of the table apply to whoever is entered, and to those who are there', async () => {
        await addUser({});
        await addAlias({ email: 'build@example.com', user_entity_ref: ADA });
        await addAlias({ email: 'x@x.org', same_as: 'y@x.org' });
        await enter([
          { name: 'X', email: 'X@x.org' },
          { name: 'Y', email: 'y@x.org' },
        ]);
        expect((await people()).X.authors).toEqual(['X', 'Y']);
        expect((await people())['Build Server']).not.toHaveProperty('user');
        await decide(['build@example.com']);
        expect((await people())['Build Server'].user).toBe(ADA);
      });

      it('of the configuration apply once everybody is decided anew, and make way for those of the table', async () => {
        await addUser({});
        await addUser({}, 'user:x/eve');
        const configured: Alias = {
          email: 'Build@example.com',
          userEntityRef: ADA,
          rule: 'configuration',
        };
        await new PeopleResolver({
          knex,
          bots: new BotMatcher(),
          aliases: [configured],
          logger: mockServices.logger.mock(),
        }).resolve(signal);
        expect((await people())['Build Server'].user).toBe(ADA);
        await addAlias({
          email: 'build@example.com',
          user_entity_ref: 'user:x/eve',
        });
        await decide(['build@example.com'], [configured]);
        expect((await people())['Build Server'].user).toBe('user:x/eve');
      });

      it('that are undone leave everything as it was, and touch nobody else', async () => {
        await enter([{ name: 'Z', email: 'z@x.org' }]);
        const before = await people();
        const [{ id }] = await addAlias({
          email: 'z@x.org',
          same_as: 'build@example.com',
        });
        await decide(['z@x.org']);
        const merged = await people();
        expect(merged['Build Server'].authors).toEqual(['Build Server', 'Z']);
        await knex('person_aliases')
          .where({ id })
          .update({ undone_at: new Date(), undone_by: 'user:x/admin' });
        await decide(['z@x.org']);
        expect(await people()).toEqual(before);
      });

      it('give the same as deciding about everyone does, which is done when the catalog was read next', async () => {
        await addAlias({
          email: 'build@example.com',
          same_as: 'ada@example.com',
        });
        await addAlias({
          email: 'ada@users.noreply.github.com',
          same_as: 'ada@example.com',
        });
        await decide(['build@example.com', 'ada@users.noreply.github.com']);
        const decided = await people();
        expect(decided.Ada.authors).toEqual([
          'Ada',
          'Ada L.',
          'Build Server',
          'ada',
        ]);
        await resolve();
        expect(await people()).toEqual(decided);
      });

      it('are followed on from a person whom nothing but an alias makes', async () => {
        await addUser({});
        await addAlias({
          email: 'build@example.com',
          same_as: 'nowhere@x.org',
        });
        await decide(['build@example.com']);
        await addAlias({ email: 'nowhere@x.org', user_entity_ref: ADA });
        await decide(['nowhere@x.org']);
        expect((await people())['Build Server'].user).toBe(ADA);
      });
    });
  });
});
