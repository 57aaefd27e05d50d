import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { expectConsistentLedger } from '../__testUtils__/ledgerState';
import {
  createLedger,
  SeedCommit,
  seedLedger,
  shaOf,
} from '../__testUtils__/seedLedger';
import { readDayBasis, recountDays, recountFuture } from './recount';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

const { signal } = new AbortController();
const START = Date.parse('2024-10-20T00:00:00Z');

/** A commit every half hour, by authors all around the world. */
function commitsOf(count: number): SeedCommit[] {
  return Array.from({ length: count }, (_, number) => {
    const offset = (number % 27) - 13;
    const at = new Date(START + number * 1_800_000 + offset * 3_600_000);
    const zone = `${offset < 0 ? '-' : '+'}${String(Math.abs(offset)).padStart(
      2,
      '0',
    )}:00`;
    return {
      repository: 'a',
      sha: shaOf(number),
      author: number % 2 ? 'alice' : 'bob',
      coAuthors: number % 5 ? [] : ['carol'],
      at: number % 50 ? at.toISOString().replace(/\.000Z$/, zone) : undefined,
      merge: number % 10 === 0,
    };
  });
}

describe('recounting days', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;

    async function seed(count: number): Promise<void> {
      knex = await createLedger(databases, databaseId);
      await seedLedger(knex, {
        people: { alice: {}, bob: {}, carol: {} },
        repositories: { a: {} },
        commits: commitsOf(count),
      });
      await expectConsistentLedger(knex);
    }

    async function daysOf(): Promise<
      Array<{ day: string; at: number | null }>
    > {
      const rows = await knex('commits')
        .orderBy('sha')
        .select('day', 'authored_at');
      return rows.map(({ day, authored_at }) => ({
        day,
        at: authored_at === null ? null : Number(authored_at),
      }));
    }

    async function expectDaysIn(timeZone: string): Promise<void> {
      const format = new Intl.DateTimeFormat('en-CA', { timeZone });
      const days = await daysOf();
      expect(days).toEqual(
        days.map(({ at }) => ({
          day: at === null ? '' : format.format(at * 1000),
          at,
        })),
      );
      await expectConsistentLedger(knex);
    }

    it('moves commits to the days of another basis and back, without any host', async () => {
      await seed(400);
      const before = await daysOf();
      await recountDays({ knex, dayBasis: 'Europe/Berlin', signal });
      await expectDaysIn('Europe/Berlin');
      expect(await daysOf()).not.toEqual(before);
      expect(await readDayBasis(knex)).toBe('Europe/Berlin');

      await recountDays({ knex, dayBasis: 'author', signal });
      expect(await daysOf()).toEqual(before);
      await expectConsistentLedger(knex);
    });

    it('looks at nothing if days are counted so already', async () => {
      await seed(10);
      expect(await recountDays({ knex, dayBasis: 'author', signal })).toBe(0);
    });

    it('goes on where it was interrupted, and says meanwhile that it is not done', async () => {
      await seed(6_000);
      const stopping = new AbortController();
      const stop = ({ sql }: { sql: string }) => {
        if (sql.includes('update commits set day')) stopping.abort();
      };
      knex.on('query', stop);
      await expect(
        recountDays({ knex, dayBasis: 'Asia/Tokyo', signal: stopping.signal }),
      ).rejects.toThrow('aborted');
      knex.removeListener('query', stop);
      expect(await readDayBasis(knex)).toBeUndefined();
      await expectConsistentLedger(knex);

      const looked = await recountDays({
        knex,
        dayBasis: 'Asia/Tokyo',
        signal,
      });
      expect(looked).toBeLessThan(6_000);
      await expectDaysIn('Asia/Tokyo');
    });

    it('lets a commit count once its day has come, and none before', async () => {
      await seed(0);
      const day = 24 * 60 * 60;
      const now = new Date('2026-03-01T12:00:00Z');
      await seedLedger(knex, {
        people: { dave: {} },
        repositories: { b: {} },
        commits: [{ repository: 'b', sha: shaOf(1), author: 'dave' }],
      });
      const at = now.getTime() / 1000 + 2 * day;
      await knex('commits').update({ authored_at: at });
      const days = async (current: Date) => {
        await recountFuture({
          knex,
          dayBasis: 'author',
          signal,
          now: current,
        });
        return (await daysOf()).map(commit => commit.day);
      };
      expect(await days(now)).toEqual(['']);
      expect(await days(new Date(now.getTime() + day * 1000))).toEqual([
        '2026-03-03',
      ]);
      await expectConsistentLedger(knex);
      // The clock was ahead, and is set right.
      expect(await days(now)).toEqual(['']);
      await expectConsistentLedger(knex);
      expect(await days(new Date(now.getTime() + day * 1000))).toEqual([
        '2026-03-03',
      ]);
    });
  });
});
