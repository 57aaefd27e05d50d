import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { addRepository, addSeenRepository } from '../__testUtils__/ledgerState';
import { createLedger } from '../__testUtils__/seedLedger';
import { LEASE_DURATION_MS, LeaseLostError, requestSync } from './lease';
import { LeasedBatch, MAX_BATCH_SIZE } from './LeasedBatch';
import { LeasedRepository } from './LeasedRepository';
import { toDate } from '../database/tables';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

const MINUTE = 60_000;

function ago(milliseconds: number): Date {
  return new Date(Date.now() - milliseconds);
}

function ahead(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds);
}

describe('LeasedBatch', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
    });

    async function tryClaim(
      options: { busySourceIds?: string[]; now?: Date } = {},
    ): Promise<LeasedBatch | undefined> {
      return LeasedBatch.claim({
        knex,
        holder: 'worker',
        busySourceIds: [],
        soonMs: 3 * MINUTE,
        ...options,
      });
    }

    async function claim(now?: Date): Promise<LeasedBatch> {
      const batch = await tryClaim({ now });
      if (!batch) {
        throw new Error('There was nothing to claim');
      }
      return batch;
    }

    function urlsOf(batch: LeasedBatch | undefined): string[] | undefined {
      return batch?.rows.map(row => row.url);
    }

    async function rowOf(url: string) {
      return knex('repositories').where({ url }).first();
    }

    it('is all of one source that is due, with what soon will be and nothing is wrong with', async () => {
      const soon = { due_at: ahead(2 * MINUTE) };
      await addRepository(knex, { url: 'due' });
      await addRepository(knex, { url: 'soon', ...soon });
      await addRepository(knex, { url: 'failed', failures: 1 });
      await addRepository(knex, { url: 'failed soon', ...soon, failures: 1 });
      await addRepository(knex, {
        url: 'held back soon',
        ...soon,
        held_back_until: ahead(MINUTE),
      });
      await addRepository(knex, { url: 'later', due_at: ahead(4 * MINUTE) });
      await addRepository(knex, { url: 'orphan', orphaned_at: ago(MINUTE) });
      await addRepository(knex, { url: 'other', source_id: 'other' });
      await addSeenRepository(knex, { url: 'seen' });

      expect(urlsOf(await tryClaim())).toEqual(['due', 'soon', 'failed']);
      expect(urlsOf(await tryClaim())).toEqual(['other']);
      expect(urlsOf(await tryClaim())).toBeUndefined();
    });

    it('waits until something is due', async () => {
      await addRepository(knex, { url: 'soon', due_at: ahead(MINUTE) });
      await expect(tryClaim()).resolves.toBeUndefined();
    });

    it('passes over sources that are being asked', async () => {
      await addRepository(knex, { url: 'a', due_at: ago(9 * MINUTE) });
      await addRepository(knex, { url: 'b', source_id: 'other' });
      const busySourceIds = ['git'];
      expect(urlsOf(await tryClaim({ busySourceIds }))).toEqual(['b']);
    });

    it('is no larger than what a source may be asked for, the most overdue first', async () => {
      const anHourAgo = ago(60 * MINUTE).getTime();
      for (let index = 0; index < MAX_BATCH_SIZE + 2; index++) {
        await addRepository(knex, {
          url: `r${index}`,
          due_at: new Date(anHourAgo - index),
        });
      }
      expect((await claim()).rows).toHaveLength(MAX_BATCH_SIZE);
      expect(urlsOf(await claim())).toEqual(['r0', 'r1']);
    });

    it('never shares a repository with another', async () => {
      for (let index = 0; index < 30; index++) {
        await addRepository(knex, { url: `r${index}` });
      }
      const batches = await Promise.all(
        Array.from({ length: 8 }, () => tryClaim()),
      );
      const urls = batches.flatMap(batch => urlsOf(batch) ?? []);
      expect(urls).toHaveLength(30);
      expect(new Set(urls).size).toBe(30);
    });

    it('gives back what is up to date in one go, due at the same time', async () => {
      await addRepository(knex, { url: 'a', failures: 3, error_kind: 'gone' });
      await addRepository(knex, { url: 'b' });
      await addRepository(knex, { url: 'c' });
      const batch = await claim();
      const dueAt = ahead(15 * MINUTE);
      await batch.finish(batch.rows.slice(0, 2), {
        dueAt,
        changes: { error_kind: null, failures: 0 },
      });
      expect(urlsOf(batch)).toEqual(['c']);
      for (const url of ['a', 'b']) {
        const row = await rowOf(url);
        expect(row).toMatchObject({
          error_kind: null,
          failures: 0,
          lease_holder: null,
          lease_epoch: 2,
          version: 1,
        });
        expect(toDate(row.due_at)).toEqual(dueAt);
      }
      await expect(rowOf('c')).resolves.toMatchObject({
        lease_holder: 'worker',
        lease_epoch: 1,
      });
      await batch.giveUp();
      expect(urlsOf(await claim())).toEqual(['c']);
    });

    it('hands over what has changed, due at once, with what was seen', async () => {
      await addRepository(knex, { url: 'a' });
      await addRepository(knex, { url: 'b', due_at: ahead(MINUTE) });
      const batch = await claim();
      const seenAt = ago(1000);
      const [a, b] = batch.rows;
      await batch.see(
        [
          { id: a.id, head: { sha: 'x', branch: 'main', mailmapId: 'm' } },
          { id: b.id, head: {} },
        ],
        { seenAt },
      );
      const seen: Array<LeasedRepository['seen'] | undefined> = [];
      for (let index = 0; index < 2; index++) {
        const now = new Date(Date.now() + 1000);
        const next = await LeasedRepository.claim({ knex, holder: 'r', now });
        seen.push(next?.seen);
      }
      expect(seen).toEqual([
        { head: { sha: 'x', branch: 'main', mailmapId: 'm' }, at: seenAt },
        { head: {}, at: seenAt },
      ]);
    });

    it('writes nothing of what another replica has taken over', async () => {
      await addRepository(knex, { url: 'a' });
      await addRepository(knex, { url: 'b' });
      const former = await claim();
      const [a, b] = former.rows;
      await knex('repositories')
        .where({ id: a.id })
        .increment('lease_epoch')
        .update({ lease_holder: 'next' });
      await former.extend();
      expect(urlsOf(former)).toEqual(['b']);
      await knex('repositories')
        .where({ id: b.id })
        .increment('lease_epoch')
        .update({ lease_holder: 'next' });
      await former.see([{ id: b.id, head: { sha: 'x' } }], {
        seenAt: new Date(),
      });
      await former.finish([a], { dueAt: new Date(), changes: { failures: 9 } });
      for (const url of ['a', 'b']) {
        await expect(rowOf(url)).resolves.toMatchObject({
          lease_holder: 'next',
          seen_at: null,
          failures: 0,
        });
      }
    });

    it('says so once all of it was taken over', async () => {
      await addRepository(knex, { url: 'a' });
      const former = await claim();
      const later = new Date(Date.now() + LEASE_DURATION_MS + 1);
      expect(urlsOf(await claim(later))).toEqual(['a']);
      await expect(former.extend()).rejects.toThrow(LeaseLostError);
    });

    it('is due soon again for whom somebody asked meanwhile', async () => {
      await addRepository(knex, { url: 'a' });
      await addRepository(knex, { url: 'b' });
      const batch = await claim(ago(2000));
      await requestSync(knex, { repositoryId: batch.rows[0].id });
      const dueAt = ahead(15 * MINUTE);
      await batch.finish(batch.rows, { dueAt, changes: {} });
      const delay = toDate((await rowOf('a')).due_at).getTime() - Date.now();
      expect(delay).toBeGreaterThan(MINUTE / 2);
      expect(delay).toBeLessThanOrEqual(MINUTE);
      expect(toDate((await rowOf('b')).due_at)).toEqual(dueAt);
    });
  });
});
