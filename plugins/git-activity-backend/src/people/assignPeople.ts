import { Knex } from 'knex';
import { recordset, rowsOf, textList } from '../database/sql';
import { SqlWriter } from '../database/SqlWriter';
import { identify, Identity, IdentityFacts, KnownAuthor } from './identify';

/** An author that is stored, and who it was so far. */
export interface AssignedAuthor extends KnownAuthor {
  id: number;
  /** The User, or else the stranger. */
  personId: number;
  /** Who it is as far as commits tell. */
  strangerId: number;
}

/** Who some authors are. */
export interface FoundPeople {
  personOf(identity: Identity): number;
  /** Who it is to those who may not see the User. */
  strangerOf(identity: Identity): number;
}

interface PersonRow {
  id: number;
  key: string;
  bot_reason: string | null;
}

interface PersonColumns {
  key: string;
  user_entity_ref: string | null;
  bot: number;
  bot_reason: string | null;
}

/** Waits until nobody else enters authors or changes who they are, and keeps it so until the transaction ends. */
export async function lockPeople(trx: Knex.Transaction): Promise<void> {
  await trx('ledger_state')
    .where({ name: 'people' })
    .update({ version: trx.raw('version') });
}

/** Tells readers that who somebody is may be another person now. */
export async function raisePeopleVersion(trx: Knex.Transaction): Promise<void> {
  await trx('ledger_state').where({ name: 'people' }).increment('version');
}

/** The people of some identities; those that were not there are now. Users are people of their own, whose keys never change. */
export async function findOrAddPeople(
  trx: Knex.Transaction,
  identities: Identity[],
): Promise<FoundPeople> {
  const users = identities.flatMap(({ userEntityRef }) =>
    userEntityRef === null ? [] : [toUser(userEntityRef)],
  );
  const ids = await findOrAdd(trx, [...identities.map(toStranger), ...users]);
  const idOf = (key: string) => {
    const id = ids.get(key);
    if (id === undefined) {
      throw new Error('A person that was added is not there');
    }
    return id;
  };
  const strangerOf = ({ key }: Identity) => idOf(key);
  return {
    strangerOf,
    personOf: identity =>
      identity.userEntityRef === null
        ? strangerOf(identity)
        : idOf(toUser(identity.userEntityRef).key),
  };
}

async function findOrAdd(
  trx: Knex.Transaction,
  people: PersonColumns[],
): Promise<Map<string, number>> {
  const wanted = new Map(people.map(entry => [entry.key, entry]));
  await trx.raw(
    `insert into people (key, user_entity_ref, bot, bot_reason)
     select key, user_entity_ref, bot, bot_reason from ? where true
     on conflict (key) do nothing`,
    [
      recordset(trx, {
        as: 'wanted',
        columns: {
          key: 'text',
          user_entity_ref: 'text',
          bot: 'integer',
          bot_reason: 'text',
        },
        rows: [...wanted.values()],
      }),
    ],
  );
  const rows: Array<{ id: number; key: string; merged_into: number | null }> =
    await trx('people')
      .whereRaw('key in ?', [textList(trx, [...wanted.keys()])])
      .select('id', 'key', 'merged_into');
  for (const { id, key, merged_into } of rows) {
    // Whoever turned out to be somebody else, and now does not, is again who they were.
    if (merged_into !== null) {
      await trx('people')
        .where({ id })
        .update({ ...wanted.get(key), merged_into: null });
    }
  }
  return new Map(rows.map(row => [row.key, row.id]));
}

/**
 * Decides anew who some authors are. A stranger keeps its id whatever is learnt of it: if all that it is turns out to be
 * somebody whom nobody was so far, it becomes that; if it turns out to be a person that is there, its id leads to that one.
 * That of a stranger who turns out to be a User leads to the User, for those who may see them.
 *
 * @param authors - all authors of each stranger of whom one is among them
 * @returns whether anything changed
 */
export async function assignPeople(
  trx: Knex.Transaction,
  options: { authors: AssignedAuthor[]; facts: IdentityFacts },
): Promise<boolean> {
  const { authors, facts } = options;
  const decided = authors.map(author => ({
    author,
    identity: identify(author, facts),
  }));
  const before = await readPeople(
    trx,
    decided.map(({ author }) => author.strangerId),
  );
  const renamed = await renamePeople(trx, { before, decided });
  const people = await findOrAddPeople(
    trx,
    decided.map(({ identity }) => identity),
  );
  const changed = await updatePeople(trx, { before, decided });
  const moves = decided.flatMap(({ author, identity }) => {
    const personId = people.personOf(identity);
    const strangerId = people.strangerOf(identity);
    return personId === author.personId && strangerId === author.strangerId
      ? []
      : [{ id: author.id, personId, strangerId }];
  });
  if (moves.length > 0) {
    await moveAuthors(trx, moves);
    await mergeEmptied(trx, { decided, people });
  }
  return renamed || changed || moves.length > 0;
}

type Decided = Array<{ author: AssignedAuthor; identity: Identity }>;

async function readPeople(
  trx: Knex.Transaction,
  ids: number[],
): Promise<Map<number, PersonRow>> {
  const db = new SqlWriter(trx);
  const rows = await db.rows<PersonRow>(db.sql`
    select id, key, bot_reason from people
    where ${db.isIn('id', [...new Set(ids)])}`);
  return new Map(rows.map(row => [row.id, row]));
}

/** Gives people who are no longer who they were the identity that most of their authors have, unless somebody has it. */
async function renamePeople(
  trx: Knex.Transaction,
  options: { before: Map<number, PersonRow>; decided: Decided },
): Promise<boolean> {
  const { before, decided } = options;
  const identitiesOf = new Map<number, Identity[]>();
  for (const { author, identity } of decided) {
    const identities = identitiesOf.get(author.strangerId) ?? [];
    identities.push(identity);
    identitiesOf.set(author.strangerId, identities);
  }
  const candidates = new Map<string, { id: number; identity: Identity }>();
  for (const [id, identities] of [...identitiesOf].sort(([a], [b]) => a - b)) {
    const key = before.get(id)?.key;
    if (!identities.some(identity => identity.key === key)) {
      const identity = mostFrequent(identities);
      if (!candidates.has(identity.key)) {
        candidates.set(identity.key, { id, identity });
      }
    }
  }
  const taken: string[] = await trx('people')
    .whereRaw('key in ?', [textList(trx, [...candidates.keys()])])
    .pluck('key');
  taken.forEach(key => candidates.delete(key));
  for (const { id, identity } of candidates.values()) {
    await trx('people').where({ id }).update(toStranger(identity));
  }
  return candidates.size > 0;
}

/** Of several that are as frequent, the first. */
function mostFrequent(identities: Identity[]): Identity {
  const counts = new Map<string, number>();
  identities.forEach(({ key }) => counts.set(key, (counts.get(key) ?? 0) + 1));
  return identities.reduce((most, identity) =>
    (counts.get(identity.key) ?? 0) > (counts.get(most.key) ?? 0)
      ? identity
      : most,
  );
}

/** What is known of people whose key stays may change: which rule makes a bot of one. */
async function updatePeople(
  trx: Knex.Transaction,
  options: { before: Map<number, PersonRow>; decided: Decided },
): Promise<boolean> {
  const { before, decided } = options;
  const byKey = new Map([...before.values()].map(row => [row.key, row]));
  const changed = new Map<number, Identity>();
  for (const { identity } of decided) {
    const row = byKey.get(identity.key);
    if (row && row.bot_reason !== identity.botReason) {
      changed.set(row.id, identity);
    }
  }
  for (const [id, identity] of changed) {
    await trx('people').where({ id }).update(toStranger(identity));
  }
  return changed.size > 0;
}

async function moveAuthors(
  trx: Knex.Transaction,
  moves: Array<{ id: number; personId: number; strangerId: number }>,
): Promise<void> {
  await trx.raw(
    `update authors set person_id = moves.person_id, stranger_id = moves.stranger_id
     from ? where authors.id = moves.id`,
    [
      recordset(trx, {
        as: 'moves',
        columns: {
          id: 'integer',
          person_id: 'integer',
          stranger_id: 'integer',
        },
        rows: moves.map(({ id, personId, strangerId }) => ({
          id,
          person_id: personId,
          stranger_id: strangerId,
        })),
      }),
    ],
  );
}

/** Whoever is nobody any more leads to whom most of its authors became. */
async function mergeEmptied(
  trx: Knex.Transaction,
  options: { decided: Decided; people: FoundPeople },
): Promise<void> {
  const { decided, people } = options;
  const targets = new Map<number, Map<number, number>>();
  for (const { author, identity } of decided) {
    const target = people.strangerOf(identity);
    if (target !== author.strangerId) {
      const votes = targets.get(author.strangerId) ?? new Map<number, number>();
      votes.set(target, (votes.get(target) ?? 0) + 1);
      targets.set(author.strangerId, votes);
    }
  }
  const db = new SqlWriter(trx);
  const emptied = rowsOf<{ id: number }>(
    await db.sql`
      select id from people
      where ${db.isIn('id', [...targets.keys()])}
        and not exists (select 1 from authors a where a.stranger_id = people.id)`,
  );
  for (const { id } of emptied) {
    const [[target]] = [...(targets.get(id) ?? [])].sort(
      ([idA, a], [idB, b]) => b - a || idA - idB,
    );
    await trx('people').where({ id }).update({ merged_into: target });
    // A chain of ids would have to be followed at every question.
    await trx('people')
      .where({ merged_into: id })
      .update({ merged_into: target });
  }
}

function toStranger({ key, botReason }: Identity): PersonColumns {
  return {
    key,
    user_entity_ref: null,
    bot: botReason === null ? 0 : 1,
    bot_reason: botReason,
  };
}

function toUser(entityRef: string): PersonColumns {
  return {
    key: `user:${entityRef}`,
    user_entity_ref: entityRef,
    bot: 0,
    bot_reason: null,
  };
}
