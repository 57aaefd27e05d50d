/** A moment as git keeps it: what the clock of the author's place showed, told by its distance from UTC. */
const ISO_DATE =
  /^\+?(\d{4,6})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|([+-])(\d{1,9}?)(?::?(\d\d))?)$/i;

const MINUTES_PER_HOUR = 60;
const SECONDS_PER_MINUTE = 60;
const MS_PER_SECOND = 1000;

/**
 * What {@link parseGitDate} reads.
 *
 * @public
 */
export interface GitDate {
  /** Seconds since 1970 in UTC; absent if there are none that git could have written. */
  seconds?: number;
  /** The UTC offset in minutes, east positive, however odd; absent together with the seconds. */
  utcOffset?: number;
}

/**
 * Reads a date with its UTC offset as hosts' APIs write it, such as `2024-01-01T10:00:00+05:30`.
 *
 * @param text - ISO 8601 with an offset or `Z`; anything else, and what is before 1970, is no date that git could have
 *   written
 * @public
 */
export function parseGitDate(text: string): GitDate {
  const [match, ...parts] = ISO_DATE.exec(text) ?? [];
  if (match === undefined) {
    return {};
  }
  const [year, month, day, hour, minute, second] = parts.map(Number);
  const [sign, hours, minutes = '0'] = parts.slice(6);
  const local = secondsOf({ year, month, day, hour, minute, second });
  const distance =
    sign === undefined ? 0 : Number(hours) * MINUTES_PER_HOUR + Number(minutes);
  // Not a negation, which would make -0 of +0.
  const utcOffset = sign === '-' ? 0 - distance : distance;
  const seconds =
    local === undefined ? -1 : local - utcOffset * SECONDS_PER_MINUTE;
  return seconds < 0 ? {} : { seconds, utcOffset };
}

/** What a clock shows, as seconds since it showed the beginning of 1970; undefined if no clock shows that. */
function secondsOf(shown: {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
}): number | undefined {
  const { year, month, day, hour, minute, second } = shown;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const exists =
    date.getUTCMonth() === month - 1 &&
    date.getUTCDate() === day &&
    date.getUTCHours() === hour &&
    date.getUTCMinutes() === minute &&
    date.getUTCSeconds() === second;
  return exists ? date.getTime() / MS_PER_SECOND : undefined;
}
