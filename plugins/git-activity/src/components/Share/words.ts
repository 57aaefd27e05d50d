import { Calendar, Day } from 'backstage-plugin-git-activity-common';
import { DayLookup } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import {
  describeExcluded,
  describeRange,
  describeTotal,
  describeWithout,
} from '../../calendar/words';
import { ActivitySelection } from '../../hooks/selection';

/** What a picture says of its numbers, a line each: how many there are, of when, of whom and what, and what is not in them. */
export function describePicture(options: {
  calendar: Calendar;
  lookup: DayLookup;
  selection: ActivitySelection;
  today: Day;
  format: LocalFormat;
}): string[] {
  const { calendar, lookup, selection, today, format } = options;
  const { people, repositories, without } = selection;
  const { coverage } = calendar;
  const lines = [
    describeTotal(calendar, { lookup, format }),
    describeRange(calendar, format),
    people.length > 0 && format.t('share.people', { count: people.length }),
    repositories.length > 0 &&
      format.t('share.repositories', { count: repositories.length }),
    without && describeWithout(lookup.get(without), format),
    describeExcluded(calendar.excluded, format),
    format.t('share.asOf', {
      count: coverage.repositories.total,
      current: format.number(coverage.repositories.current),
      day: format.longDate(today),
    }),
  ];
  return lines.filter(line => typeof line === 'string');
}
