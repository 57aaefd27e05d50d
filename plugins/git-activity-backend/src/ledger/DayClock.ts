import { IANAZone } from 'luxon';
import { AUTHOR_DAY_BASIS } from '../config';
import { NO_DAY } from '../database/tables';

const SECONDS_PER_MINUTE = 60;
const SECONDS_PER_DAY = 24 * 60 * 60;
const MAX_OFFSET_MINUTES = 14 * 60;

/** When a commit counts, as far as its date can be used. */
export interface CommitTime {
  /** `YYYY-MM-DD`, or the empty string. */
  day: string;
  /** Seconds since 1970; null if unusable for good. With an empty day, one that is still to come. */
  authoredAt: number | null;
  /** Minutes east of UTC; 0 if unusable. */
  utcOffset: number;
}

/** Tells on which day a commit counts. */
export class DayClock {
  readonly #zone?: IANAZone;
  readonly #latestUsable: number;
  readonly #days = new Map<number, string>();
  /** By UTC day: the zone's offset if it is the same all day, in seconds; undefined on days when the clocks change. */
  readonly #zoneOffsets = new Map<number, number | undefined>();

  /**
   * @param dayBasis - `author` or an IANA zone
   * @param now - commits more than a day later than this have an unusable date
   */
  constructor(options: { dayBasis: string; now: Date }) {
    if (options.dayBasis !== AUTHOR_DAY_BASIS) {
      this.#zone = IANAZone.create(options.dayBasis);
    }
    this.#latestUsable =
      Math.floor(options.now.getTime() / 1000) + SECONDS_PER_DAY;
  }

  timeOf(commit: { authoredAt?: number; utcOffset?: number }): CommitTime {
    const authoredAt = this.usable(commit.authoredAt);
    const utcOffset = usableOffset(commit.utcOffset);
    return authoredAt === null
      ? { day: NO_DAY, authoredAt: futureSeconds(commit.authoredAt), utcOffset }
      : { day: this.dayOf({ authoredAt, utcOffset }), authoredAt, utcOffset };
  }

  /** The time itself, or null if it is missing, no whole number, not after 1970 or over a day in the future. */
  usable(seconds: number | undefined): number | null {
    return seconds !== undefined &&
      Number.isInteger(seconds) &&
      seconds > 0 &&
      seconds <= this.#latestUsable
      ? seconds
      : null;
  }

  /** The latest usable time, in seconds since 1970. */
  get latestUsable(): number {
    return this.#latestUsable;
  }

  /** The day of a usable time. */
  dayOf(time: { authoredAt: number; utcOffset: number }): string {
    const offset = this.#zone
      ? this.#zoneOffset(this.#zone, time.authoredAt)
      : time.utcOffset * SECONDS_PER_MINUTE;
    return this.#format(
      Math.floor((time.authoredAt + offset) / SECONDS_PER_DAY),
    );
  }

  /** The day in UTC of a usable time. */
  utcDayOf(seconds: number): string {
    return this.#format(Math.floor(seconds / SECONDS_PER_DAY));
  }

  #format(daysSince1970: number): string {
    let day = this.#days.get(daysSince1970);
    if (day === undefined) {
      day = new Date(daysSince1970 * SECONDS_PER_DAY * 1000)
        .toISOString()
        .slice(0, 'YYYY-MM-DD'.length);
      this.#days.set(daysSince1970, day);
    }
    return day;
  }

  /** Asking a zone for its offset takes microseconds, too long for each of a million commits. */
  #zoneOffset(zone: IANAZone, seconds: number): number {
    const utcDay = Math.floor(seconds / SECONDS_PER_DAY);
    if (!this.#zoneOffsets.has(utcDay)) {
      const first = offsetAt(zone, utcDay * SECONDS_PER_DAY);
      const last = offsetAt(zone, (utcDay + 1) * SECONDS_PER_DAY);
      this.#zoneOffsets.set(utcDay, first === last ? first : undefined);
    }
    return this.#zoneOffsets.get(utcDay) ?? offsetAt(zone, seconds);
  }
}

/** What is only set aside until its day has come. */
function futureSeconds(seconds: number | undefined): number | null {
  return Number.isSafeInteger(seconds) && Number(seconds) > 0
    ? Number(seconds)
    : null;
}

function offsetAt(zone: IANAZone, seconds: number): number {
  return zone.offset(seconds * 1000) * SECONDS_PER_MINUTE;
}

function usableOffset(minutes: number | undefined): number {
  return minutes !== undefined &&
    Number.isInteger(minutes) &&
    Math.abs(minutes) <= MAX_OFFSET_MINUTES
    ? minutes
    : 0;
}
