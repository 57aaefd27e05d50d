import { TestDatabases } from '@backstage/backend-test-utils';
import { CommitBatch, SourceCommit } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import {
  expectConsistentLedger,
  readCommits,
} from '../__testUtils__/ledgerState';
import { MemorySource } from '../__testUtils__/MemorySource';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import { recordRepository, syncNow } from '../__testUtils__/syncNow';
import { collectGarbage } from '../ledger/garbage';

// Real databases on a busy machine take their time.
jest.setTimeout(120_000);

const URL = 'https://git.example.com/shop';
const TRUNK = 40;
const INCOMPLETE = expect.objectContaining({ kind: 'incomplete' });

function commitOf(number: number, ...parents: number[]): SourceCommit {
  return {
    sha: shaOf(number),
    parents: parents.map(shaOf),
    author: { name: 'Ada', email: 'ada@example.com' },
    coAuthors: [],
    authoredAt: 1_700_000_000 + number * 3_600,
    utcOffset: 0,
    committedAt: 1_700_000_000 + number * 3_600,
    subject: `Commit ${number}`,
  };
}

/** A trunk with a merged branch every ten commits, and another end that leaves it at commit 30. */
const COMMITS = [
  ...Array.from({ length: TRUNK }, (_, index) => {
    const number = index + 1;
    if (number === 1) return commitOf(1);
    return number % 10 === 0
      ? commitOf(number, number - 1, number - 5)
      : commitOf(number, number - 1);
  }),
  commitOf(101, 30),
  commitOf(102, 101),
];

/** What a host may leave out of an answer that succeeds. */
const FAULTS: Array<[string, (batch: CommitBatch) => CommitBatch]> = [
  ['an empty page', batch => ({ ...batch, added: [] })],
  [
    'the second half of a page',
    batch => ({
      ...batch,
      added: batch.added.slice(0, Math.ceil(batch.added.length / 2)),
    }),
  ],
  [
    'one commit in the midst of a page',
    batch => ({
      ...batch,
      added: batch.added.filter((_, index) => index !== 1),
    }),
  ],
];

describe('a reading that succeeds with too little', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let source: MemorySource;

    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      source = new MemorySource({ commits: COMMITS, batchSize: 7 });
      await recordRepository(knex, {
        url: URL,
        entityRef: 'component:default/shop',
      });
    });

    const sync = async (head: number) => {
      source.histories.set(URL, { head: shaOf(head) });
      return syncNow(knex, { source, url: URL });
    };
    const row = () => knex('repositories').first();
    const storedShas = async () =>
      (await readCommits(knex)).map(commit => String(commit.sha));

    async function expectWhole(head: number): Promise<void> {
      expect(await storedShas()).toEqual(source.reach(shaOf(head)).sort());
      expect(await row()).toMatchObject({
        head: shaOf(head),
        reading_to: null,
        complete_from: '0001-01-01',
      });
      await expectConsistentLedger(knex);
    }

    /** The page with this number, counted over all that the source hands over, is changed. */
    function tamperWith(
      page: number,
      change: (batch: CommitBatch) => CommitBatch,
      options: { hideTotal?: boolean } = {},
    ): void {
      let pages = 0;
      source.tamper = batch => {
        const told = pages++ === page ? change(batch) : batch;
        return options.hideTotal ? { ...told, total: undefined } : told;
      };
    }

    describe.each(FAULTS)('%s is missing', (_, change) => {
      it.each([0, 1, 2, 3, 4])(
        'from page %s of a first reading: it is not finished, and comes right',
        async page => {
          tamperWith(page, change, { hideTotal: true });
          const first = await sync(TRUNK).catch(error => error);
          const isLost = (await storedShas()).length < TRUNK;
          expect(first instanceof Error).toBe(isLost);
          expect(first).toMatchObject(isLost ? { kind: 'incomplete' } : {});
          expect((await row()).head).toBe(isLost ? null : shaOf(TRUNK));
          source.tamper = batch => batch;
          await sync(TRUNK);
          await expectWhole(TRUNK);
        },
      );

      it.each([0, 1])(
        'from page %s of an increment: what was there stays, and it comes right',
        async page => {
          await sync(25);
          tamperWith(page, change, { hideTotal: true });
          await expect(sync(TRUNK)).rejects.toEqual(INCOMPLETE);
          expect(await storedShas()).toEqual(
            expect.arrayContaining(source.reach(shaOf(25))),
          );
          expect((await row()).head).toBe(shaOf(25));
          source.tamper = batch => batch;
          await sync(TRUNK);
          await expectWhole(TRUNK);
        },
      );

      it.each([0, 3])(
        'from page %s when everything is read anew: nothing is removed',
        async page => {
          await sync(TRUNK);
          await knex('repositories').update({ cut_id: 'another' });
          tamperWith(page, change, { hideTotal: true });
          await expect(sync(102)).rejects.toEqual(INCOMPLETE);
          expect(await storedShas()).toEqual(source.reach(shaOf(TRUNK)).sort());
          source.tamper = batch => batch;
          await sync(102);
          await collectGarbage({ knex, signal: new AbortController().signal });
          await expectWhole(102);
          await expect(knex('commits').select()).resolves.toHaveLength(32);
        },
      );
    });

    it('is not believed if the host counts more than it sends, though that hangs together', async () => {
      await sync(20);
      source.tamper = batch => ({ ...batch, total: 41 });
      await expect(sync(TRUNK)).rejects.toEqual(INCOMPLETE);
      source.tamper = batch => batch;
      await sync(TRUNK);
      await expectWhole(TRUNK);
    });

    it('repairs a ledger that lost commits, at the next sync', async () => {
      await sync(20);
      const { set_id } = await knex('commits')
        .where({ sha: shaOf(7) })
        .first();
      await knex('commits')
        .where({ sha: shaOf(7) })
        .delete();
      await knex('daily_counts')
        .where({ set_id, day: '2023-11-15' })
        .decrement('commits', 1);
      await expect(sync(22)).rejects.toEqual(INCOMPLETE);
      await sync(22);
      await collectGarbage({ knex, signal: new AbortController().signal });
      expect(await storedShas()).toEqual(source.reach(shaOf(22)).sort());
    });

    it('answers from what was there before until everything is read anew, and then at once from that', async () => {
      await sync(TRUNK);
      await knex('repositories').update({ cut_id: 'another' });
      const seen = new Set<number>();
      source.beforeBatch = async () => {
        seen.add((await storedShas()).length);
      };
      await sync(102);
      expect([...seen]).toEqual([TRUNK]);
      await expectWhole(102);
    });
  });
});
