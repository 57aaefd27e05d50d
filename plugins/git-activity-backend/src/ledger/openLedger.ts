import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

const MIGRATIONS_DIRECTORY = resolvePackagePath(
  'backstage-plugin-git-activity-backend',
  'migrations',
);

/** Connects to the plugin's database and brings its tables up to date, unless the portal does that by itself. */
export async function openLedger(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: MIGRATIONS_DIRECTORY });
  }
  return knex;
}
