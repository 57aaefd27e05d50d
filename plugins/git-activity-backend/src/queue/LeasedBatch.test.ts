import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { addRepository, addSeenRepository } from '../__testUtils__/ledgerState';
import { createLedger } from '../__testUtils__/seedLedger';
import { LeaseLostError, requestSync } from './lease';
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
      options: { busySourceIds?: string[] } = {},
    ): Promise<LeasedBatch | undefined> {
      return LeasedBatch.claim({
        knex,
        holder: 'worker',
        busySourceIds: [],
        soonMs: 3 * MINUTE,
        ...options,
      });
    }

    async function claim(): Promise<LeasedBatch> {
      const batch = await tryClaim();
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
        await knex('repositories').update({ due_at: ago(MINUTE) });
        const next = await LeasedRepository.claim({ knex, holder: 'r' });
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
      await knex('repositories').update({ lease_until: ago(1) });
      expect(urlsOf(await claim())).toEqual(['a']);
      await expect(former.extend()).rejects.toThrow(LeaseLostError);
    });

    it('asks once of a repository that many ask for, a minute after it was last asked', async () => {
      const id = await addRepository(knex, { url: 'a' });
      const batch = await claim();
      await batch.finish(batch.rows, {
        dueAt: ahead(15 * MINUTE),
        changes: {},
      });
      for (let click = 0; click < 20; click++) {
        await requestSync(knex, { repositoryId: id });
        await expect(tryClaim()).resolves.toBeUndefined();
      }
      const delay = toDate((await rowOf('a')).due_at).getTime() - Date.now();
      expect(delay).toBeGreaterThan(MINUTE / 2);
      expect(delay).toBeLessThanOrEqual(MINUTE);
      await knex('repositories').update({ attempted_at: ago(2 * MINUTE) });
      await requestSync(knex, { repositoryId: id });
      expect(urlsOf(await tryClaim())).toEqual(['a']);
    });

    it('asks once a minute of each repository, though many are asked for by turns', async () => {
      const urls = ['a', 'b', 'c', 'd'];
      const ids: number[] = [];
      for (const url of urls) {
        ids.push(await addRepository(knex, { url, attempted_at: ago(5) }));
      }
      let asked = 0;
      for (let click = 0; click < 40; click++) {
        // Of one of them it is a minute ago whenever somebody clicks
        await knex('repositories')
          .where({ id: ids[0] })
          .update({ attempted_at: ago(2 * MINUTE) });
        for (const id of ids) {
          await requestSync(knex, { repositoryId: id });
        }
        const batch = await claim();
        asked += batch.rows.filter(({ id }) => id !== ids[0]).length;
        await batch.finish(batch.rows, {
          dueAt: ahead(15 * MINUTE),
          changes: {},
        });
      }
      expect(asked).toBe(0);
    });

    it('never asks before a limit of the host ends, and says so', async () => {
      const until = ahead(10 * MINUTE);
      const id = await addRepository(knex, {
        url: 'a',
        held_back_until: until,
        held_back_reason: 'Enough',
        due_at: until,
      });
      await expect(requestSync(knex, { repositoryId: id })).resolves.toEqual({
        dueAt: until,
        isDue: false,
        heldBack: 'Enough',
      });
      await expect(tryClaim()).resolves.toBeUndefined();
      await knex('repositories').update({ held_back_until: ago(1) });
      await expect(
        requestSync(knex, { repositoryId: id }),
      ).resolves.toMatchObject({ isDue: true });
      await expect(tryClaim()).resolves.toBeDefined();
    });

    it('lets nobody keep a repository from being read by asking for it', async () => {
      const id = await addSeenRepository(knex, {
        url: 'a',
        seen_head: 'x',
        seen_at: ago(1),
        attempted_at: ago(1),
      });
      await expect(
        requestSync(knex, { repositoryId: id }),
      ).resolves.toMatchObject({ isDue: true });
      const reading = await LeasedRepository.claim({ knex, holder: 'worker' });
      expect(reading?.seen.head.sha).toBe('x');
      // And then it is asked once more
      await reading?.finish({ dueAt: ahead(15 * MINUTE), changes: {} });
      const delay = toDate((await rowOf('a')).due_at).getTime() - Date.now();
      expect(delay).toBeLessThanOrEqual(MINUTE);
    });

    it('knows nothing of a repository that is not there', async () => {
      await expect(
        requestSync(knex, { repositoryId: 123 }),
      ).resolves.toBeUndefined();
    });

    it('records what hosts have people know, and that it is over', async () => {
      await addRepository(knex, { url: 'a' });
      const batch = await claim();
      const [{ id }] = batch.rows;
      await batch.note([{ id, notices: ['It is a shallow clone.'] }]);
      await expect(rowOf('a')).resolves.toMatchObject({
        notices: '["It is a shallow clone."]',
        version: 1,
      });
      await batch.giveUp();
      const next = await claim();
      await next.note([{ id, notices: ['It is a shallow clone.'] }]);
      await expect(rowOf('a')).resolves.toMatchObject({ version: 1 });
      await next.note([{ id, notices: undefined }]);
      await expect(rowOf('a')).resolves.toMatchObject({ notices: null });
    });

    it('is due soon again for whom somebody asked meanwhile', async () => {
      await addRepository(knex, { url: 'a' });
      await addRepository(knex, { url: 'b' });
      const batch = await claim();
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
