import { TestDatabases } from '@backstage/backend-test-utils';
import { CommitAuthor, SourceCommit } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import {
  addSeenRepository,
  expectConsistentLedger,
  readCoAuthors,
  readCommits,
  readDailyCounts,
} from '../__testUtils__/ledgerState';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import { BotMatcher } from '../people/bots';
import { AuthorBook } from '../people/AuthorBook';
import { AuthorMapper, MapAuthors } from '../people/AuthorMapper';
import { CommitWriter } from './CommitWriter';
import { rebuildDailyCounts } from './dailyCounts';
import { DayClock } from './DayClock';
import { LeaseLostError } from '../queue/lease';
import { LeasedRepository } from '../queue/LeasedRepository';
import { recomputeDays, remapAuthors, sweepCommits } from './maintenance';

// Real databases and real git on a busy machine take their time.
jest.setTimeout(60_000);

const alice = { name: 'Alice', email: 'alice@example.com' };
const bob = { name: 'Bob', email: 'bob@example.com' };
const { signal } = new AbortController();

describe('maintenance of stored commits', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
    });

    function mapperOf(mapAuthors: MapAuthors): AuthorMapper {
      const book = new AuthorBook({ knex, bots: new BotMatcher() });
      return new AuthorMapper({ book, mapAuthors });
    }

    async function claim(): Promise<LeasedRepository> {
      const repository = await LeasedRepository.claim({ knex, holder: 'test' });
      if (!repository) {
        throw new Error('There was nothing to claim');
      }
      return repository;
    }

    /** A commit every half hour, by authors all around the world. */
    async function store(
      repository: LeasedRepository,
      count: number,
      first = 0,
    ): Promise<void> {
      const start = Date.parse('2024-10-20T00:00:00Z') / 1000;
      const writer = new CommitWriter({
        repository,
        authors: mapperOf(async () => []),
        clock: new DayClock({ dayBasis: 'author', now: new Date() }),
      });
      await writer.storeBatch({
        added: Array.from({ length: count }, (_, index): SourceCommit => {
          const number = first + index;
          return {
            sha: shaOf(number),
            parents: number % 10 === 0 ? 2 : 1,
            author: number % 2 ? alice : bob,
            coAuthors: number % 5 ? [] : [number % 2 ? bob : alice],
            authoredAt: number % 50 ? start + number * 1800 : undefined,
            utcOffset: ((number % 27) - 13) * 60,
            committedAt: start + number * 1800,
            subject: '',
          };
        }),
        removed: [],
        cursor: '',
        requests: 0,
      });
    }

    it('rebuilds daily counts to what they were', async () => {
      await addSeenRepository(knex, { url: 'a' });
      await addSeenRepository(knex, { url: 'b' });
      const a = await claim();
      const b = await claim();
      await store(a, 300);
      await store(b, 100);
      const before = await readDailyCounts(knex);

      await knex('daily_counts').where({ repository_id: a.row.id }).delete();
      await knex('daily_counts').where({ repository_id: b.row.id }).update({
        commits: 99,
      });
      await knex.transaction(trx => rebuildDailyCounts(trx, a.row.id));
      await knex.transaction(trx => rebuildDailyCounts(trx, b.row.id));
      expect(await readDailyCounts(knex)).toEqual(before);
    });

    it('moves commits to the days of another basis and back, without the host', async () => {
      await addSeenRepository(knex, { url: 'a' });
      const repository = await claim();
      await store(repository, 400);
      const before = await readCommits(knex);
      const recompute = (dayBasis: string) =>
        recomputeDays({
          knex,
          repository,
          clock: new DayClock({ dayBasis, now: new Date() }),
          dayBasis,
          signal,
        });

      await recompute('Europe/Berlin');
      const format = new Intl.DateTimeFormat('en-CA', {
        timeZone: 'Europe/Berlin',
      });
      const after = await readCommits(knex);
      expect(after.map(row => row.day)).toEqual(
        after.map(row =>
          row.authored_at === null
            ? ''
            : format.format(Number(row.authored_at) * 1000),
        ),
      );
      expect(after).not.toEqual(before);
      expect(repository.row.day_basis).toBe('Europe/Berlin');
      await expectConsistentLedger(knex);

      await recompute('author');
      expect(await readCommits(knex)).toEqual(before);
      await expectConsistentLedger(knex);
    });

    it('moves many commits in steps, and goes on after an interruption', async () => {
      await addSeenRepository(knex, { url: 'a' });
      const repository = await claim();
      await store(repository, 4000);
      await store(repository, 4000, 4000);
      await store(repository, 4000, 8000);
      const stopping = new AbortController();
      const dayBasis = 'Asia/Tokyo';
      const recompute = (abort: AbortSignal) =>
        recomputeDays({
          knex,
          repository,
          clock: new DayClock({ dayBasis, now: new Date() }),
          dayBasis,
          signal: abort,
        });
      const { version } = repository.row;
      knex.on('query', ({ sql }: { sql: string }) => {
        if (sql.includes('update commits set day')) {
          stopping.abort();
        }
      });
      await expect(recompute(stopping.signal)).rejects.toThrow('aborted');
      expect(repository.row.day_basis).toBeNull();
      await expectConsistentLedger(knex);

      await recompute(signal);
      const format = new Intl.DateTimeFormat('en-CA', { timeZone: dayBasis });
      const commits = await readCommits(knex);
      expect(
        commits.filter(
          row =>
            row.authored_at !== null &&
            row.day !== format.format(Number(row.authored_at) * 1000),
        ),
      ).toEqual([]);
      await expectConsistentLedger(knex);
      expect((await knex('repositories').first()).version).toBeGreaterThan(
        version + 2,
      );
    });

    it('maps all authors anew when the mailmap changes, co-authors too', async () => {
      await addSeenRepository(knex, { url: 'a' });
      await addSeenRepository(knex, { url: 'b' });
      const a = await claim();
      const b = await claim();
      await store(a, 60);
      await store(b, 60);
      const before = await readCommits(knex);
      const robert: CommitAuthor = {
        name: 'Robert',
        email: 'bob@work.example',
      };

      await remapAuthors({
        knex,
        repository: a,
        authors: mapperOf(async authors => {
          expect(authors).toHaveLength(2);
          return [{ author: bob, mapped: robert }];
        }),
        mailmapId: 'first',
      });
      expect(a.row.mailmap_id).toBe('first');
      const mapped = await readCommits(knex);
      expect(
        mapped.map(row => [row.url, row.author_name, row.mapped_name]),
      ).toEqual(
        before.map(row => [
          row.url,
          row.author_name,
          row.url === 'a' && row.author_name === 'Bob'
            ? 'Robert'
            : row.author_name,
        ]),
      );
      expect(
        new Set(
          (await readCoAuthors(knex)).map(
            row => `${row.url} ${row.name} ${row.mapped_name}`,
          ),
        ),
      ).toEqual(
        new Set([
          'a Alice Alice',
          'a Bob Robert',
          'b Alice Alice',
          'b Bob Bob',
        ]),
      );
      await expectConsistentLedger(knex);

      await remapAuthors({
        knex,
        repository: a,
        authors: mapperOf(async () => []),
        mailmapId: null,
      });
      expect(await readCommits(knex)).toEqual(before);
      await expectConsistentLedger(knex);
    });

    it('sweeps what a complete reading did not see, and nothing else', async () => {
      await addSeenRepository(knex, { url: 'a' });
      await addSeenRepository(knex, { url: 'b' });
      const a = await claim();
      const b = await claim();
      await store(a, 4000);
      await store(a, 4000, 4000);
      await store(b, 10);
      await a.change({ generation: 1 });
      await store(a, 20, 3990);

      await expect(sweepCommits({ knex, repository: a, signal })).resolves.toBe(
        7980,
      );
      const left = await readCommits(knex);
      expect(left.filter(row => row.url === 'a').map(row => row.sha)).toEqual(
        Array.from({ length: 20 }, (_, index) => shaOf(3990 + index)),
      );
      expect(left.filter(row => row.url === 'b')).toHaveLength(10);
      await expectConsistentLedger(knex);
    });

    it('writes nothing once the lease is lost', async () => {
      await addSeenRepository(knex, { url: 'a' });
      const repository = await claim();
      await store(repository, 20);
      const before = await readCommits(knex);
      await knex('repositories').increment('lease_epoch');
      const dayBasis = 'Asia/Tokyo';
      await expect(
        recomputeDays({
          knex,
          repository,
          clock: new DayClock({ dayBasis, now: new Date() }),
          dayBasis,
          signal,
        }),
      ).rejects.toThrow(LeaseLostError);
      await expect(
        remapAuthors({
          knex,
          repository,
          authors: mapperOf(async () => [{ author: bob, mapped: alice }]),
          mailmapId: 'x',
        }),
      ).rejects.toThrow(LeaseLostError);
      expect(await readCommits(knex)).toEqual(before);
    });
  });
});
