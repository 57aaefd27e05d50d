import { Increment } from './comparison';
import { Found, TwoHistories } from './TwoHistories';

/** A few commits beyond those that are looked for show where a merged branch began. */
const COMMITS_BEYOND = 10;

/**
 * Finds what lies between two heads by following parents through the newest pages of their histories. What it finds is
 * proven by the commits themselves, whatever the host says of their number and dates.
 *
 * @param options - `expected` is how many commits there should be, and `maxPages` how far to look for them
 * @returns undefined if so many pages do not show it
 * @throws a CommitSourceError of kind `incomplete` if the host claims that there is no more, and there must be
 */
export async function walk(
  increment: Increment,
  options: { expected: number; maxPages: number },
): Promise<Found | undefined> {
  const { expected, maxPages } = options;
  const histories = new TwoHistories(increment);
  for (let page = 0; page < maxPages; page++) {
    await histories.goOn(
      page === 0 ? expected + COMMITS_BEYOND : increment.pageSize,
    );
    const found = histories.find();
    if (found) {
      return found;
    }
    histories.assertMayGoOn();
  }
  return undefined;
}
