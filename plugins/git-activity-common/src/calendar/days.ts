import { DateTime } from 'luxon';

/**
 * A calendar day as `YYYY-MM-DD`. It is a day on somebody's wall calendar, not a moment, so it has no time zone; days
 * compare as strings.
 *
 * @public
 */
export type Day = string;

const DAY_FORMAT = 'yyyy-MM-dd';
const DAY_MS = 86_400_000;

function parseDay(day: Day): DateTime {
  return DateTime.fromFormat(day, DAY_FORMAT, { zone: 'utc' });
}

/** Whether a string is a day that exists, as `YYYY-MM-DD`. @public */
export function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && parseDay(value).isValid;
}

/** The day that is `count` days after `day`; before it, if `count` is negative. @public */
export function addDays(day: Day, count: number): Day {
  return parseDay(day).plus({ days: count }).toFormat(DAY_FORMAT);
}

/** How many days lie in a range whose first and last day both count; 0 if `to` is before `from`. @public */
export function countDays(from: Day, to: Day): number {
  return Math.max(0, parseDay(to).diff(parseDay(from), 'days').days + 1);
}

/** Every day from `from` to `to`, both included, in order. @public */
export function listDays(from: Day, to: Day): Day[] {
  // in UTC each day is as long as any other; years are listed day by day, which calendar objects are slow for
  const first = parseDay(from).toMillis();
  return Array.from({ length: countDays(from, to) }, (_, index) =>
    new Date(first + index * DAY_MS).toISOString().slice(0, DAY_FORMAT.length),
  );
}

/** The day that it now is in a time zone: an IANA name, `utc`, or `local` for that of the machine. @public */
export function today(zone: string = 'local', now: Date = new Date()): Day {
  return DateTime.fromJSDate(now, { zone }).toFormat(DAY_FORMAT);
}

/** Where days begin first: it is no later day anywhere else. */
const FIRST_ZONE = 'UTC+14';

/** The last day that is today anywhere. Work that was just written there is not of tomorrow for whoever is further west. @public */
export function lastToday(now?: Date): Day {
  return today(FIRST_ZONE, now);
}
