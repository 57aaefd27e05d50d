import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { addSeenRepository } from '../__testUtils__/ledgerState';
import { createLedger } from '../__testUtils__/seedLedger';
import { LEASE_DURATION_MS, LeaseLostError, requestSync } from './lease';
import { LeasedRepository } from './LeasedRepository';
import { toDate } from '../database/tables';

// Real databases and real git on a busy machine take their time.
jest.setTimeout(60_000);

const MINUTE = 60_000;

function ago(milliseconds: number): Date {
  return new Date(Date.now() - milliseconds);
}

async function claim(knex: Knex, holder: string) {
  const repository = await LeasedRepository.claim({ knex, holder });
  if (!repository) {
    throw new Error('There was nothing to claim');
  }
  return repository;
}

describe('LeasedRepository', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
    });

    it('is the most overdue one whose head was seen, referred to and held by nobody', async () => {
      await addSeenRepository(knex, {
        url: 'not asked',
        due_at: ago(11 * MINUTE),
        seen_at: null,
      });
      await addSeenRepository(knex, { url: 'later', due_at: ago(-MINUTE) });
      await addSeenRepository(knex, { url: 'due', due_at: ago(MINUTE) });
      await addSeenRepository(knex, {
        url: 'overdue',
        due_at: ago(9 * MINUTE),
      });
      await addSeenRepository(knex, {
        url: 'orphan',
        due_at: ago(10 * MINUTE),
        orphaned_at: new Date(),
      });

      expect((await claim(knex, 'a')).row.url).toBe('overdue');
      expect((await claim(knex, 'b')).row.url).toBe('due');
      await expect(
        LeasedRepository.claim({ knex, holder: 'c' }),
      ).resolves.toBeUndefined();
    });

    it('is never held by two at the same time', async () => {
      for (let index = 0; index < 10; index++) {
        await addSeenRepository(knex, { url: `repository ${index}` });
      }
      const claims = await Promise.all(
        Array.from({ length: 30 }, (_, index) =>
          LeasedRepository.claim({ knex, holder: `worker ${index}` }),
        ),
      );
      const urls = claims.flatMap(repository => repository?.row.url ?? []);
      expect(urls).toHaveLength(10);
      expect(new Set(urls).size).toBe(10);
    });

    it('is taken over when its lease has run out, and refuses what its former holder writes', async () => {
      await addSeenRepository(knex, { url: 'a' });
      const former = await claim(knex, 'former');
      await expect(
        LeasedRepository.claim({ knex, holder: 'eager' }),
      ).resolves.toBeUndefined();

      await knex('repositories').update({ lease_until: ago(1) });
      const next = await claim(knex, 'next');

      const written = jest.fn();
      await expect(
        former.write({ head: 'stale' }, async trx => {
          written();
          await trx('entity_problems').insert({ entity_ref: 'x', message: '' });
        }),
      ).rejects.toThrow(LeaseLostError);
      expect(written).not.toHaveBeenCalled();
      await expect(former.change({ head: 'stale' })).rejects.toThrow(
        LeaseLostError,
      );
      await expect(former.extend()).rejects.toThrow(LeaseLostError);
      await expect(former.giveUp()).rejects.toThrow(LeaseLostError);
      await expect(
        former.finish({ dueAt: new Date(), changes: {} }),
      ).rejects.toThrow(LeaseLostError);
      await next.change({ head: 'fresh' });
      await expect(knex('repositories').first()).resolves.toMatchObject({
        head: 'fresh',
        lease_holder: 'next',
      });
    });

    it('stays with its holder for as long as that extends the lease', async () => {
      await addSeenRepository(knex, { url: 'a' });
      const repository = await claim(knex, 'slow');
      await knex('repositories').update({ lease_until: ago(-1) });
      await repository.extend();
      const row = await knex('repositories').first();
      const left = toDate(row.lease_until).getTime() - Date.now();
      expect(left).toBeGreaterThan(LEASE_DURATION_MS - 5_000);
      await expect(
        LeasedRepository.claim({ knex, holder: 'eager' }),
      ).resolves.toBeUndefined();
    });

    it('undoes all of a write that fails', async () => {
      await addSeenRepository(knex, { url: 'a' });
      const repository = await claim(knex, 'worker');
      await expect(
        repository.write({ head: 'new' }, async trx => {
          await trx('entity_problems').insert({ entity_ref: 'x', message: '' });
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(repository.row.head).toBeNull();
      await expect(knex('repositories').first()).resolves.toMatchObject({
        head: null,
        version: 0,
      });
      await expect(knex('entity_problems').select()).resolves.toEqual([]);
    });

    it('raises its version with every change that an answer could show', async () => {
      await addSeenRepository(knex, { url: 'a' });
      const repository = await claim(knex, 'worker');
      await repository.extend();
      await expect(knex('repositories').first()).resolves.toMatchObject({
        version: 0,
      });
      await repository.change({ branch: 'main' });
      await repository.write({ head: 'x' }, async () => {});
      await repository.finish({ dueAt: new Date(), changes: {} });
      await expect(knex('repositories').first()).resolves.toMatchObject({
        version: 3,
      });
    });

    it('can be claimed at once after it was given up', async () => {
      await addSeenRepository(knex, { url: 'a' });
      const repository = await claim(knex, 'stopping');
      await repository.giveUp();
      await expect(repository.change({ head: 'late' })).rejects.toThrow(
        LeaseLostError,
      );
      expect((await claim(knex, 'next')).row).toMatchObject({
        url: 'a',
        lease_holder: 'next',
        head: null,
      });
    });

    it('is due again when it is said to be, unless it was asked for meanwhile', async () => {
      const dueAt = new Date(Date.now() + 10 * MINUTE);
      await addSeenRepository(knex, { url: 'a' });
      const first = await claim(knex, 'worker');
      await first.finish({ dueAt, changes: { synced_at: new Date() } });
      const row = await knex('repositories').first();
      expect(toDate(row.due_at)).toEqual(dueAt);
      expect(row).toMatchObject({ lease_holder: null, seen_at: null });

      const attemptedAt = ago(2 * MINUTE);
      const seen = {
        seen_at: attemptedAt,
        attempted_at: attemptedAt,
        due_at: attemptedAt,
      };
      await knex('repositories').update(seen);
      const second = await claim(knex, 'worker');
      await requestSync(knex, { repositoryId: second.row.id });
      await second.finish({ dueAt, changes: {} });
      const again = await knex('repositories').first();
      expect(toDate(again.due_at).getTime()).toBeLessThanOrEqual(Date.now());
    });

    it('is not due before a limit ends, whoever asks for it', async () => {
      const until = new Date(Date.now() + 10 * MINUTE);
      await addSeenRepository(knex, { url: 'a' });
      const repository = await claim(knex, 'worker');
      await requestSync(knex, { repositoryId: repository.row.id });
      await repository.finish({
        dueAt: until,
        changes: { held_back_until: until, held_back_reason: 'Enough' },
      });
      const row = await knex('repositories').first();
      expect(toDate(row.due_at)).toEqual(until);
    });

    it('forgets the head that was seen when it is asked for anew, but not under the hands of who reads it', async () => {
      const id = await addSeenRepository(knex, { url: 'a', seen_head: 'x' });
      const repository = await claim(knex, 'worker');
      await requestSync(knex, { repositoryId: id });
      await expect(knex('repositories').first()).resolves.toMatchObject({
        seen_head: 'x',
      });
      await repository.giveUp();
      await requestSync(knex, { repositoryId: id });
      await expect(knex('repositories').first()).resolves.toMatchObject({
        seen_head: null,
        seen_at: null,
      });
    });
  });
});
