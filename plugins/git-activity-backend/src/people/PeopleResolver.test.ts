import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { addRepository } from '../__testUtils__/ledgerState';
import { createLedger } from '../__testUtils__/seedLedger';
import { AuthorBook, authorKey } from './AuthorBook';
import { BotMatcher } from './bots';
import { PeopleResolver } from './PeopleResolver';

// Real databases and real git on a busy machine take their time.
jest.setTimeout(60_000);

const authors = [
  { name: 'ada', email: 'ada@example.com' },
  { name: 'Ada L.', email: 'ADA@example.com' },
  { name: 'Ada', email: '1+ada@users.noreply.github.com' },
  { name: 'Build Server', email: 'build@example.com' },
  { name: 'Nobody', email: '' },
];

describe('PeopleResolver', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let authorIds: Map<string, number>;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      const book = new AuthorBook({ knex, bots: new BotMatcher() });
      authorIds = await book.enter(authors);
    });

    function resolverOf(botPatterns: string[] = []): PeopleResolver {
      return new PeopleResolver({
        knex,
        bots: new BotMatcher(botPatterns),
        logger: mockServices.logger.mock(),
      });
    }

    async function addUser(columns: Record<string, string>): Promise<void> {
      await knex('catalog_users').insert({
        entity_ref: 'user:default/ada',
        name: 'Ada Lovelace',
        ...columns,
      });
    }

    async function countCommits(
      counts: Array<[author: number, commits: number]>,
    ): Promise<void> {
      const repository_id = await addRepository(knex, { url: 'a' });
      for (const [author, commits] of counts) {
        await knex('daily_counts').insert({
          repository_id,
          day: '2024-01-01',
          author_id: authorIds.get(authorKey(authors[author])),
          commits,
          merges: 1,
        });
      }
    }

    async function version(): Promise<number> {
      const row = await knex('ledger_versions')
        .where({ name: 'people' })
        .first();
      return row.version;
    }

    /** Who is who: authors' names by person. */
    async function people(): Promise<Record<string, string[]>> {
      const rows: Array<{
        person: string;
        bot: number;
        user: string | null;
        author: string;
      }> = await knex('people')
        .leftJoin('authors', 'authors.person_id', 'people.id')
        .select(
          'people.name as person',
          'people.bot',
          'people.user_entity_ref as user',
          'authors.name as author',
        );
      const found: Record<string, string[]> = {};
      for (const row of rows) {
        const person = [
          row.person,
          ...(row.bot ? ['bot'] : []),
          ...(row.user ? [row.user] : []),
        ].join(', ');
        found[person] = [...(found[person] ?? []), row.author].sort();
      }
      return found;
    }

    it('finds nothing to change in what was just entered', async () => {
      const before = await people();
      expect(before).toEqual({
        ada: ['Ada L.', 'ada'],
        Ada: ['Ada'],
        'Build Server': ['Build Server'],
        Nobody: ['Nobody'],
      });
      await countCommits([[0, 2]]);
      await resolverOf().resolve();
      expect(await people()).toEqual(before);
      expect(await version()).toBe(0);
    });

    it('gives authors to the User that came, and back when it went', async () => {
      await countCommits([[0, 2]]);
      await addUser({ email: 'ada@example.com', github_login: 'ada' });
      await resolverOf().resolve();
      expect(await people()).toEqual({
        'Ada Lovelace, user:default/ada': ['Ada', 'Ada L.', 'ada'],
        'Build Server': ['Build Server'],
        Nobody: ['Nobody'],
      });
      expect(await version()).toBe(1);

      await knex('catalog_users').delete();
      await resolverOf().resolve();
      expect(await people()).toEqual({
        ada: ['Ada L.', 'ada'],
        Ada: ['Ada'],
        'Build Server': ['Build Server'],
        Nobody: ['Nobody'],
      });
      expect(await version()).toBe(2);
    });

    it('follows the name and the account of a User', async () => {
      await addUser({ email: 'ada@example.com' });
      await resolverOf().resolve();
      await knex('catalog_users').update({
        name: 'Countess Lovelace',
        github_login: 'ada',
      });
      await resolverOf().resolve();
      expect(await people()).toMatchObject({
        'Countess Lovelace, user:default/ada': ['Ada', 'Ada L.', 'ada'],
      });
    });

    it('follows the list of bots', async () => {
      await resolverOf(['build@*']).resolve();
      expect(await people()).toMatchObject({
        'Build Server, bot': ['Build Server'],
      });
      await resolverOf([]).resolve();
      expect(await people()).toMatchObject({
        'Build Server': ['Build Server'],
      });
    });

    it('calls a stranger by the name with the most commits', async () => {
      await countCommits([
        [0, 2],
        [1, 3],
      ]);
      await resolverOf().resolve();
      expect(await people()).toMatchObject({ 'Ada L.': ['Ada L.', 'ada'] });
    });

    it('calls a stranger the same whoever was entered first', async () => {
      await resolverOf().resolve();
      // Neither has commits: the first by code point.
      expect(await people()).toMatchObject({ 'Ada L.': ['Ada L.', 'ada'] });
    });

    it('looks again only if authors were entered since', async () => {
      const resolver = resolverOf();
      await resolver.resolve();
      await knex('people').update({ name: 'Changed by hand' });
      await resolver.resolveIfAuthorsChanged();
      expect(Object.keys(await people())).toEqual(['Changed by hand']);

      const book = new AuthorBook({ knex, bots: new BotMatcher() });
      await book.enter([{ name: 'New', email: 'new@example.com' }]);
      await resolver.resolveIfAuthorsChanged();
      expect(Object.keys(await people())).toContain('New');
      expect(Object.keys(await people())).not.toContain('Changed by hand');
    });

    it('makes an author the User whose account a host takes them for', async () => {
      await addUser({ github_login: 'ada-l' });
      const book = new AuthorBook({ knex, bots: new BotMatcher() });
      const resolver = resolverOf();
      await resolver.resolve();
      const before = await version();
      await book.enter([
        { name: 'Nobody', email: '', login: 'ada-l' },
        { name: 'Private', email: 'private@example.com', login: 'ada-l' },
      ]);
      const told = { 'Ada Lovelace, user:default/ada': ['Nobody', 'Private'] };
      expect(await people()).toMatchObject(told);
      expect(await version()).toBeGreaterThan(before);
      // Whom nobody is any longer is gone.
      await resolver.resolveIfAuthorsChanged();
      const resolved = await people();
      expect(resolved).toMatchObject(told);
      expect(Object.keys(resolved)).not.toContain('Nobody');
      const settled = await version();
      await resolver.resolveIfAuthorsChanged();
      expect(await version()).toBe(settled);
    });

    it('remembers the account that was told last, and forgets none because nothing was told', async () => {
      const book = new AuthorBook({ knex, bots: new BotMatcher() });
      const loginAfter = async (login?: string) => {
        await book.enter([{ ...authors[0], ...(login && { login }) }]);
        const row = await knex('authors').where(authors[0]).first();
        return row.login;
      };
      expect(await loginAfter()).toBeNull();
      expect(await loginAfter('ada-l')).toBe('ada-l');
      expect(await loginAfter()).toBe('ada-l');
      expect(await loginAfter('ada-2')).toBe('ada-2');
    });

    it('agrees with what is entered while Users are known', async () => {
      await addUser({ email: 'new@example.com', github_login: 'newcomer' });
      const book = new AuthorBook({ knex, bots: new BotMatcher() });
      await book.enter([
        { name: 'a', email: 'New@example.com' },
        { name: 'b', email: '5+Newcomer@users.noreply.github.com' },
        { name: 'c[bot]', email: 'new@example.com' },
      ]);
      const entered = await people();
      expect(entered).toMatchObject({
        'Ada Lovelace, user:default/ada': ['a', 'b'],
        'c[bot], bot': ['c[bot]'],
      });
      await countCommits([[0, 2]]);
      await resolverOf().resolve();
      expect(await people()).toEqual(entered);
    });

    it('gets along with syncs that enter authors at the same time', async () => {
      await addUser({ email: '7@example.com' });
      const book = new AuthorBook({ knex, bots: new BotMatcher() });
      await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          index % 2
            ? resolverOf().resolve()
            : book.enter(
                Array.from({ length: 10 }, (__, author) => ({
                  name: `${author}`,
                  email: `${(index * author) % 15}@example.com`,
                })),
              ),
        ),
      );
      await resolverOf().resolve();
      const before = await version();
      await resolverOf().resolve();
      expect(await version()).toBe(before);
      await expect(
        knex('people')
          .leftJoin('authors', 'authors.person_id', 'people.id')
          .whereNull('authors.id'),
      ).resolves.toEqual([]);
    });
  });
});
