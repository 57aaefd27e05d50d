import { TestDatabases } from '@backstage/backend-test-utils';
import {
  createLedger,
  SeedCommit,
  seedLedger,
  shaOf,
} from '../__testUtils__/seedLedger';
import { readNames } from '../people/names';
import { Counter } from './Counter';
import { CountingFilter } from './rules';
import { wholeScopes } from './scopes';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

interface Options extends Partial<CountingFilter> {
  repositories?: string[];
  people?: string[];
}

describe.each(databases.eachSupportedId())('Counter (%s)', databaseId => {
  /** Counts commits of a few people in a few repositories. */
  async function createCounter(commits: SeedCommit[]) {
    const database = await createLedger(databases, databaseId);
    const { repositoryIds, personIds } = await seedLedger(database, {
      people: {
        alice: {},
        bob: {},
        robot: { bot: true },
      },
      repositories: { api: {}, fork: {}, empty: {} },
      commits,
    });
    const toFilter = (options: Options): CountingFilter => ({
      personIds: options.people?.map(name => personIds[name]),
      from: options.from ?? '2026-03-01',
      to: options.to ?? '2026-03-31',
      merges: options.merges ?? 'exclude',
      bots: options.bots ?? 'exclude',
    });
    const counter = new Counter();
    const tally = async (options: Options) => {
      const filter = toFilter(options);
      const names = options.repositories ?? ['api', 'fork', 'empty'];
      const selected = (
        await counter.look(
          database,
          wholeScopes(names.map(name => repositoryIds[name])),
        )
      ).seenBy({ sees: () => true, names: () => true });
      return {
        selected,
        tally: await counter.tally(database, { selected, filter }),
      };
    };
    return {
      database,
      repositoryIds,
      count: async (options: Options = {}) => {
        const { tally: counted } = await tally(options);
        const { days, repositories, excluded } = counted;
        return {
          days,
          totals: {
            commits: days.reduce((sum, day) => sum + day.commits, 0),
            activeDays: days.length,
            people: counted.people,
            repositories,
          },
          excluded,
        };
      },
      people: async (options: Options = {}) => {
        const { selected, tally: counted } = await tally(options);
        const names = await readNames(database, {
          personIds: counted.personIds,
          sources: selected,
        });
        return [...names.values()].map(({ name }) => name).sort();
      },
    };
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

  it('counts the days that have commits, in order, both ends of the range included', async () => {
    const { count } = await createCounter([
      commit(1, { at: '2026-02-28T23:59:59+00:00' }),
      commit(2, { at: '2026-03-31T23:59:59+00:00' }),
      commit(3, { at: '2026-03-01T00:00:00+00:00' }),
      commit(4, { at: '2026-03-01T10:00:00+00:00' }),
      commit(5, { at: '2026-04-01T00:00:00+00:00' }),
    ]);
    expect(await count()).toEqual({
      days: [
        { date: '2026-03-01', commits: 2 },
        { date: '2026-03-31', commits: 1 },
      ],
      totals: { commits: 3, activeDays: 2, people: 1, repositories: 1 },
      excluded: { merges: 0, bots: 0, invalidDates: 0 },
    });
  });

  it('counts nothing where there is nothing', async () => {
    const { count, people } = await createCounter([commit(1)]);
    for (const options of [
      { repositories: ['empty'] },
      { repositories: [] },
      { people: [] },
      { people: ['bob'] },
      { from: '2020-01-01', to: '2020-12-31' },
    ]) {
      expect(await count(options)).toEqual({
        days: [],
        totals: { commits: 0, activeDays: 0, people: 0, repositories: 0 },
        excluded: { merges: 0, bots: 0, invalidDates: 0 },
      });
      expect(await people(options)).toEqual([]);
    }
  });

  it('counts a SHA once, however many repositories hold it', async () => {
    const { count } = await createCounter([
      commit(1),
      commit(1, { repository: 'fork' }),
      commit(2, { repository: 'fork' }),
    ]);
    const { days, totals } = await count();
    expect(days).toEqual([{ date: '2026-03-05', commits: 2 }]);
    expect(totals.repositories).toBe(2);
    expect((await count({ repositories: ['api'] })).totals.commits).toBe(1);
    expect((await count({ repositories: ['fork'] })).totals.commits).toBe(2);
  });

  it('says of a repository all of whose commits count elsewhere that nothing counted there', async () => {
    const { count } = await createCounter([
      commit(1),
      commit(1, { repository: 'fork' }),
    ]);
    expect((await count()).totals).toMatchObject({
      commits: 1,
      repositories: 1,
    });
  });

  it('leaves out merges unless they are asked for, and says how many', async () => {
    const { count } = await createCounter([
      commit(1),
      commit(2, { merge: true }),
      commit(3, { merge: true, author: 'robot' }),
      commit(4, { merge: true, author: 'bob', repository: 'fork' }),
      commit(2, { merge: true, repository: 'fork' }),
    ]);
    expect(await count()).toMatchObject({
      totals: { commits: 1, people: 1 },
      excluded: { merges: 3, bots: 0 },
    });
    expect(await count({ merges: 'include' })).toMatchObject({
      totals: { commits: 3, people: 2 },
      excluded: { merges: 0, bots: 1 },
    });
    expect(await count({ merges: 'include', bots: 'include' })).toMatchObject({
      totals: { commits: 4, people: 3 },
      excluded: { merges: 0, bots: 0 },
    });
  });

  it('leaves out bots unless they are asked for, and says how many', async () => {
    const { count, people } = await createCounter([
      commit(1),
      commit(2, { author: 'robot' }),
      commit(3, { author: 'robot', at: '2026-03-06T00:00:00+00:00' }),
      commit(4, { author: 'robot', at: '2026-04-06T00:00:00+00:00' }),
    ]);
    expect(await count()).toMatchObject({
      totals: { commits: 1, activeDays: 1, people: 1 },
      excluded: { bots: 2 },
    });
    expect(await people()).toEqual(['alice']);
    expect(await count({ bots: 'include' })).toMatchObject({
      totals: { commits: 3, activeDays: 2, people: 2 },
      excluded: { bots: 0 },
    });
    expect(await people({ bots: 'include' })).toEqual(['alice', 'robot']);
  });

  it('sets commits without a usable date aside, once each, whatever the range', async () => {
    const { count } = await createCounter([
      commit(1, { at: undefined }),
      commit(1, { at: undefined, repository: 'fork' }),
      commit(2, { at: undefined, merge: true, author: 'bob' }),
      commit(3, { at: undefined, author: 'robot', repository: 'fork' }),
    ]);
    for (const range of [{}, { from: '2020-01-01', to: '2020-01-01' }]) {
      expect(await count(range)).toMatchObject({
        totals: { commits: 0, people: 0 },
        excluded: { merges: 0, bots: 0, invalidDates: 3 },
      });
    }
    const { excluded } = await count({ people: ['alice'] });
    expect(excluded.invalidDates).toBe(1);
  });

  it('counts a commit once for a repository, and for each person who authored or co-authored it', async () => {
    const { count, people } = await createCounter([
      commit(1, { coAuthors: ['bob'] }),
      commit(2, { author: 'bob/2', coAuthors: ['alice', 'alice/2'] }),
      commit(3),
    ]);
    expect((await count()).totals).toMatchObject({ commits: 3, people: 2 });
    expect((await count({ people: ['alice'] })).totals.commits).toBe(3);
    expect((await count({ people: ['bob'] })).totals.commits).toBe(2);
    const both = await count({ people: ['alice', 'bob'] });
    expect(both.totals).toMatchObject({ commits: 3, people: 2 });
    expect(await people({ people: ['bob'] })).toEqual(['bob']);
  });

  it('counts somebody who only ever co-authors among the people', async () => {
    const { count, people } = await createCounter([
      commit(1, { coAuthors: ['bob'] }),
    ]);
    expect((await count()).totals.people).toBe(2);
    expect(await people()).toEqual(['alice', 'bob']);
    expect(await people({ from: '2026-03-06' })).toEqual([]);
  });

  it('tells who of the people asked for it was who co-authored', async () => {
    const { count, people } = await createCounter([
      commit(1, { author: 'robot', coAuthors: ['bob'] }),
      commit(2, { author: 'alice', at: '2026-04-01T00:00:00+00:00' }),
    ]);
    const both = { people: ['alice', 'bob'] };
    expect((await count(both)).totals).toMatchObject({
      commits: 1,
      people: 1,
    });
    expect(await people(both)).toEqual(['bob']);
  });

  it('counts no co-authorship of bots', async () => {
    const { count, people } = await createCounter([
      commit(1, { coAuthors: ['robot'] }),
    ]);
    const options: Options = { bots: 'include', people: ['robot'] };
    expect((await count(options)).totals.commits).toBe(0);
    expect(await people({ bots: 'include' })).toEqual(['alice']);
  });

  it('counts what a bot authored for the human who co-authored it, and once only', async () => {
    const { count, people } = await createCounter([
      commit(1, { author: 'robot', coAuthors: ['bob'] }),
      commit(2, { author: 'robot' }),
    ]);
    expect(await count()).toMatchObject({
      totals: { commits: 0 },
      excluded: { bots: 2 },
    });
    expect(await people()).toEqual(['bob']);
    expect(await count({ people: ['bob'] })).toMatchObject({
      totals: { commits: 1, people: 1 },
      excluded: { bots: 0 },
    });
    expect(await count({ people: ['bob', 'robot'] })).toMatchObject({
      totals: { commits: 1, people: 1 },
      excluded: { bots: 1 },
    });
    expect(
      await count({ people: ['bob', 'robot'], bots: 'include' }),
    ).toMatchObject({
      totals: { commits: 2, people: 2 },
      excluded: { bots: 0 },
    });
  });

  it('goes by the mailmap of the repository that a commit counts in', async () => {
    const { database, repositoryIds, count, people } = await createCounter([
      commit(1),
      commit(1, { repository: 'fork' }),
      commit(2, { author: 'bob', at: '2026-04-01T00:00:00+00:00' }),
    ]);
    const authorId = async (name: string) =>
      (await database('authors').where({ name }).first()).id;
    await database('repositories')
      .where({ id: repositoryIds.fork })
      .update({ mailmap_id: 'm' });
    await database('mailmap_authors').insert({
      repository_id: repositoryIds.fork,
      author_id: await authorId('alice'),
      mapped_author_id: await authorId('bob'),
    });
    expect(await people()).toEqual(['alice']);
    expect((await count({ people: ['bob'] })).totals.commits).toBe(0);
    const fork = { repositories: ['fork'] };
    expect(await people(fork)).toEqual(['bob']);
    expect((await count({ ...fork, people: ['bob'] })).totals.commits).toBe(1);
  });

  it('calls a stranger by the name with the most commits of what is asked for, and of nothing else', async () => {
    const { people } = await createCounter([
      commit(1, { author: 'alice' }),
      commit(2, { author: 'alice/2' }),
      commit(3, { author: 'alice/2' }),
      commit(4, { author: 'alice/3', repository: 'fork' }),
      commit(5, { author: 'alice/3', repository: 'fork' }),
      commit(6, { author: 'alice/3', repository: 'fork' }),
    ]);
    expect(await people({ repositories: ['api'] })).toEqual(['alice/2']);
    expect(await people()).toEqual(['alice/3']);
  });

  it('calls by an address whoever wrote a name of which nothing shows', async () => {
    const { database, people } = await createCounter([commit(1)]);
    const [{ email }] = await database('authors').where({ name: 'alice' });
    await database('authors').where({ email }).update({ name: '\u200b\u202e' });
    expect(await people()).toEqual([email]);
  });
});
