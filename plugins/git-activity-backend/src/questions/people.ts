import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { PersonList } from 'backstage-plugin-git-activity-common';
import { readNames } from '../people/names';
import { CommitQuery, QuestionContext } from './context';
import { isIdPlace, Page, readCursor, writeCursor } from './cursor';
import { assertDetailed, readSelected } from './selected';

/**
 * Who did something? One page of the people for whom at least one commit counts, authored or co-authored, by name.
 *
 * @param options - `query.search` is text that their names have in them, or the refs of the Users that they are
 */
export async function askPeople(
  context: QuestionContext,
  options: {
    query: CommitQuery & { search?: string };
    page: Page;
    credentials: BackstageCredentials;
  },
): Promise<PersonList> {
  const { cursor, limit } = options.page;
  const { search = '' } = options.query;
  const { counter, peopleOrders } = context;
  return readSelected(context, options, async (trx, asked) => {
    const { selected, filter } = asked;
    assertDetailed(asked);
    const { revision } = selected;
    const people = await peopleOrders.read(trx, {
      key: JSON.stringify([revision, filter]),
      findPeople: async () =>
        (
          await counter.tally(trx, { selected, filter })
        ).personIds,
      sources: selected,
    });
    const text = search.toLowerCase();
    const ids = people
      .filter(
        ({ id, sought }) =>
          selected.people.isNamed(id) && sought.includes(text),
      )
      .map(({ id }) => id);
    const first = cursor === undefined ? 0 : findPlace(ids, cursor) + 1;
    const personIds = ids.slice(first, first + limit);
    const names = await readNames(trx, { personIds, sources: selected });
    const last = personIds.at(-1);
    return {
      items: personIds.flatMap(id => names.get(id) ?? []),
      ...(last !== undefined &&
        last !== ids.at(-1) && { nextCursor: writeCursor({ id: last }) }),
      totals: { people: ids.length },
      revision,
    };
  });
}

function findPlace(ids: number[], cursor: string): number {
  const place = ids.indexOf(readCursor(cursor, isIdPlace).id);
  if (place === -1) {
    throw new InputError('cursor: its person is no longer in this list');
  }
  return place;
}
