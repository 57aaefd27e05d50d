import {
  addDays,
  CalendarQuery,
  Day,
  Rhythm,
} from 'backstage-plugin-git-activity-common';
import { FakeLedger, peopleOf, rangeOf, selectCommits } from './fakeLedger';

const DAYS_PER_WEEK = 7;
const HOURS_PER_DAY = 24;

/** When in the week a selection was worked on, and by how many each week, but for the revision that it is of; always by weeks. */
export function findRhythm(
  ledger: FakeLedger,
  query: CalendarQuery,
): Omit<Rhythm, 'revision'> {
  const range = rangeOf(ledger, query);
  const { counted } = selectCommits(ledger, query);
  const hours = Array.from({ length: DAYS_PER_WEEK }, () =>
    new Array<number>(HOURS_PER_DAY).fill(0),
  );
  for (const { authoredAt } of counted) {
    const written = new Date(`${authoredAt.slice(0, 19)}Z`);
    const weekday = (written.getUTCDay() + DAYS_PER_WEEK - 1) % DAYS_PER_WEEK;
    hours[weekday][written.getUTCHours()] += 1;
  }
  const weeks: Rhythm['weeks'] = [];
  for (let last: Day = range.to; last >= range.from; ) {
    const first = addDays(last, 1 - DAYS_PER_WEEK);
    const from = first < range.from ? range.from : first;
    const commits = counted.filter(({ day }) => day >= from && day <= last);
    weeks.unshift({
      from,
      commits: commits.length,
      people: peopleOf(commits).length,
      repositories: new Set(commits.map(({ repository: { id } }) => id)).size,
    });
    last = addDays(first, -1);
  }
  return {
    ...range,
    hours,
    daysPerPoint: DAYS_PER_WEEK,
    weeks,
    unrecognised: [],
  };
}
