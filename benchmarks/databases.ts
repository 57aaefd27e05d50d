import { randomUUID } from 'node:crypto';
import path from 'node:path';
import knexFactory, { Knex } from 'knex';
import { openLedger } from '../plugins/git-activity-backend/src/database/openDatabase';

export type Engine = 'SQLite' | 'PostgreSQL';

export const ENGINES: Engine[] = ['SQLite', 'PostgreSQL'];

/** The PostgreSQL that figures are taken on. */
export const POSTGRES = process.env.BENCH_POSTGRES ?? '';

/** A new, empty ledger on disk, opened as Backstage opens it. */
export async function createLedger(options: {
  engine: Engine;
  folder: string;
}): Promise<Knex> {
  const knex =
    options.engine === 'SQLite'
      ? await openSqlite(options.folder)
      : await createPostgres(`bench_${randomUUID().replaceAll('-', '')}`);
  return openLedger({ getClient: async () => knex });
}

async function openSqlite(folder: string): Promise<Knex> {
  const knex = knexFactory({
    client: 'better-sqlite3',
    connection: { filename: path.join(folder, `${randomUUID()}.sqlite`) },
    useNullAsDefault: true,
    pool: { min: 1, max: 1 },
  });
  await knex.raw('pragma foreign_keys = on');
  return knex;
}

/** As much of a pg connection as is needed to set it up. */
interface PostgresConnection {
  query(sql: string, done: (error?: Error) => void): void;
}

/**
 * Creates a database of PostgreSQL and connects to it.
 *
 * @param settings - SQL that each connection begins with
 */
export async function createPostgres(
  database: string,
  settings: string = 'select 1',
): Promise<Knex> {
  const admin = knexFactory({ client: 'pg', connection: POSTGRES });
  await admin.raw('create database ??', [database]);
  await admin.destroy();
  return knexFactory({
    client: 'pg',
    connection: `${POSTGRES}/${encodeURIComponent(database)}`,
    pool: {
      afterCreate: (
        connection: PostgresConnection,
        done: (error?: Error) => void,
      ) => connection.query(settings, done),
    },
  });
}

/** Writes many rows into a table of PostgreSQL: its indexes are made anew at the end, which is faster than to keep them up. */
export async function withoutIndexes(
  knex: Knex,
  table: string,
  write: () => Promise<void>,
): Promise<void> {
  const { rows }: { rows: Array<{ dropped: string; made: string }> } =
    await knex.raw(
      `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as dropped,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as made
     from pg_constraint
     where contype in ('p', 'u') and conrelid = ?::regclass
     union all
     select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     from pg_index
     where indrelid = ?::regclass
       and not exists (select 1 from pg_constraint where conindid = indexrelid)`,
      [table, table],
    );
  for (const { dropped } of rows) await knex.raw(dropped);
  await write();
  for (const { made } of rows) await knex.raw(made);
}
