import { randomUUID } from 'node:crypto';
import path from 'node:path';
import knexFactory, { Knex } from 'knex';
import { openLedger } from '../plugins/git-activity-backend/src/ledger/openLedger';

export type Engine = 'SQLite' | 'PostgreSQL';

export const ENGINES: Engine[] = ['SQLite', 'PostgreSQL'];

const POSTGRES = process.env.BENCH_POSTGRES ?? '';

/** A new, empty ledger on disk, opened as Backstage opens it. */
export async function createLedger(options: {
  engine: Engine;
  folder: string;
}): Promise<Knex> {
  const knex =
    options.engine === 'SQLite'
      ? await openSqlite(options.folder)
      : await openPostgres();
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

async function openPostgres(): Promise<Knex> {
  const database = `bench_${randomUUID().replaceAll('-', '')}`;
  const admin = knexFactory({ client: 'pg', connection: POSTGRES });
  await admin.raw('create database ??', [database]);
  await admin.destroy();
  return knexFactory({
    client: 'pg',
    connection: `${POSTGRES}/${database}`,
  });
}
