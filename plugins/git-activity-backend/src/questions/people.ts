import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { PersonList } from 'backstage-plugin-git-activity-common';
import { readSnapshot } from '../database/transactions';
import { readNames, toPerson } from '../people/names';
import { CommitQuery, QuestionContext, readFilter } from './context';
import { isIdPlace, Page, readCursor, writeCursor } from './cursor';

/**
 * Who did something? One page of the people for whom at least one commit counts, authored or co-authored. By id, since there may be
 * hundreds of thousands, and what one is called takes far longer to find out than that they did something.
 */
export async function askPeople(
  context: QuestionContext,
  options: {
    query: CommitQuery;
    page: Page;
    credentials: BackstageCredentials;
  },
): Promise<PersonList> {
  const { counter, access, database } = context;
  const { page } = options;
  const after = page.cursor ? readCursor(page.cursor, isIdPlace).id : 0;
  const { filter } = await readFilter(context, options);
  const { shown, hasMore, names, revision } = await readSnapshot(
    database,
    async trx => {
      const selected = await counter.select(trx, filter.repositoryIds);
      const tally = await counter.tally(trx, { selected, filter });
      const personIds = tally.personIdsAfter(after, page.limit + 1);
      const ids = personIds.slice(0, page.limit);
      return {
        shown: ids,
        hasMore: personIds.length > ids.length,
        names: await readNames(trx, { personIds: ids, sources: selected }),
        revision: selected.revision,
      };
    },
  );
  const people = shown.flatMap(id => names.get(id) ?? []);
  const visibleUsers = await access.filterUsers(
    people.flatMap(({ user }) => user?.entityRef ?? []),
    options.credentials,
  );
  const last = shown.at(-1);
  return {
    items: people.map(person => toPerson(person, visibleUsers)),
    ...(last !== undefined &&
      hasMore && { nextCursor: writeCursor({ id: last }) }),
    revision,
  };
}
