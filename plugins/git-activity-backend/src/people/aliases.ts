import { Alias as ToldAlias } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { toDate } from '../database/tables';
import { Alias } from './AliasDirectory';

/** An alias that an admin added in the portal; one that was undone stays, so that one can see what was done. */
export interface AliasRow {
  id: number;
  name: string | null;
  email: string;
  user_entity_ref: string | null;
  same_as: string | null;
  created_by: string;
  created_at: Date | string | number;
  undone_by: string | null;
  undone_at: Date | string | number | null;
}

/**
 * The aliases that apply, the first of several about the same authors first: those of the portal, the latest first; those of the
 * configuration; and approved claims, the latest first.
 */
export async function readAliases(
  knex: Knex,
  configured: Alias[] = [],
): Promise<Alias[]> {
  const added: AliasRow[] = await knex('person_aliases')
    .whereNull('undone_at')
    .orderBy('id', 'desc');
  const claims: Array<{ email: string; user_entity_ref: string }> = await knex(
    'person_claims',
  )
    .where({ decision: 'approved' })
    .orderBy('id', 'desc')
    .select('email', 'user_entity_ref');
  return [
    ...added.map(toAlias),
    ...configured,
    ...claims.map(
      ({ email, user_entity_ref }): Alias => ({
        email,
        userEntityRef: user_entity_ref,
        rule: 'claim',
      }),
    ),
  ];
}

function toAlias(row: AliasRow): Alias {
  return {
    email: row.email,
    name: row.name ?? undefined,
    userEntityRef: row.user_entity_ref ?? undefined,
    sameAs: row.same_as ?? undefined,
    rule: 'alias',
  };
}

/** An alias as answers have it. */
export function tellAlias(row: AliasRow): ToldAlias {
  const { name, user_entity_ref, same_as, undone_by, undone_at } = row;
  return {
    id: String(row.id),
    email: row.email,
    ...(name !== null && { name }),
    ...(user_entity_ref !== null && { userEntityRef: user_entity_ref }),
    ...(same_as !== null && { sameAs: same_as }),
    createdBy: row.created_by,
    createdAt: toDate(row.created_at).toISOString(),
    ...(undone_by !== null && { undoneBy: undone_by }),
    ...(undone_at !== null && { undoneAt: toDate(undone_at).toISOString() }),
  };
}
