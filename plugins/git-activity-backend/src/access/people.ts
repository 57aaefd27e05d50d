import { NotFoundError } from '@backstage/errors';
import { SqlWriter } from '../database/SqlWriter';
import { readIds, RequestedPeople } from './parameters';

/**
 * Finds people by the ids that links have, and by Users. An id whose person turned out to be another leads to that one.
 *
 * @throws NotFoundError if there is no person with one of the ids
 */
export async function findPeople(
  db: SqlWriter,
  people: RequestedPeople,
): Promise<number[]> {
  const { sql } = db;
  const rows = await db.rows<{ id: number; merged_into: number | null }>(sql`
    select id, merged_into from people
    where ${db.isIn('id', readIds(people.personIds))}
      or ${db.isOneOf('user_entity_ref', people.userEntityRefs)}`);
  const known = new Set(rows.map(({ id }) => id));
  const missing = people.personIds.find(id => !known.has(Number(id)));
  if (missing !== undefined) {
    throw new NotFoundError(`There is no person '${missing}'`);
  }
  return [...new Set(rows.map(row => row.merged_into ?? row.id))].sort(
    (a, b) => a - b,
  );
}

/** Those of some Users of whom neither commits nor addresses nor accounts are known: what they did is unknown, and not nothing. */
export async function findUnrecognised(
  db: SqlWriter,
  userEntityRefs: string[],
): Promise<string[]> {
  const { sql } = db;
  if (userEntityRefs.length === 0) {
    return [];
  }
  const known = await db.rows<{ ref: string }>(sql`
    select entity_ref as ref from catalog_user_emails
    where ${db.isOneOf('entity_ref', userEntityRefs)}
    union
    select entity_ref from catalog_user_accounts
    where ${db.isOneOf('entity_ref', userEntityRefs)}
    union
    select user_entity_ref from people
    where ${db.isOneOf('user_entity_ref', userEntityRefs)}`);
  const refs = new Set(known.map(({ ref }) => ref));
  return [...new Set(userEntityRefs)].filter(ref => !refs.has(ref)).sort();
}
