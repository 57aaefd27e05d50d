import { Person } from 'backstage-plugin-git-activity-common';

/** The columns of `people` that a {@link Person} is made from. */
export interface PersonColumns {
  person_id: number;
  name: string;
  user_entity_ref: string | null;
  bot: number;
}

export function toPerson(row: PersonColumns): Person {
  return {
    id: String(row.person_id),
    name: row.name,
    ...(row.user_entity_ref !== null && { userEntityRef: row.user_entity_ref }),
    bot: row.bot === 1,
  };
}
