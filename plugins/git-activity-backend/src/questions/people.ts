import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { PersonList } from 'backstage-plugin-git-activity-common';
import { byName, readNames } from '../people/names';
import { CommitQuery, QuestionContext } from './context';
import { readSelected } from './selected';

/** Who did something? The people for whom at least one commit counts, authored or co-authored, by name. */
export async function askPeople(
  context: QuestionContext,
  options: { query: CommitQuery; credentials: BackstageCredentials },
): Promise<PersonList> {
  return readSelected(context, options, async (trx, { selected, filter }) => {
    const { personIds } = await context.counter.tally(trx, {
      selected,
      filter,
    });
    const people = await readNames(trx, { personIds, sources: selected });
    return {
      items: [...people.values()].sort(byName),
      revision: selected.revision,
    };
  });
}
