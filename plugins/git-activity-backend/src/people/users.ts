import { Knex } from 'knex';
import { recordset } from '../database/sql';
import { CatalogUserRow } from '../database/tables';

/**
 * Makes the mirror of the catalog's Users be exactly these.
 *
 * @returns whether anything was different
 */
export async function recordUsers(
  trx: Knex.Transaction,
  users: CatalogUserRow[],
): Promise<boolean> {
  const rows: CatalogUserRow[] = await trx('catalog_users').select();
  const before = new Map(rows.map(row => [row.entity_ref, row]));
  const after = new Set(users.map(user => user.entity_ref));
  const gone = rows.filter(row => !after.has(row.entity_ref));
  const changed = users.filter(user => {
    const row = before.get(user.entity_ref);
    return (
      row?.name !== user.name ||
      row.email !== user.email ||
      row.github_login !== user.github_login
    );
  });
  if (gone.length > 0) {
    await trx.raw(
      'delete from catalog_users where entity_ref in (select entity_ref from ?)',
      [
        recordset(trx, {
          as: 'gone',
          columns: { entity_ref: 'text' },
          rows: gone.map(({ entity_ref }) => ({ entity_ref })),
        }),
      ],
    );
  }
  if (changed.length > 0) {
    await trx.raw(
      `insert into catalog_users (entity_ref, name, email, github_login)
       select entity_ref, name, email, github_login from ? where true
       on conflict (entity_ref) do update set
         name = excluded.name, email = excluded.email, github_login = excluded.github_login`,
      [
        recordset(trx, {
          as: 'changed',
          columns: {
            entity_ref: 'text',
            name: 'text',
            email: 'text',
            github_login: 'text',
          },
          rows: changed,
        }),
      ],
    );
  }
  return gone.length + changed.length > 0;
}
