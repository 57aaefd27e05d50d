import { Knex } from 'knex';
import { isPostgres } from '../database/sql';

/** Makes a database take no writes, or take them again, as an administrator would. */
export async function setReadOnly(
  knex: Knex,
  value: 'on' | 'off',
): Promise<void> {
  if (!isPostgres(knex)) {
    await knex.raw(`pragma query_only = ${value}`);
    return;
  }
  await knex.transaction(async trx => {
    await trx.raw('set transaction read write');
    const { rows } = await trx.raw('select current_database() as name');
    await trx.raw(
      `alter database ?? set default_transaction_read_only = ${value}`,
      [rows[0].name],
    );
    // Connections that are there already keep what they were told when they began.
    await trx.raw(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
  });
  await knex.raw(`set default_transaction_read_only = ${value}`);
}
