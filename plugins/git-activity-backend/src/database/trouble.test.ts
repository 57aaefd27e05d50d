import { TestDatabases } from '@backstage/backend-test-utils';
import { serializeError } from '@backstage/errors';
import { Knex } from 'knex';
import { createLedger } from '../__testUtils__/seedLedger';
import { setReadOnly } from '../__testUtils__/troubledDatabase';
import { openLedger } from './openDatabase';
import { readSnapshot, write } from './transactions';
import { DatabaseUnavailableError, understandError } from './trouble';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

async function addProblem(knex: Knex, message: string): Promise<void> {
  await write(knex, async trx => {
    await trx('entity_problems').insert({ entity_ref: 'secret', message });
  });
}

describe('understandError', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    it('says what to mend when the database is read-only, and questions are answered', async () => {
      const knex = await createLedger(databases, databaseId);
      await setReadOnly(knex, 'on');
      const error = await addProblem(knex, 'a').catch(failure => failure);
      expect(error).toBeInstanceOf(DatabaseUnavailableError);
      expect(error).toMatchObject({ trouble: 'read-only' });
      expect(error.message).toMatch(/read-only.*default_transaction_read_only/);
      expect(error.detail).toMatch(/read-?only/);
      expect(JSON.stringify(serializeError(error))).not.toMatch(
        /secret|insert/,
      );
      await expect(
        readSnapshot(knex, trx => trx('entity_problems').select()),
      ).resolves.toEqual([]);

      await expect(
        openLedger({ getClient: async () => knex }),
      ).rejects.toMatchObject({ trouble: 'read-only' });
      await setReadOnly(knex, 'off');
      await addProblem(knex, 'a');
    });
  });

  it('says what to mend when the disk is full, and questions are answered', async () => {
    const knex = await createLedger(databases, 'SQLITE_3');
    const [{ page_count }] = await knex.raw('pragma page_count');
    await knex.raw(`pragma max_page_count = ${page_count}`);
    await expect(addProblem(knex, 'x'.repeat(1_000_000))).rejects.toMatchObject(
      {
        name: 'ServiceUnavailableError',
        trouble: 'full',
        message: expect.stringMatching(/disk .* is full/),
      },
    );
    await expect(
      readSnapshot(knex, trx => trx('entity_problems').select()),
    ).resolves.toEqual([]);
    await knex.raw('pragma max_page_count = 1000000');
    await addProblem(knex, 'x'.repeat(1_000_000));
  });

  it.each(['53100', 'SQLITE_FULL'])('takes %s for a full disk', code => {
    expect(understandError(Object.assign(new Error(), { code }))).toMatchObject(
      { trouble: 'full' },
    );
  });

  it('is not misled by what a statement writes', () => {
    const error = new Error(
      "insert into commits values ('Connection terminated') - value too long",
    );
    expect(understandError(error)).toBe(error);
  });
});
