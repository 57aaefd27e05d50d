import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CommitAuthor,
  CommitBatch,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import {
  addSeenRepository,
  expectConsistentLedger,
  readCoAuthors,
  readCommits,
} from '../__testUtils__/ledgerState';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import { BotMatcher } from '../people/bots';
import { AuthorBook } from '../people/AuthorBook';
import { MapAuthors, RepositoryAuthors } from '../people/RepositoryAuthors';
import { CommitWriter } from './CommitWriter';
import { DayClock } from './DayClock';
import { beginReading } from './readings';
import { LeaseLostError } from '../queue/lease';
import { LeasedRepository } from '../queue/LeasedRepository';

// Real databases and real git on a busy machine take their time.
jest.setTimeout(60_000);

const alice = { name: 'Alice', email: 'alice@example.com' };
const bob = { name: 'Bob', email: 'bob@example.com' };
const carol = { name: 'Carol', email: 'carol@example.com' };

function commitOf(
  number: number,
  values: Partial<SourceCommit> = {},
): SourceCommit {
  const at = Date.parse('2024-01-01T12:00:00Z') / 1000 + number * 3600;
  return {
    sha: shaOf(number),
    parents: [],
    author: alice,
    coAuthors: [],
    authoredAt: at,
    utcOffset: 0,
    committedAt: at,
    subject: `Commit ${number}`,
    ...values,
  };
}

function batchOf(
  added: SourceCommit[],
  removed: string[] = [],
  cursor = 'next',
): CommitBatch {
  return { added, removed, cursor, requests: 0 };
}

/** The same sequence of numbers from 0 to 1 every time. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe('CommitWriter', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
    });

    async function open(
      url: string,
      options: { mapAuthors?: MapAuthors; dayBasis?: string } = {},
    ) {
      await addSeenRepository(knex, { url });
      const repository = await LeasedRepository.claim({ knex, holder: 'test' });
      if (!repository) {
        throw new Error('There was nothing to claim');
      }
      await beginReading(repository, {
        from: null,
        to: shaOf(0),
        sourceId: 'git',
      });
      const writer = new CommitWriter({
        repository,
        authors: new RepositoryAuthors({
          knex,
          book: new AuthorBook({ knex, bots: new BotMatcher() }),
          repositoryId: repository.row.id,
          host: 'github.com',
          mapAuthors: options.mapAuthors ?? (async () => []),
        }),
        clock: new DayClock({
          dayBasis: options.dayBasis ?? 'author',
          now: new Date(),
        }),
      });
      return { repository, writer };
    }

    it('stores a commit with all that is known of it', async () => {
      const { writer } = await open('a');
      await expect(
        writer.storeBatch(
          batchOf([
            commitOf(1, {
              parents: [shaOf(8), shaOf(9)],
              author: bob,
              authoredAt: Date.parse('2024-03-01T01:30:00+05:30') / 1000,
              utcOffset: 330,
              committedAt: 1709260200,
              subject: 'Merge\tthe thing',
            }),
          ]),
        ),
      ).resolves.toEqual({ added: 1, removed: 0 });
      await expect(readCommits(knex)).resolves.toEqual([
        {
          url: 'a',
          sha: shaOf(1),
          day: '2024-03-01',
          authored_at: 1709236800,
          utc_offset: 330,
          committed_at: 1709260200,
          parents: 2,
          subject: 'Merge the thing',
          author_name: 'Bob',
          author_email: 'bob@example.com',
          mapped_name: 'Bob',
          mapped_email: 'bob@example.com',
        },
      ]);
      await expect(knex('repositories').first()).resolves.toMatchObject({
        reading_cursor: 'next',
        commit_count: 1,
      });
    });

    it('stores odd commits without harm to their neighbours', async () => {
      const { writer } = await open('a');
      await writer.storeBatch(
        batchOf([
          commitOf(1, {
            author: { name: '', email: '' },
            authoredAt: undefined,
            utcOffset: undefined,
            committedAt: undefined,
            subject: '',
          }),
          commitOf(2, {
            author: { name: `N\0UL\ud800${'x'.repeat(999)}`, email: 'a\0@x' },
            authoredAt: 18446744073709551615,
            committedAt: 18446744073709551615,
            utcOffset: 31098,
            subject: `\0${'y'.repeat(100_000)}`,
          }),
          commitOf(3, { authoredAt: -1, committedAt: -1 }),
          commitOf(4),
        ]),
      );
      const commits = await readCommits(knex);
      expect(commits.map(row => [row.day, row.authored_at])).toEqual([
        ['', null],
        ['', null],
        ['', null],
        ['2024-01-01', 1704124800],
      ]);
      expect(commits[0]).toMatchObject({ author_name: '', author_email: '' });
      expect(commits[1]).toMatchObject({
        author_email: 'a@x',
        committed_at: null,
        utc_offset: 0,
      });
      expect(commits[1].author_name).toMatch(/^NUL\ufffdx+…$/);
      expect(commits[1].author_name).toHaveLength(254);
      expect(commits[1].subject).toHaveLength(999);
      await expectConsistentLedger(knex);
    });

    it('keeps authors apart by every letter', async () => {
      const { writer } = await open('a');
      const authors: CommitAuthor[] = [
        alice,
        { ...alice, name: 'alice' },
        { ...alice, name: 'Alice ' },
        { ...alice, email: 'Alice@example.com' },
        { name: 'Ali\u0301ce', email: alice.email },
        { name: 'Al\u00edce', email: alice.email },
        { name: `x' or "1"='1`, email: '%?\\' },
      ];
      await writer.storeBatch(
        batchOf(authors.map((author, index) => commitOf(index, { author }))),
      );
      const stored = await readCommits(knex);
      expect(
        stored.map(row => ({ name: row.author_name, email: row.author_email })),
      ).toEqual(authors);
    });

    it('changes nothing when a batch comes once more', async () => {
      const { writer } = await open('a');
      const batch = batchOf(
        [
          commitOf(1, { coAuthors: [bob] }),
          commitOf(2, { parents: [shaOf(1), shaOf(3)] }),
          commitOf(2, { parents: [shaOf(1), shaOf(3)] }),
        ],
        [shaOf(9)],
      );
      await writer.storeBatch(batch);
      const before = [
        await readCommits(knex),
        await readCoAuthors(knex),
        await knex('daily_counts').select(),
      ];
      await expect(writer.storeBatch(batch)).resolves.toEqual({
        added: 0,
        removed: 0,
      });
      expect([
        await readCommits(knex),
        await readCoAuthors(knex),
        await knex('daily_counts').select(),
      ]).toEqual(before);
      await expectConsistentLedger(knex);
    });

    it('keeps daily counts equal to a recount, whatever comes and goes', async () => {
      const random = pseudoRandom(42);
      const pick = (below: number) => Math.floor(random() * below);
      const writers = [(await open('a')).writer, (await open('b')).writer];
      for (let round = 0; round < 25; round++) {
        const numbers = Array.from({ length: pick(20) }, () => pick(60));
        await writers[pick(2)].storeBatch(
          batchOf(
            numbers.map(number =>
              // All that a SHA stands for follows from it.
              commitOf(number, {
                author: [alice, bob, carol][number % 3],
                parents: [1, 2, 3].slice(number % 4).map(shaOf),
                authoredAt:
                  number % 7 === 0 ? 0 : 1700000000 + (number % 5) * 86400,
                utcOffset: (number % 24) * 60 - 720,
                coAuthors: number % 6 === 0 ? [carol, bob] : [],
              }),
            ),
            Array.from({ length: pick(15) }, () => shaOf(pick(60))).filter(
              sha => !numbers.some(number => shaOf(number) === sha),
            ),
          ),
        );
        await expectConsistentLedger(knex);
      }
      await expect(knex('daily_counts').select()).resolves.not.toHaveLength(0);
    });

    it('stores what two repositories hold once, and lets go of it with the last of them', async () => {
      const a = await open('a');
      const b = await open('b');
      await a.writer.storeBatch(batchOf([commitOf(1), commitOf(2)]));
      await b.writer.storeBatch(batchOf([commitOf(2), commitOf(3)]));
      const held = async () =>
        (await readCommits(knex)).map(row => `${row.url} ${row.sha}`);
      await expect(held()).resolves.toEqual([
        `a ${shaOf(1)}`,
        `a ${shaOf(2)}`,
        `b ${shaOf(2)}`,
        `b ${shaOf(3)}`,
      ]);
      await expect(knex('commits').select()).resolves.toHaveLength(3);
      await expectConsistentLedger(knex);

      await a.writer.storeBatch(batchOf([], [shaOf(2), shaOf(3)]));
      await expect(held()).resolves.toEqual([
        `a ${shaOf(1)}`,
        `b ${shaOf(2)}`,
        `b ${shaOf(3)}`,
      ]);
      await b.writer.storeBatch(batchOf([], [shaOf(2)]));
      await expect(
        knex('commits').orderBy('sha').pluck('sha'),
      ).resolves.toEqual([shaOf(1), shaOf(3)]);
      await expectConsistentLedger(knex);
    });

    it('stores once what several replicas store at the same moment', async () => {
      const writers = await Promise.all(
        ['a', 'b', 'c', 'd'].map(async url => (await open(url)).writer),
      );
      for (let round = 0; round < 5; round++) {
        const commits = Array.from({ length: 50 }, (_, index) =>
          commitOf(round * 50 + index, { author: [alice, bob][index % 2] }),
        );
        await Promise.all(
          writers.map((writer, index) =>
            writer.storeBatch(
              batchOf(index % 2 ? commits : [...commits].reverse()),
            ),
          ),
        );
      }
      await expect(readCommits(knex)).resolves.toHaveLength(1000);
      await expect(knex('commits').select()).resolves.toHaveLength(250);
      await expectConsistentLedger(knex);
    });

    it('keeps co-authors, other than the author, each once', async () => {
      const { writer } = await open('a');
      await writer.storeBatch(
        batchOf([
          commitOf(1, { author: alice, coAuthors: [bob, alice, bob, carol] }),
        ]),
      );
      await expect(readCoAuthors(knex)).resolves.toEqual([
        { sha: shaOf(1), ...bob },
        { sha: shaOf(1), ...carol },
      ]);
      await writer.storeBatch(batchOf([], [shaOf(1)]));
      await expect(readCoAuthors(knex)).resolves.toEqual([]);
    });

    it('takes as many co-authors as a commit may have, and notes how many there are beside them', async () => {
      const people = Array.from({ length: 100 }, (_, index) => ({
        name: `P${index}`,
        email: `p${index}@example.com`,
      }));
      // Names with as large ids as there can be: PostgreSQL's indexes hold no longer texts than a few kilobytes.
      await knex('authors').insert({
        id: 2_000_000_000,
        name: 'Last',
        email: '',
        email_key: '',
        ...(await knex('people')
          .insert({ key: 'name:last' })
          .returning('id')
          .then(([{ id }]) => ({ person_id: id, stranger_id: id }))),
      });
      if (databaseId === 'POSTGRES_18') {
        await knex.raw(`select setval('authors_id_seq', 2000000000)`);
      }
      const { writer } = await open('a');
      await writer.storeBatch(
        batchOf([
          commitOf(1, { coAuthors: people, coAuthorsCut: 7 }),
          commitOf(2, { coAuthorsCut: null }),
          commitOf(3),
        ]),
      );
      expect(await readCoAuthors(knex)).toHaveLength(100);
      expect(
        await knex('commits').orderBy('sha').pluck('coauthors_cut'),
      ).toEqual([7, null, 0]);
      await expectConsistentLedger(knex);
    });

    it('counts for whom the mailmap names, asking it once for each author', async () => {
      const mapAuthors = jest.fn(async (authors: CommitAuthor[]) =>
        authors
          .filter(author => author.name === 'Bob')
          .map(author => ({ author, mapped: carol })),
      );
      const { writer } = await open('a', { mapAuthors });
      await writer.storeBatch(batchOf([commitOf(1, { author: bob })]));
      await writer.storeBatch(
        batchOf([commitOf(2, { author: bob }), commitOf(3)]),
      );
      expect(mapAuthors.mock.calls).toEqual([[[bob]], [[alice]]]);
      const stored = await readCommits(knex);
      expect(stored.map(row => [row.author_name, row.mapped_name])).toEqual([
        ['Bob', 'Carol'],
        ['Bob', 'Carol'],
        ['Alice', 'Alice'],
      ]);
      await expectConsistentLedger(knex);
    });

    it('counts in one zone if the organisation chose one', async () => {
      const { writer } = await open('a', { dayBasis: 'Pacific/Auckland' });
      // Daylight saving begins there on 2024-09-29 at 02:00, which is 14:00 UTC on the day before.
      const times = [
        '2024-09-28T11:59:59Z',
        '2024-09-28T12:00:00Z',
        '2024-09-29T10:59:59Z',
        '2024-09-29T11:00:00Z',
      ];
      await writer.storeBatch(
        batchOf(
          times.map((at, index) =>
            commitOf(index, { authoredAt: Date.parse(at) / 1000 }),
          ),
        ),
      );
      const stored = await readCommits(knex);
      expect(stored.map(row => row.day)).toEqual([
        '2024-09-28',
        '2024-09-29',
        '2024-09-29',
        '2024-09-30',
      ]);
    });

    it('notes the accounts of authors, not of those whom a mailmap makes of them', async () => {
      await knex('catalog_users').insert({
        entity_ref: 'user:default/alice',
        name: 'Alice Liddell',
      });
      await knex('catalog_user_accounts').insert({
        entity_ref: 'user:default/alice',
        host: 'github.com',
        login: 'alice-l',
      });
      const { writer } = await open('a', {
        mapAuthors: async authors =>
          authors
            .filter(author => author.name === 'Bob')
            .map(author => ({ author, mapped: { ...author, ...carol } })),
      });
      await writer.storeBatch(
        batchOf([
          commitOf(1),
          commitOf(2, { author: { ...alice, login: ' Alice-L\u0000' } }),
          commitOf(3, { author: { ...bob, login: 'bob' } }),
          commitOf(4, { coAuthors: [{ ...alice, login: 'older-name' }] }),
        ]),
      );
      const stored = await knex('authors')
        .join('people', 'people.id', 'authors.person_id')
        .leftJoin('author_accounts', 'author_id', 'authors.id')
        .orderBy('authors.name')
        .select(
          'authors.name',
          'author_accounts.login',
          'people.user_entity_ref',
        );
      expect(stored).toEqual([
        {
          name: 'Alice',
          login: 'alice-l',
          user_entity_ref: 'user:default/alice',
        },
        { name: 'Bob', login: 'bob', user_entity_ref: null },
        { name: 'Carol', login: null, user_entity_ref: null },
      ]);
    });

    it('hears of an account that is told only in a later batch', async () => {
      const { writer } = await open('a');
      await writer.storeBatch(batchOf([commitOf(1)]));
      await writer.storeBatch(
        batchOf([commitOf(2, { author: { ...alice, login: 'alice-l' } })]),
      );
      await expect(
        knex('author_accounts').select('host', 'login'),
      ).resolves.toEqual([{ host: 'github.com', login: 'alice-l' }]);
    });

    it('says from which day on a first reading is complete, and never takes it back', async () => {
      const { repository, writer } = await open('a');
      const at = (iso: string) => Date.parse(iso) / 1000;
      const store = async (...days: string[]) => {
        await writer.storeBatch(
          batchOf(
            days.map((day, index) =>
              commitOf(at(day) + index, { committedAt: at(day) }),
            ),
          ),
        );
        return repository.row.complete_from;
      };
      expect(repository.row.complete_from).toBeNull();
      // The day of the oldest may lack commits, and offsets move commits by up to a day.
      await expect(store('2024-05-10T08:00:00Z')).resolves.toBe('2024-05-12');
      // One clock that was wrong moves nothing while its neighbours are right.
      await expect(
        store('2024-05-08T23:00:00Z', '1980-01-01T00:00:00Z'),
      ).resolves.toBe('2024-05-10');
      await expect(store('2024-05-20T00:00:00Z')).resolves.toBe('2024-05-10');
      await expect(store('2030-01-01T00:00:00Z')).resolves.toBe('2024-05-10');
    });

    it('notes which parents are still to come, until they have', async () => {
      const { writer } = await open('a');
      const awaited = async () =>
        (await knex('awaited_commits').orderBy('sha').pluck('sha')).map(
          (sha: string) => Number.parseInt(sha, 16),
        );
      const of = (number: number, ...parents: number[]) =>
        commitOf(number, { parents: parents.map(shaOf) });
      await writer.storeBatch(batchOf([of(9, 8, 7), of(8, 6)]));
      expect(await awaited()).toEqual([6, 7]);
      await writer.storeBatch(batchOf([of(6, 5)]));
      expect(await awaited()).toEqual([5, 7]);
      await writer.storeBatch(batchOf([of(9, 8, 7), of(8, 6)]));
      expect(await awaited()).toEqual([5, 7]);
      await writer.storeBatch(batchOf([of(7, 5), of(5)]));
      expect(await awaited()).toEqual([]);
    });

    it('sets a date aside that is still to come, and keeps it', async () => {
      const { writer } = await open('a');
      const tomorrow = Math.floor(Date.now() / 1000) + 3 * 24 * 60 * 60;
      await writer.storeBatch(batchOf([commitOf(1, { authoredAt: tomorrow })]));
      await expect(readCommits(knex)).resolves.toMatchObject([
        { day: '', authored_at: tomorrow },
      ]);
    });

    it('writes nothing once the lease is lost', async () => {
      const { writer } = await open('a');
      await knex('repositories').increment('lease_epoch');
      await expect(writer.storeBatch(batchOf([commitOf(1)]))).rejects.toThrow(
        LeaseLostError,
      );
      await expect(readCommits(knex)).resolves.toEqual([]);
      await expect(knex('daily_counts').select()).resolves.toEqual([]);
    });

    it('enters an author once, however many replicas meet it', async () => {
      const books = Array.from(
        { length: 6 },
        () => new AuthorBook({ knex, bots: new BotMatcher() }),
      );
      const authors = Array.from({ length: 40 }, (_, index) => ({
        name: `Author ${index}`,
        email: `${index % 10}@example.com`,
      }));
      const ids = await Promise.all(
        books.map((book, index) =>
          book.enter(
            index % 2 ? authors : [...authors].reverse(),
            'github.com',
          ),
        ),
      );
      for (const map of ids) {
        expect(new Map([...map].sort())).toEqual(new Map([...ids[0]].sort()));
      }
      await expect(knex('authors').select()).resolves.toHaveLength(40);
      await expect(knex('people').select()).resolves.toHaveLength(10);
    });
  });
});
