import { TestDatabases } from '@backstage/backend-test-utils';
import knexFactory, { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLedger } from '../__testUtils__/seedLedger';
import { readOnce, readSnapshot, write, writeQueue } from './transactions';
import { DatabaseUnavailableError } from './trouble';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

/** As long as others may be kept by a replica that was stopped. */
const PATIENCE_MS = 10_000;

/** Another replica's connections to the same database. */
function connectAnew(knex: Knex): Knex {
  const { client, connection, useNullAsDefault } = knex.client.config;
  return knexFactory({ client, connection, useNullAsDefault });
}

/** A promise for a test to keep. */
function promise(): { kept: Promise<void>; keep: () => void } {
  let keep = () => {};
  const kept = new Promise<void>(resolve => {
    keep = resolve;
  });
  return { kept, keep };
}

async function addProblem(trx: Knex, entityRef: string): Promise<void> {
  await trx('entity_problems')
    .insert({ entity_ref: entityRef, message: '' })
    .onConflict('entity_ref')
    .merge();
}

describe('transactions', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
    });

    it("know the moment by the database's clock", async () => {
      const before = Date.now();
      const moments = await Promise.all(
        [write, writeQueue, readSnapshot].map(transact =>
          transact(knex, async (_trx, now) => now.getTime()),
        ),
      );
      for (const moment of moments) {
        expect(moment).toBeGreaterThanOrEqual(before - 2);
        expect(moment).toBeLessThanOrEqual(Date.now() + 2);
      }
    });

    it('let the queue be kept while fifty questions wait', async () => {
      let answered = 0;
      const questions = Array.from({ length: 50 }, () =>
        readSnapshot(knex, async trx => {
          for (let index = 0; index < 5; index++) {
            await trx('repositories').select();
            await sleep(5);
          }
          answered++;
        }),
      );
      await writeQueue(knex, trx => addProblem(trx, 'heartbeat'));
      expect(answered).toBeLessThan(25);
      await Promise.all(questions);
      expect(answered).toBe(50);
    });

    it('answer together what is asked at once, however many batches wait to be written', async () => {
      const ask = () =>
        Promise.all(
          Array.from({ length: 6 }, () =>
            readSnapshot(knex, trx => trx('repositories').select()),
          ),
        );
      // Connections are opened beforehand, which takes longer than a batch.
      await ask();
      let written = 0;
      const batches = Array.from({ length: 20 }, () =>
        write(knex, async trx => {
          await addProblem(trx, 'batch');
          await sleep(50);
          written++;
        }),
      );
      await ask();
      expect(written).toBeLessThan(6);
      await Promise.all(batches);
    });

    it('pass on what is no trouble of the database as it is', async () => {
      const error = new Error('no');
      await expect(
        write(knex, async () => {
          throw error;
        }),
      ).rejects.toBe(error);
      await expect(
        write(knex, async trx => trx('repositories').insert({ url: 'a' })),
      ).rejects.not.toBeInstanceOf(DatabaseUnavailableError);
    });
  });

  describe('PostgreSQL', () => {
    let knex: Knex;
    let other: Knex;
    beforeEach(async () => {
      knex = await createLedger(databases, 'POSTGRES_18');
      other = connectAnew(knex);
    });
    afterEach(() => other.destroy());

    it('do not wait for a replica that was stopped in the midst of one, which does it again once it can', async () => {
      const holding = promise();
      const going = promise();
      let attempts = 0;
      const stopped = write(other, async trx => {
        attempts++;
        await addProblem(trx, 'a');
        holding.keep();
        await going.kept;
        await addProblem(trx, 'b');
      });
      await holding.kept;
      const since = performance.now();
      await write(knex, trx => addProblem(trx, 'a'));
      expect(performance.now() - since).toBeLessThan(PATIENCE_MS);
      going.keep();
      await stopped;
      expect(attempts).toBe(2);
      await expect(
        knex('entity_problems').orderBy('entity_ref').pluck('entity_ref'),
      ).resolves.toEqual(['a', 'b']);
    });

    it('do not wait for a replica that was stopped while rows were sent to it', async () => {
      const holding = promise();
      const going = promise();
      let attempts = 0;
      const stopped = write(other, async trx => {
        attempts++;
        await addProblem(trx, 'a');
        if (attempts > 1) return;
        const { connection } = await trx.client.acquireConnection();
        connection.stream.pause();
        void going.kept.then(() => connection.stream.resume());
        holding.keep();
        await trx.raw(
          `select repeat('x', 1000) from generate_series(1, 100000)`,
        );
      });
      await holding.kept;
      const since = performance.now();
      await write(knex, trx => addProblem(trx, 'a'));
      expect(performance.now() - since).toBeLessThan(PATIENCE_MS);
      going.keep();
      await stopped;
      expect(attempts).toBe(2);
    });

    it('answer questions and keep the queue while writers wait for a lock', async () => {
      const holding = promise();
      const going = promise();
      const holder = other.transaction(async trx => {
        await addProblem(trx, 'a');
        holding.keep();
        await going.kept;
      });
      await holding.kept;
      let written = 0;
      const writers = Array.from({ length: 30 }, () =>
        write(knex, async trx => {
          await addProblem(trx, 'a');
          written++;
        }),
      );
      await Promise.all(
        Array.from({ length: 30 }, async () => {
          await readSnapshot(knex, trx => trx('entity_problems').select());
          await readOnce(knex, () => knex('entity_problems').select());
          await writeQueue(knex, trx => addProblem(trx, 'b'));
        }),
      );
      expect(written).toBe(0);
      going.keep();
      await Promise.all([holder, ...writers]);
      expect(written).toBe(30);
    });

    it('are done again after the connection was lost', async () => {
      const lose = async (trx: Knex) => {
        const { rows } = await trx.raw('select pg_backend_pid() as pid');
        await other.raw('select pg_terminate_backend(?)', [rows[0].pid]);
        // The server has gone before anything more is asked of it.
        await sleep(100);
      };
      for (const transact of [write, writeQueue, readSnapshot]) {
        let attempts = 0;
        await expect(
          transact(knex, async trx => {
            attempts++;
            if (attempts === 1) await lose(trx);
            return trx('ledger_state').where({ name: 'people' }).pluck('name');
          }),
        ).resolves.toEqual(['people']);
        expect(attempts).toBe(2);
      }
    });

    it('are done again when they were in the way of each other', async () => {
      const both = [promise(), promise()];
      const attempts = [0, 0];
      await Promise.all(
        [
          ['a', 'b'],
          ['b', 'a'],
        ].map(([first, second], index) =>
          write(knex, async trx => {
            attempts[index]++;
            await addProblem(trx, first);
            both[index].keep();
            await Promise.all(both.map(({ kept }) => kept));
            await addProblem(trx, second);
          }),
        ),
      );
      expect(attempts.sort()).toEqual([1, 2]);
    });

    it('say that it took too long, and can be tried again', async () => {
      const failure = write(knex, async trx => {
        await trx.raw("set local statement_timeout = '20ms'");
        await trx.raw('select pg_sleep(5)');
      });
      await expect(failure).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        trouble: 'slow',
        message: 'The database took too long; try again in a moment',
        detail: 'canceling statement due to statement timeout',
      });
    });

    it('are ended by the server, whatever becomes of the replica', async () => {
      const settings = await Promise.all(
        [write, writeQueue, readSnapshot].map(transact =>
          transact(knex, async trx => {
            const { rows } = await trx.raw(
              `select name, setting from pg_settings
               where name like '%\\_timeout' and name ~ '^(lock|idle_in|statement|transaction)' order by name`,
            );
            return rows.map((row: { setting: string }) => Number(row.setting));
          }),
        ),
      );
      for (const [idle, lock, statement, transaction] of settings) {
        expect(idle).toBeGreaterThan(0);
        expect(lock).toBeGreaterThan(idle);
        expect(idle + lock).toBeLessThan(2 * PATIENCE_MS);
        expect(statement).toBeGreaterThan(lock);
        expect(transaction).toBeGreaterThan(statement);
      }
      // Whoever has the connection next finds it as it was.
      const { rows } = await knex.raw('show statement_timeout');
      expect(rows).toEqual([{ statement_timeout: '0' }]);
    });
  });

  it('say that a database cannot be reached', async () => {
    const knex = knexFactory({
      client: 'pg',
      connection: 'postgresql://nobody@localhost:1/nothing',
      log: { warn: () => {} },
    });
    await expect(
      readSnapshot(knex, async () => undefined),
    ).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      trouble: 'lost',
    });
    await knex.destroy();
  });
});
