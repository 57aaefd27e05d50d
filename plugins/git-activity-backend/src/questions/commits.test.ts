import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  createLedger,
  SeedCommit,
  seedLedger,
  shaOf,
} from '../__testUtils__/seedLedger';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { questionsOf } from '../__testUtils__/questions';
import { askCommits } from './commits';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

describe.each(databases.eachSupportedId())('commits (%s)', databaseId => {
  async function createReader(commits: SeedCommit[]) {
    const database = await createLedger(databases, databaseId);
    const { personIds } = await seedLedger(database, {
      people: { alice: {}, bob: {}, robot: { bot: true } },
      repositories: {
        api: { entityRefs: ['component:default/api'] },
        fork: { entityRefs: ['component:default/fork'] },
      },
      commits,
    });
    const catalog = new SecretiveCatalog([
      entityOf('component:default/api'),
      entityOf('component:default/fork'),
    ]);
    const context = questionsOf({ database, catalog });
    const read = (options: {
      people?: string[];
      cursor?: string;
      limit?: number;
    }) =>
      askCommits(context, {
        query: {
          person: options.people?.map(name => String(personIds[name])),
          from: '2026-03-01',
          to: '2026-03-31',
        },
        page: { cursor: options.cursor, limit: options.limit ?? 100 },
        withSubjects: true,
        credentials: mockCredentials.user(),
      });
    return { database, read };
  }

  const commit = (
    number: number,
    fields: Partial<SeedCommit> = {},
  ): SeedCommit => ({
    repository: 'api',
    sha: shaOf(number),
    author: 'alice',
    at: '2026-03-05T12:00:00+00:00',
    ...fields,
  });

  it('say how many co-authors were not kept, or that it is not known', async () => {
    const { database, read } = await createReader([
      commit(1),
      commit(2),
      commit(3),
    ]);
    const cut = (number: number, coauthors_cut: number | null) =>
      database('commits')
        .where({ sha: shaOf(number) })
        .update({ coauthors_cut });
    await cut(2, 99_900);
    await cut(3, null);
    const { items } = await read({});
    expect(
      items.map(({ sha, coAuthorsCut }) => [sha, coAuthorsCut]).sort(),
    ).toEqual([
      [shaOf(1), undefined],
      [shaOf(2), 99_900],
      [shaOf(3), null],
    ]);
  });

  it('come by the day that they count on, and of a day in the order of the moments at which they were authored', async () => {
    const { read } = await createReader([
      commit(1, { at: '2026-03-05T12:00:00+00:00' }),
      commit(2, { at: '2026-03-06T01:00:00+14:00' }),
      commit(3, { at: '2026-03-05T03:00:00-11:00' }),
    ]);
    const { items } = await read({});
    expect(items.map(({ sha, authoredAt }) => [sha, authoredAt])).toEqual([
      [shaOf(2), '2026-03-06T01:00:00+14:00'],
      [shaOf(3), '2026-03-05T03:00:00-11:00'],
      [shaOf(1), '2026-03-05T12:00:00+00:00'],
    ]);
  });

  it('are all listed though many were authored in the same second', async () => {
    const { read } = await createReader(
      [5, 3, 1, 4, 2].map(number => commit(number)),
    );
    const first = await read({ limit: 2 });
    const second = await read({ limit: 2, cursor: first.nextCursor });
    const third = await read({ limit: 2, cursor: second.nextCursor });
    const shas = [first, second, third].map(({ items }) =>
      items.map(({ sha }) => sha),
    );
    expect(shas).toEqual([
      [shaOf(1), shaOf(2)],
      [shaOf(3), shaOf(4)],
      [shaOf(5)],
    ]);
    expect(third.nextCursor).toBeUndefined();
  });

  it('promise no further page when the last one is just full', async () => {
    const { read } = await createReader([commit(1), commit(2)]);
    const { items, nextCursor } = await read({ limit: 2 });
    expect(items).toHaveLength(2);
    expect(nextCursor).toBeUndefined();
  });

  it('name each human who co-authored once, and never the author again', async () => {
    const { read } = await createReader([
      commit(1, { coAuthors: ['bob', 'bob/2', 'alice/2', 'robot'] }),
      commit(2, { at: '2026-03-04T00:00:00Z' }),
    ]);
    const { items } = await read({});
    expect(
      items.map(({ coAuthors }) => coAuthors.map(({ name }) => name)),
    ).toEqual([['bob'], []]);
  });

  it('are asked for a page at a time with as many queries, whatever its length', async () => {
    const commits = Array.from({ length: 30 }, (_, index) =>
      commit(index + 1, { coAuthors: ['bob'] }),
    );
    const { database, read } = await createReader(commits);
    const countQueries = async (limit: number) => {
      let queries = 0;
      const count = () => queries++;
      database.on('query', count);
      await read({ limit });
      database.removeListener('query', count);
      return queries;
    };
    await read({});
    expect(await countQueries(30)).toBe(await countQueries(1));
  });

  it('are found behind many of the same day that do not count', async () => {
    const { read } = await createReader([
      ...Array.from({ length: 300 }, (_, index) => commit(index + 1)),
      commit(900, { coAuthors: ['bob'], at: '2026-03-05T01:00:00+00:00' }),
      commit(901, { author: 'bob', at: '2026-03-01T01:00:00+00:00' }),
    ]);
    const first = await read({ people: ['bob'], limit: 1 });
    expect(first.items.map(({ sha }) => sha)).toEqual([shaOf(900)]);
    const second = await read({
      people: ['bob'],
      limit: 1,
      cursor: first.nextCursor,
    });
    expect(second.items.map(({ sha }) => sha)).toEqual([shaOf(901)]);
    expect(second.nextCursor).toBeUndefined();
  });

  it('stand for the person whose work is asked for, authored or co-authored', async () => {
    const { read } = await createReader([
      commit(1, { author: 'robot', coAuthors: ['bob'] }),
      commit(2, { author: 'bob' }),
      commit(3),
    ]);
    const { items } = await read({ people: ['bob'] });
    expect(items.map(({ sha, author }) => [sha, author.name])).toEqual([
      [shaOf(1), 'robot'],
      [shaOf(2), 'bob'],
    ]);
  });
});
