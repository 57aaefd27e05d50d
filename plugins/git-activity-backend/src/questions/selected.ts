import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Knex } from 'knex';
import { Selection } from '../access/Access';
import { resolvePeople } from '../access/people';
import { Roster, Selected } from '../counting/Roster';
import { CountingFilter } from '../counting/rules';
import { readScopes, wholeScopes } from '../counting/scopes';
import { readSnapshot } from '../database/transactions';
import { CommitQuery, QuestionContext } from './context';
import { readKinds, readRange } from './range';

/** What is asked, cut down to what the caller may see, as of one moment. */
export interface Asked {
  filter: CountingFilter;
  selection: Selection;
  selected: Selected;
  /** Users asked for whom nothing lets anybody recognise, sorted. */
  unrecognised: string[];
  /** The moment, by the database's clock. */
  now: Date;
}

/**
 * Answers a question about commits from one snapshot, in which it is known of everybody in it whether the caller may see them. The catalog
 * cannot be asked within a snapshot; so whoever turns up in it that the caller was not asked about yet makes it be taken anew.
 */
export async function readSelected<T>(
  context: QuestionContext,
  options: { query: CommitQuery; credentials: BackstageCredentials },
  answer: (trx: Knex.Transaction, asked: Asked) => Promise<T>,
): Promise<T> {
  const { query, credentials } = options;
  const { access, counter, database, dayBasis } = context;
  const days = { ...readRange(query, dayBasis), ...readKinds(query) };
  const selection = await access.select(query, credentials);
  const { people, viewer } = selection;
  for (;;) {
    const outcome = await readSnapshot(database, async (trx, now) => {
      const roster = await counter.look(
        trx,
        await readScopes(trx, selection, query.scope),
      );
      const everywhere =
        people && (await counter.look(trx, wholeScopes(people.repositoryIds)));
      const unknown = [roster, ...(everywhere ? [everywhere] : [])]
        .flatMap(({ userEntityRefs }) => userEntityRefs)
        .filter(ref => viewer.sees(ref) === undefined);
      if (unknown.length > 0) {
        return { unknown };
      }
      const found = await findPeople(trx, { selection, everywhere });
      const asked: Asked = {
        filter: { personIds: found.personIds, ...days },
        selection,
        selected: roster.seenBy(ref => viewer.sees(ref) === true),
        unrecognised: found.unrecognised,
        now,
      };
      return { answer: await answer(trx, asked) };
    });
    if (outcome.unknown === undefined) {
      return outcome.answer;
    }
    await viewer.filter(outcome.unknown);
  }
}

async function findPeople(
  trx: Knex,
  options: { selection: Selection; everywhere?: Roster },
): Promise<{ personIds?: number[]; unrecognised: string[] }> {
  const { selection, everywhere } = options;
  const { people, viewer } = selection;
  if (!people || !everywhere) {
    return { unrecognised: [] };
  }
  const seen = everywhere.seenBy(ref => viewer.sees(ref) === true);
  return resolvePeople(trx, {
    ...people,
    leads: everywhere.findLeads(seen.people),
  });
}
