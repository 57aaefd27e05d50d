import {
  CommitBatch,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { RequestCount } from '../client/RequestCount';
import { toSourceCommit } from '../commits';
import { Reading } from '../history';
import {
  Distance,
  Increment,
  listShas,
  measureDistance,
  notComparable,
} from './comparison';
import { BEGINNING, formatPlace, parsePlace, Place } from './cursor';
import { readDetails } from './details';
import { walk } from './walk';

/** More than this is not listed: reading the whole history costs less of the limits. GitHub's own lists end here, too. */
const MAX_LISTED_COMMITS = 10_000;

/** More pages than this are listed, and not looked for. */
const MAX_WALKED_PAGES = 3;

/** Reads what lies between two heads, whatever their dates say. */
export async function* readIncrement(
  reading: Reading & { from: string },
): AsyncGenerator<CommitBatch, void> {
  const place = parsePlace(reading.cursor);
  if (place.part === 'end') {
    return;
  }
  const requests = new RequestCount();
  const increment: Increment = { ...reading, onRequest: () => requests.add() };
  const distance = await measureDistance(increment);
  const total = distance.added + distance.removed;
  if (total === 0) {
    return;
  }
  if (total > MAX_LISTED_COMMITS) {
    throw new CommitSourceError(
      'head-unknown',
      `${total} and so too many commits lie between ${increment.from} and ${increment.to} to list them.`,
    );
  }
  // Whoever is in the midst of a list goes on in it.
  const found =
    place.page === BEGINNING.page &&
    total <= MAX_WALKED_PAGES * increment.pageSize
      ? await walk(increment, distance)
      : undefined;
  if (!found) {
    yield* readListed({ increment, distance, place, requests });
    return;
  }
  if (place.part === 'removed' && found.removed.length > 0) {
    yield {
      added: [],
      removed: found.removed,
      cursor: formatPlace({ part: 'added', page: 1 }),
      requests: requests.take(),
    };
  }
  if (found.added.length > 0) {
    yield {
      added: found.added.map(toSourceCommit),
      removed: [],
      cursor: formatPlace({ part: 'end', page: 1 }),
      requests: requests.take(),
    };
  }
}

/** Reads the comparison of the two heads, page by page. */
async function* readListed(options: {
  increment: Increment;
  distance: Distance;
  place: Place;
  requests: RequestCount;
}): AsyncGenerator<CommitBatch, void> {
  const { increment, distance, place, requests } = options;
  const { from, to, pageSize } = increment;
  const lists = [
    { part: 'removed', count: distance.removed, base: to, head: from },
    { part: 'added', count: distance.added, base: from, head: to },
  ] as const;
  const begun = lists.findIndex(({ part }) => part === place.part);
  for (const list of lists.slice(begun)) {
    const first = list.part === place.part ? place.page : 1;
    const pages = Math.ceil(list.count / pageSize);
    for (let page = first; page <= pages; page++) {
      const shas = await listShas(increment, { ...list, page });
      const before = (page - 1) * pageSize;
      if (shas.length !== Math.min(list.count - before, pageSize)) {
        throw notComparable(increment);
      }
      const added =
        list.part === 'added' ? await readDetails(increment, shas) : [];
      yield {
        added,
        removed: list.part === 'removed' ? shas : [],
        cursor: formatPlace({ part: list.part, page: page + 1 }),
        requests: requests.take(),
      };
    }
  }
}
