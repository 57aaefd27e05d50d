import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { PersonList } from 'backstage-plugin-git-activity-common';
import { readSnapshot } from '../database/transactions';
import { readNames, toPerson } from '../people/names';
import { CommitQuery, QuestionContext, readFilter } from './context';

/** The same on every machine and engine, unlike the databases' collations. */
const NAME_ORDER = new Intl.Collator('en');

/** Who did something? The people for whom at least one commit counts, authored or co-authored, by name. */
export async function askPeople(
  context: QuestionContext,
  options: { query: CommitQuery; credentials: BackstageCredentials },
): Promise<PersonList> {
  const { counter, access, database } = context;
  const { filter } = await readFilter(context, options);
  const { names, revision } = await readSnapshot(database, async trx => {
    const selected = await counter.select(trx, filter.repositoryIds);
    const { personIds } = await counter.tally(trx, { selected, filter });
    return {
      names: await readNames(trx, { personIds, sources: selected }),
      revision: selected.revision,
    };
  });
  const people = [...names.values()];
  const visibleUsers = await access.filterUsers(
    people.flatMap(({ user }) => user?.entityRef ?? []),
    options.credentials,
  );
  const items = people
    .map(person => toPerson(person, visibleUsers))
    .sort(
      (a, b) =>
        NAME_ORDER.compare(a.name, b.name) || Number(a.id) - Number(b.id),
    );
  return { items, revision };
}
