const SECONDS_PER_MINUTE = 60;
const MINUTES_PER_HOUR = 60;
const MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;
const LAST_SECOND_OF_9999 = 253_402_300_799;
const MILLISECONDS_PER_SECOND = 1000;

interface Moment {
  seconds: number;
  offsetInMinutes: number;
}

/** What GitHub cannot write as a date comes as the beginning of 1970. */
function readMoment(raw: string): Moment {
  const match = /^(\d+) ([+-])(\d+?)(\d\d)$/.exec(raw);
  const seconds = Number(match?.[1] ?? 0);
  const minutes =
    Number(match?.[3] ?? 0) * MINUTES_PER_HOUR + Number(match?.[4] ?? 0);
  const sign = match?.[2] === '-' ? -1 : 1;
  return {
    seconds: seconds <= LAST_SECOND_OF_9999 ? seconds : 0,
    offsetInMinutes: minutes < MINUTES_PER_DAY ? sign * minutes : 0,
  };
}

function isoSeconds(seconds: number): string {
  return new Date(seconds * MILLISECONDS_PER_SECOND)
    .toISOString()
    .slice(0, 'YYYY-MM-DDTHH:MM:SS'.length);
}

/** A `DateTime`: in UTC, whatever zone the commit has. */
export function utcDate(raw: string): string {
  return `${isoSeconds(readMoment(raw).seconds)}Z`;
}

/** A `GitTimestamp`: in the zone that the commit has. */
export function gitTimestamp(raw: string): string {
  const { seconds, offsetInMinutes } = readMoment(raw);
  if (offsetInMinutes === 0) {
    return `${isoSeconds(seconds)}Z`;
  }
  const local = isoSeconds(seconds + offsetInMinutes * SECONDS_PER_MINUTE);
  const size = Math.abs(offsetInMinutes);
  const hours = String(Math.floor(size / MINUTES_PER_HOUR)).padStart(2, '0');
  const minutes = String(size % MINUTES_PER_HOUR).padStart(2, '0');
  return `${local}${offsetInMinutes < 0 ? '-' : '+'}${hours}:${minutes}`;
}

/** GitHub's dates have whole seconds. */
export function isoDate(date: Date): string {
  return `${date.toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)}Z`;
}

/** As in rate limits: seconds since 1970. */
export function unixSeconds(date: Date): number {
  return Math.ceil(date.getTime() / MILLISECONDS_PER_SECOND);
}
