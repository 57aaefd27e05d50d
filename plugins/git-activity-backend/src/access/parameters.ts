import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** The largest id that the ledger can give. */
const MAX_ID = 2 ** 31 - 1;

/** Whom the person filter asks for. */
export interface RequestedPeople {
  /** As they stand in the request. */
  personIds: string[];
  userEntityRefs: string[];
}

/**
 * Reads an entity ref and writes it as all tables have it: lower case, with kind and namespace.
 *
 * @throws InputError that names the parameter if it is none
 */
export function readEntityRef(parameter: string, value: string): string {
  let entityRef;
  try {
    entityRef = parseEntityRef(value);
  } catch (error) {
    throw new InputError(`${parameter}: ${value} is no entity ref`, error);
  }
  const { kind, namespace, name } = entityRef;
  if ([kind, namespace, name].some(part => !/^[^\p{C}\s:/]+$/u.test(part))) {
    throw new InputError(`${parameter}: ${value} is no entity ref`);
  }
  return stringifyEntityRef(entityRef);
}

/**
 * Reads the person filter: ids of people, and refs of User entities.
 *
 * @throws InputError that names the parameter if something is neither
 */
export function readPeople(people: string[]): RequestedPeople {
  const requested: RequestedPeople = { personIds: [], userEntityRefs: [] };
  for (const person of people) {
    if (/^[0-9]+$/.test(person)) {
      requested.personIds.push(person);
      continue;
    }
    const entityRef = readEntityRef('person', person);
    if (!entityRef.startsWith('user:')) {
      throw new InputError(
        `person: ${person} is neither a person's id nor the entity ref of a User`,
      );
    }
    requested.userEntityRefs.push(entityRef);
  }
  return requested;
}

/** Reads ids, without those that are too large to be anything's. */
export function readIds(ids: string[]): number[] {
  return ids.map(Number).filter(id => id <= MAX_ID);
}
