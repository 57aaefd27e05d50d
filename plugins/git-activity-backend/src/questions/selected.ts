import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { Knex } from 'knex';
import { Selection } from '../access/Access';
import { Discretion } from '../access/Discretion';
import { readIds } from '../access/parameters';
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
  /** What the caller may be told of single people. */
  discretion: Discretion;
  /** On how many people a figure of this has to rest; 1 for any, as of what is asked about the caller alone. */
  minimumPeople: number;
  /** What counts of repositories in folders of which entities live: of a folder there are no figures that rest on several people. */
  scope: 'entity' | 'repository';
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
  const { access, counter, database, dayBasis, privacy } = context;
  const days = { ...readRange(query, dayBasis), ...readKinds(query) };
  const selection = await access.select(query, credentials);
  const { people, viewer } = selection;
  const asking = await privacy.identify(credentials);
  for (;;) {
    const outcome = await readSnapshot(database, async (trx, now) => {
      const discretion = await privacy.read(trx, asking);
      const minimumPeople = people ? 1 : discretion.minimumPeople;
      const scope = minimumPeople > 1 ? 'repository' : query.scope ?? 'entity';
      const roster = await counter.look(
        trx,
        await readScopes(trx, selection, scope),
      );
      const everywhere =
        people && (await counter.look(trx, wholeScopes(people.repositoryIds)));
      const unknown = [roster, ...(everywhere ? [everywhere] : [])]
        .flatMap(({ userEntityRefs }) => userEntityRefs)
        .filter(ref => viewer.sees(ref) === undefined);
      if (unknown.length > 0) {
        return { unknown };
      }
      const seer = {
        sees: (ref: string) => viewer.sees(ref) === true,
        names: (ref: string | undefined) => discretion.names(ref),
      };
      const found = await findPeople(trx, {
        ...{ selection, discretion, everywhere },
        seen: everywhere?.seenBy(seer),
      });
      const asked: Asked = {
        filter: { personIds: found.personIds, ...days },
        selection,
        selected: roster.seenBy(seer),
        unrecognised: found.unrecognised,
        discretion,
        minimumPeople,
        scope,
        now,
      };
      return { answer: await answer(trx, asked) };
    });
    if (outcome.unknown === undefined) {
      if (people) {
        await privacy.noteLook(asking, {
          personIds: readIds(people.filter?.personIds ?? []),
          userEntityRefs: people.filter?.userEntityRefs ?? people.users ?? [],
        });
      }
      return outcome.answer;
    }
    await viewer.filter(outcome.unknown);
  }
}

/** @throws NotAllowedError if commits or people one by one would tell more than a figure of enough people */
export function assertDetailed({
  minimumPeople,
}: Pick<Asked, 'minimumPeople'>): void {
  if (minimumPeople > 1) {
    throw new NotAllowedError(
      `Commits and people are not shown one by one here, since whatever is told rests on at least ${minimumPeople} people`,
    );
  }
}

/** @throws NotAllowedError if it is asked where nothing was done or begun, which single days tell */
export function assertToldOf(asked: Asked, states: string[] = []): void {
  if (states.some(state => state === 'quiet' || state === 'new')) {
    assertDetailed(asked);
  }
}

async function findPeople(
  trx: Knex,
  options: {
    selection: Selection;
    discretion: Discretion;
    everywhere?: Roster;
    /** That, as the caller sees it. */
    seen?: Selected;
  },
): Promise<{ personIds?: number[]; unrecognised: string[] }> {
  const { selection, discretion, everywhere, seen } = options;
  const { people, members } = selection;
  if (!people || !everywhere || !seen) {
    return { unrecognised: [] };
  }
  return resolvePeople(trx, {
    ...people,
    leads: everywhere.findLeads(seen.people),
    isNamed: id => seen.people.isNamed(id),
    areMembers: members !== undefined,
    discretion,
  });
}
