import { InputError, NotFoundError } from '@backstage/errors';
import { Erasure } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { readIds } from '../access/parameters';
import { write } from '../database/transactions';
import { lockPeople } from '../people/assignPeople';
import { erasePerson } from '../people/erasure';
import { IdentityContext } from './identities';

interface PersonRow {
  id: number;
  merged_into: number | null;
  user_entity_ref: string | null;
  bot: number;
}

/**
 * Erases a person for good; one who was erased before stays so.
 *
 * @throws NotFoundError if nobody has this id, InputError if it is no human or not one
 */
export async function erase(
  { database }: IdentityContext,
  { id }: { id: string },
): Promise<Erasure> {
  return write(database, async trx => {
    await lockPeople(trx);
    const person = await findPerson(trx, id);
    if (person.bot === 1) {
      throw new InputError(`id: '${id}' is a bot`);
    }
    const authors = await erasePerson(trx, {
      personId: person.id,
      userEntityRef: person.user_entity_ref,
    });
    return { id: String(person.id), authors };
  });
}

/** Who is a stranger to some is the User to whoever may erase. */
async function findPerson(
  trx: Knex.Transaction,
  id: string,
): Promise<PersonRow> {
  const read = async (ids: number[]): Promise<PersonRow | undefined> =>
    trx('people')
      .whereIn('id', ids)
      .first('id', 'merged_into', 'user_entity_ref', 'bot');
  const named = await read(readIds([id]));
  const person = named?.merged_into ? await read([named.merged_into]) : named;
  if (!person) {
    throw new NotFoundError(`There is no person '${id}'`);
  }
  const people: number[] = await trx('authors')
    .where({ person_id: person.id })
    .orWhere({ stranger_id: person.id })
    .distinct()
    .pluck('person_id');
  if (people.includes(person.id)) {
    return person;
  }
  const [user] = people.length === 1 ? [await read(people)] : [];
  if (!user) {
    throw people.length > 1
      ? new InputError(`id: '${id}' is several Users`)
      : new NotFoundError(`There is no person '${id}'`);
  }
  return user;
}
