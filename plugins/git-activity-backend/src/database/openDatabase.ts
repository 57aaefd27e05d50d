import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { isPostgres } from './sql';
import { understandError } from './trouble';

const MIGRATIONS_DIRECTORY = resolvePackagePath(
  'backstage-plugin-git-activity-backend',
  'migrations',
);

/**
 * Connects to the plugin's database and brings its tables up to date, unless the portal does that by itself.
 *
 * @throws DatabaseUnavailableError that says what to mend, if it takes no writes
 */
export async function openLedger(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  try {
    await prepare(knex, database);
  } catch (error) {
    throw understandError(error);
  }
  return knex;
}

async function prepare(knex: Knex, database: DatabaseService): Promise<void> {
  if (!isPostgres(knex)) {
    // By default SQLite writes every page twice and waits for the disk at every commit. With a write-ahead log a crash of the
    // portal loses nothing, and one of the machine at most the last moments, which the next sync reads again.
    await knex.raw('pragma journal_mode = wal');
    await knex.raw('pragma synchronous = normal');
  }
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
  }
}
