const MINUTE_MS = 60_000;
const DATE_LENGTH = '2024-01-01'.length;
const MINUTES_LENGTH = '2024-01-01T10:00'.length;

/**
 * A time to come, for people: `14:05 UTC`, or with its date if that is another day's. Never too early: what is left of the
 * minute counts as all of it.
 *
 * @param options - both in milliseconds since 1970
 */
export function formatTime(options: { at: number; now: number }): string {
  const at = new Date(Math.ceil(options.at / MINUTE_MS) * MINUTE_MS);
  const text = at.toISOString();
  const today = new Date(options.now).toISOString().slice(0, DATE_LENGTH);
  const time = text.slice(DATE_LENGTH + 1, MINUTES_LENGTH);
  const date = text.slice(0, DATE_LENGTH);
  return date === today ? `${time} UTC` : `${date} ${time} UTC`;
}
