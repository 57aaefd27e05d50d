import { addDays, Day, Repository } from 'backstage-plugin-git-activity-common';
import { FakeLedger } from './fakeLedger';
import {
  failed,
  MISSED_DAYS,
  shallow,
  stale,
  unread,
} from './repositoryStates';
import { sampleCommit } from './sampleLedger';

/** Repositories of a team. */
export const TEAM_REPOSITORIES = 30;

/** What a repository of a team is like that is not like the others, by its number. */
export const TEAM = {
  quiet: '2',
  new: '5',
  failed: '7',
  stale: '9',
  shallow: '11',
  never: '13',
  busyMonthCommits: 120,
};

/** The sub-teams of a team, with the numbers of their repositories; what is in none is the team's own. */
export const SUB_TEAMS: Record<string, string[]> = {
  checkout: ['2', '4', '6'],
  // what two of them have counts in each
  fraud: ['4', '7'],
  ledger: ['8', '9', '10'],
  rentals: ['2'],
};

/** A team some of whose repositories are quiet, new, not complete or in trouble, with a month like no other. */
export function teamOf(ledger: FakeLedger, today: Day): Partial<FakeLedger> {
  const thisYear = `${today.slice(0, 4)}-01-01`;
  const lastKnown = addDays(today, -MISSED_DAYS - 1);
  const busyDay = addDays(today, -200);
  const isThere = ({
    repository: { id },
    day,
  }: FakeLedger['commits'][number]) =>
    !(id === TEAM.quiet && day > addDays(today, -250)) &&
    !(id === TEAM.new && day < thisYear) &&
    !(id === TEAM.stale && day > lastKnown) &&
    ![TEAM.failed, TEAM.never].includes(id);
  const changes: Record<string, Partial<Repository>> = {
    [TEAM.failed]: failed,
    [TEAM.shallow]: shallow,
    [TEAM.never]: unread,
    [TEAM.stale]: {
      ...stale,
      coverage: { completeFrom: '0001-01-01', completeUntil: lastKnown },
    },
  };
  return {
    repositories: ledger.repositories.map(repository => ({
      ...repository,
      ...changes[repository.id],
    })),
    commits: [
      ...ledger.commits.filter(isThere),
      ...Array.from({ length: TEAM.busyMonthCommits }, (_, index) =>
        sampleCommit({
          index: 300_000 + index,
          day: busyDay,
          repository: ledger.repositories[0],
        }),
      ),
    ],
    parts: partsOf(ledger),
    problems: [
      {
        entityRef: 'component:default/till',
        message: 'git-activity/repository: there is no such URL',
      },
    ],
  };
}

function partsOf({ repositories }: FakeLedger): FakeLedger['parts'] {
  const taken = new Set(Object.values(SUB_TEAMS).flat());
  const own = repositories.map(({ id }) => id).filter(id => !taken.has(id));
  return [
    { repositories: own },
    ...Object.entries(SUB_TEAMS).map(([name, ids]) => ({
      entityRef: `group:default/${name}`,
      repositories: ids,
    })),
  ];
}
