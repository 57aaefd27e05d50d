import { TestDatabases } from '@backstage/backend-test-utils';
import { addRepository } from '../__testUtils__/ledgerState';
import { createLedger } from '../__testUtils__/seedLedger';
import { dropScopes, HolderSets } from './holderSets';

jest.setTimeout(60_000);

/** As many repositories as a template, or a fork on every desk, comes to in a large company. */
const MANY = 3_000;

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

describe.each(databases.eachSupportedId())('HolderSets (%s)', databaseId => {
  it('are of thousands of scopes, if need be', async () => {
    const knex = await createLedger(databases, databaseId);
    const repository_id = await addRepository(knex, { url: 'https://x/y' });
    await knex.batchInsert('scopes', Array(MANY).fill({ repository_id }), 100);
    const scopes: number[] = await knex('scopes').orderBy('id').pluck('id');
    const find = (scopeIds: number[]) =>
      knex.transaction(trx => new HolderSets(trx).of(scopeIds));

    const all = await find(scopes);

    expect(await find([...scopes].reverse())).toBe(all);
    await expect(
      knex('holder_set_scopes').where({ set_id: all }).pluck('scope_id'),
    ).resolves.toHaveLength(MANY);
    await knex.transaction(trx => dropScopes(trx, [scopes[0]]));
    expect(await find(scopes.slice(1))).toBe(all);
  });
});
