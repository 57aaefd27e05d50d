import { Day } from 'backstage-plugin-git-activity-common';
import { DateTime } from 'luxon';
import { LocalFormat } from './locale';

const DAY_FORMAT = 'yyyy-MM-dd';

/** In which units ages are told, and how many seconds each has. */
const AGE_UNITS: ReadonlyArray<[Intl.RelativeTimeFormatUnit, number]> = [
  ['year', 365.25 * 86_400],
  ['month', 30.44 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `3 minutes ago`; `just now` for less than a minute. */
export function describeAge(
  then: Date,
  options: { now: Date; format: LocalFormat },
): string {
  const { now, format } = options;
  const seconds = Math.max(0, (now.getTime() - then.getTime()) / 1000);
  const unit = AGE_UNITS.find(([, length]) => seconds >= length);
  return unit
    ? format.age(Math.floor(seconds / unit[1]), unit[0])
    : format.t('common.justNow');
}

/** `14:32 (UTC+02:00)`, by the author's clock; with the date, where that is not the one day that it is known to be of. */
export function describeMoment(
  authoredAt: string,
  options: { day?: Day; format: LocalFormat },
): string {
  const { day, format } = options;
  const moment = DateTime.fromISO(authoredAt, { setZone: true });
  if (!moment.isValid) {
    return authoredAt;
  }
  const time = timeOf(moment, format);
  const ownDay = moment.toFormat(DAY_FORMAT);
  const date = ownDay === day ? '' : `${format.shortDay(ownDay)}, `;
  return `${date}${time} (UTC${moment.toFormat('ZZ')})`;
}

/** The same by the viewer's clock, where that shows another time; with the date, where that is another one, too. */
export function describeOwnMoment(
  authoredAt: string,
  options: {
    format: LocalFormat;
    /** The viewer's time zone, unless it is that of the machine. */
    zone?: string;
  },
): string | undefined {
  const { format, zone = 'local' } = options;
  const authors = DateTime.fromISO(authoredAt, { setZone: true });
  const own = authors.setZone(zone);
  if (!own.isValid || own.offset === authors.offset) {
    return undefined;
  }
  const time = timeOf(own, format);
  const day = own.toFormat(DAY_FORMAT);
  return format.t('commits.byYourClock', {
    time:
      day === authors.toFormat(DAY_FORMAT)
        ? time
        : `${format.shortDay(day)}, ${time}`,
  });
}

function timeOf(moment: DateTime, format: LocalFormat): string {
  return moment.setLocale(format.locale).toLocaleString(DateTime.TIME_SIMPLE);
}
