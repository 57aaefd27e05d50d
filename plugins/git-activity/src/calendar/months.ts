import { Day, listDays } from 'backstage-plugin-git-activity-common';
import { DayRange } from './strips';

/** The days of a range, month by month; the newest month first, its days in order. */
export function listMonths(range: DayRange): Day[][] {
  const months = new Map<string, Day[]>();
  for (const day of listDays(range.from, range.to)) {
    const month = day.slice(0, 7);
    const days = months.get(month) ?? [];
    days.push(day);
    months.set(month, days);
  }
  return [...months.values()].reverse();
}
