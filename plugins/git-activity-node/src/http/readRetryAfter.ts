const MS_PER_SECOND = 1000;

/** No limit lasts longer; what says so is a mistake that must not stop the work for good. */
const MAX_WAIT_MS = 24 * 60 * 60 * MS_PER_SECOND;

/** Anything else is taken for some date or other. */
const HTTP_DATE = /^[a-z]{3,9}, /i;

/**
 * Reads when a host wants to be asked again.
 *
 * @param text - the value of `Retry-After`: seconds, or a date
 * @param now - milliseconds since 1970
 * @returns undefined if it names no time; never more than a day from now
 * @public
 */
export function readRetryAfter(
  text: string | null | undefined,
  now: number = Date.now(),
): Date | undefined {
  const trimmed = text?.trim() ?? '';
  const at = /^\d+$/.test(trimmed)
    ? now + Number(trimmed) * MS_PER_SECOND
    : Date.parse(HTTP_DATE.test(trimmed) ? trimmed : '');
  return Number.isNaN(at)
    ? undefined
    : new Date(Math.min(at, now + MAX_WAIT_MS));
}
