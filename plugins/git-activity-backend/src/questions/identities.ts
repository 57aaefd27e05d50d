import { PeopleRules } from '../people/facts';
import { PeopleResolver } from '../people/PeopleResolver';
import { Knex } from 'knex';
import {
  IdentityList,
  IdentitySuggestionList,
} from 'backstage-plugin-git-activity-common';
import { readSnapshot } from '../database/transactions';
import { Identities, IdentityState, VolumePlace } from '../people/identities';
import { readSuggestions } from '../people/suggestions';
import { Page, readCursor, writeCursor } from './cursor';

/** What questions about who is who are answered with; whoever asks them may see everyone. */
export interface IdentityContext {
  database: Knex;
  rules: PeopleRules;
  resolver: PeopleResolver;
}

/** Who is everyone? One page of all people, by how many commits name them. */
export async function askIdentities(
  { database, rules }: IdentityContext,
  options: { query: { search?: string; state?: IdentityState }; page: Page },
): Promise<IdentityList> {
  const { query, page } = options;
  const after =
    page.cursor === undefined
      ? undefined
      : readCursor(page.cursor, isVolumePlace);
  return readSnapshot(database, async trx => {
    const identities = new Identities(trx, query.search);
    const found = await identities.readPage({
      state: query.state,
      after,
      limit: page.limit + 1,
      rules,
    });
    const items = found.slice(0, page.limit);
    const last = items.at(-1);
    return {
      items,
      ...(last &&
        items.length < found.length && {
          nextCursor: writeCursor({
            commits: last.commits,
            id: Number(last.id),
          }),
        }),
      totals: await identities.readTotals(),
    };
  });
}

/** Who may be the same? */
export async function askIdentitySuggestions({
  database,
}: IdentityContext): Promise<IdentitySuggestionList> {
  return { items: await readSnapshot(database, readSuggestions) };
}

function isVolumePlace(place: unknown): place is VolumePlace {
  return (
    typeof place === 'object' &&
    place !== null &&
    'commits' in place &&
    Number.isSafeInteger(place.commits) &&
    'id' in place &&
    Number.isSafeInteger(place.id)
  );
}
