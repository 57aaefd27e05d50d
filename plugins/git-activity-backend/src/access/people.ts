import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { Discretion } from './Discretion';
import { readIds, RequestedPeople } from './parameters';

/** Whose work is asked for. */
export interface AskedPeople {
  /** Where people are looked for: all repositories that the caller may see. Who is in none of them is nobody to the caller. */
  repositoryIds: number[];
  /** User entities among those whose repositories are asked for. */
  users?: string[];
  /** What the person filter narrows that down to. */
  filter?: RequestedPeople;
}

interface PersonRow {
  id: number;
  merged_into: number | null;
  user_entity_ref: string | null;
}

/**
 * Finds people by the ids that links have, and by Users. An id whose person turned out to be another leads to that one.
 *
 * Whatever is asked for, the same is read: how long it takes tells nobody whether somebody is hidden or not there at all.
 *
 * @param options - `leads` says whom an id is among those that the caller may see, `isNamed` whether they may be told who that is; `areMembers`,
 * whether the Users are those of groups
 * @returns ids of people, sorted, and those of the Users of whom neither commits nor addresses nor accounts are known: what they
 * did is unknown, and not nothing
 * @throws NotFoundError if there is no person with one of the ids
 * @throws NotAllowedError if the caller may not be told what one of them did
 */
export async function resolvePeople(
  trx: Knex,
  options: Omit<AskedPeople, 'repositoryIds'> & {
    leads: ReadonlyMap<number, ReadonlySet<number>>;
    isNamed: (personId: number) => boolean;
    areMembers: boolean;
    discretion: Discretion;
  },
): Promise<{ personIds?: number[]; unrecognised: string[] }> {
  const { filter, leads, isNamed, areMembers, discretion } = options;
  discretion.assertNames(filter?.userEntityRefs ?? []);
  if (areMembers) discretion.assertMembers();
  else discretion.assertNames(options.users ?? []);
  const users = options.users?.filter(ref => !discretion.isOptedOut(ref));
  const personIds = filter?.personIds ?? [];
  const refs = [...(users ?? []), ...(filter?.userEntityRefs ?? [])];
  const db = new SqlWriter(trx);
  const rows = await db.rows<PersonRow>(db.sql`
    select id, merged_into, user_entity_ref from people
    where ${db.isIn('id', readIds(personIds))}
      or ${db.isOneOf('user_entity_ref', refs)}`);
  const recognisable = await readRecognisable(db, refs);
  const byRef = new Map(rows.map(row => [row.user_entity_ref, row.id]));
  const usersOf = (entityRefs: string[]) =>
    entityRefs.flatMap(ref => [...(leads.get(byRef.get(ref) ?? 0) ?? [])]);
  const mergedInto = new Map(rows.map(row => [row.id, row.merged_into]));
  const idsOf = (id: string) => {
    const led = leads.get(mergedInto.get(Number(id)) ?? Number(id)) ?? [];
    const found = [...led].filter(isNamed);
    if (found.length > 0) return found;
    // Of whom nothing is told, not even whether there is somebody shows.
    throw discretion.tellsApart
      ? new NotFoundError(`There is no person '${id}'`)
      : discretion.refusal();
  };
  return {
    personIds: intersect(
      users && usersOf(users),
      filter && [
        ...filter.personIds.flatMap(idsOf),
        ...usersOf(filter.userEntityRefs),
      ],
    ),
    unrecognised: [...new Set(refs)]
      .filter(ref => !recognisable.has(ref) && usersOf([ref]).length === 0)
      .sort(),
  };
}

/** Those of some Users of whom an address or an account is known. */
async function readRecognisable(
  db: SqlWriter,
  userEntityRefs: string[],
): Promise<Set<string>> {
  const known = await db.rows<{ ref: string }>(db.sql`
    select entity_ref as ref from catalog_user_emails
    where ${db.isOneOf('entity_ref', userEntityRefs)}
    union
    select entity_ref from catalog_user_accounts
    where ${db.isOneOf('entity_ref', userEntityRefs)}`);
  return new Set(known.map(({ ref }) => ref));
}

/** @returns sorted; undefined if neither is asked for */
function intersect(
  a: number[] | undefined,
  b: number[] | undefined,
): number[] | undefined {
  const both = a && b ? a.filter(id => b.includes(id)) : a ?? b;
  return both && [...new Set(both)].sort((x, y) => x - y);
}
