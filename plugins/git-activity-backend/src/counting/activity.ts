import { addDays, countDays, Day } from 'backstage-plugin-git-activity-common';
import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { personIn } from '../people/PeopleIndex';
import { CountTables } from './CountTables';
import {
  FIRST_DAY,
  fromDayNumber,
  NO_DAY_NUMBER,
  toDayNumber,
} from './dayNumbers';
import { Points } from './points';
import { Selected } from './Roster';
import { CountingFilter, CountingRules, Verdict } from './rules';
import { SelectedScopes } from './scopes';
import { readFirstDays, readSharedSets, SharedSet } from './selectedSets';
import { forEachWork } from './work';

/** Which days are told apart. */
export interface Periods {
  from: Day;
  to: Day;
  /** As many days before. */
  previous: { from: Day; to: Day };
  points: Points;
}

/** What a share of a selection comes to. */
export interface Activity {
  commits: number;
  /** In the days before. */
  previousCommits: number;
  series: number[];
  /** Of any commit that it holds, whoever did it. */
  firstDay: Day | null;
  /** Up to the end of the range, of what counts. */
  lastDay: Day | null;
}

/** What is counted, and how. */
interface Counting {
  tables: CountTables;
  selected: Selected;
  filter: CountingFilter;
}

/** Divides the days up to the end of a range. */
export function dividePeriods({ from, to }: { from: Day; to: Day }): Periods {
  const start = addDays(from, -countDays(from, to));
  return {
    from,
    to,
    previous: {
      from: start < FIRST_DAY ? FIRST_DAY : start,
      to: addDays(from, -1),
    },
    points: new Points({ from, to }),
  };
}

/**
 * Counts each of some shares of a selection by itself: what several of them hold counts in each, as often as it would if a share were all
 * that is selected.
 *
 * @returns as the shares are ordered
 */
export async function countActivities(
  trx: Knex,
  options: Counting & { shares: SelectedScopes[]; periods: Periods },
): Promise<Activity[]> {
  const { shares, periods, filter } = options;
  const { previous, points } = periods;
  const sets = await readSharedSets(trx, shares);
  const firstDays = await findFirstDays(trx, sets);
  const activities = shares.map((_, share) => ({
    commits: 0,
    previousCommits: 0,
    series: new Array<number>(points.length).fill(0),
    firstDay: firstDays.get(share) ?? null,
    lastDayNumber: NO_DAY_NUMBER,
  }));
  const [previousFirst, first] = [previous.from, periods.from].map(toDayNumber);
  const note = (share: number, dayNumber: number, commits: number) => {
    const activity = activities[share];
    if (dayNumber > activity.lastDayNumber) activity.lastDayNumber = dayNumber;
    if (dayNumber >= first) {
      activity.commits += commits;
      activity.series[points.indexOf(dayNumber)] += commits;
    } else if (dayNumber >= previousFirst) {
      activity.previousCommits += commits;
    }
  };
  const recent = { ...filter, from: previous.from };
  await forEachCounted(trx, { ...options, filter: recent, sets }, note);
  if (previous.from > FIRST_DAY) {
    // Where nothing was done for so long, one has to look further back.
    const before = { from: FIRST_DAY, to: addDays(previous.from, -1) };
    await forEachCounted(
      trx,
      {
        ...options,
        filter: { ...filter, ...before },
        sets: narrowSets(
          sets,
          share => activities[share].lastDayNumber === NO_DAY_NUMBER,
        ),
      },
      note,
    );
  }
  return activities.map(({ lastDayNumber, ...activity }) => ({
    ...activity,
    lastDay:
      lastDayNumber === NO_DAY_NUMBER ? null : fromDayNumber(lastDayNumber),
  }));
}

/**
 * Goes through what counts in each share, by days since 1970: first added up by day, since there may be a million rows, and far fewer days.
 */
async function forEachCounted(
  trx: Knex,
  options: Counting & { sets: SharedSet[] },
  onCounted: (share: number, dayNumber: number, commits: number) => void,
): Promise<void> {
  const { tables, sets, selected, filter } = options;
  const rules = new CountingRules(filter, selected.people);
  if (rules.isEmpty || sets.length === 0) return;
  const turns = new Turns();
  const { firstDay } = rules;
  const days = new Int32Array(rules.lastDay - firstDay + 1);
  for await (const { set, tables: counts } of tables.read(trx, {
    sets,
    from: filter.from,
    to: filter.to,
  })) {
    for (const [repositoryId, shares] of set.shares) {
      let low = days.length;
      let high = -1;
      await forEachWork(
        counts,
        personIn(selected, repositoryId),
        turns,
        (dayNumber, author, coAuthors, isMerge, commits) => {
          const verdict = rules.judge(dayNumber, author, coAuthors, isMerge);
          if (verdict !== Verdict.counts) return;
          const index = dayNumber - firstDay;
          days[index] += commits;
          if (index < low) low = index;
          if (index > high) high = index;
        },
      );
      for (let index = low; index <= high; index++) {
        const commits = days[index];
        if (commits === 0) continue;
        days[index] = 0;
        for (const share of shares) {
          onCounted(share, firstDay + index, commits);
        }
      }
    }
  }
}

/** Sets that some of the shares have, as far as they have them. */
function narrowSets(
  sets: SharedSet[],
  isWanted: (share: number) => boolean,
): SharedSet[] {
  return sets.flatMap(set => {
    const shares = [...set.shares]
      .map(([id, some]): [number, number[]] => [id, some.filter(isWanted)])
      .filter(([, some]) => some.length > 0);
    return shares.length > 0 ? [{ ...set, shares: new Map(shares) }] : [];
  });
}

/** By share. */
async function findFirstDays(
  trx: Knex,
  sets: SharedSet[],
): Promise<Map<number, Day>> {
  const ofSets = await readFirstDays(
    trx,
    sets.map(({ id }) => id),
  );
  const found = new Map<number, Day>();
  for (const { id, shares } of sets) {
    const day = ofSets.get(id);
    if (day === undefined) continue;
    for (const share of [...shares.values()].flat()) {
      const earliest = found.get(share);
      if (earliest === undefined || day < earliest) found.set(share, day);
    }
  }
  return found;
}
