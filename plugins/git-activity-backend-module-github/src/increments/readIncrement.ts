import {
  CommitBatch,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { RequestCount } from '../client/RequestCount';
import { untilWhole } from '../client/patience';
import { toSourceCommit } from '../commits';
import { Reading } from '../history';
import { Increment, measureDistance } from './comparison';
import { readListed } from './listed';
import { formatPlace, parsePlace, Place } from './places';
import { Repetitions } from '../client/Repetitions';
import { Found } from './TwoHistories';
import { walk } from './walk';

/** More than this is not listed: reading the whole history costs less of the limits. GitHub's own lists end here, too. */
const MAX_LISTED_COMMITS = 10_000;

/** What is only added and fills more pages than this is listed, and not looked for. */
const MAX_WALKED_PAGES = 3;

/** Where the host says that something is gone, no list is believed: the alternative is to read everything anew. */
const MAX_PAGES_OF_REWRITE = 12;

/** How many more pages than the commits fill are looked through for the place where a branch began. */
const PAGES_BEYOND = 2;

/** Reads what lies between two heads, whatever their dates say. */
export async function* readIncrement(
  reading: Reading & { from: string; refusals: Repetitions },
): AsyncGenerator<CommitBatch, void> {
  const place = parsePlace(reading.cursor);
  if (place.part === 'end') {
    return;
  }
  const requests = new RequestCount();
  const increment: Increment = { ...reading, onRequest: () => requests.add() };
  const { from, to, pageSize } = increment;
  const { added, removed } = await untilWhole(
    () => measureDistance(increment),
    increment,
  );
  const total = added + removed;
  if (total === 0) {
    return;
  }
  const pages = Math.ceil(total / pageSize);
  const maxPages = removed > 0 ? MAX_PAGES_OF_REWRITE : pages + PAGES_BEYOND;
  // Whoever is in the midst of a list goes on in it.
  const found =
    place.part !== 'listed' && (removed > 0 || pages <= MAX_WALKED_PAGES)
      ? await untilWhole(
          () => walk(increment, { expected: total, maxPages }),
          increment,
        )
      : undefined;
  if (found) {
    yield* sendFound({ found, place, pageSize, requests });
    return;
  }
  if (removed > 0) {
    throw new CommitSourceError(
      'head-unknown',
      `What is gone between ${from} and ${to} cannot be proven with a few requests.`,
    );
  }
  if (added > MAX_LISTED_COMMITS) {
    throw new CommitSourceError(
      'head-unknown',
      `${added} and so too many commits lie between ${from} and ${to} to list them.`,
    );
  }
  yield* readListed({ increment, count: added, place, requests });
}

/** Hands over what was found, a page at a time. Found once more from the same heads, it is in the same order. */
function* sendFound(options: {
  found: Found;
  place: Place;
  pageSize: number;
  requests: RequestCount;
}): Generator<CommitBatch, void> {
  const { found, place, pageSize, requests } = options;
  const { total } = found;
  const added = found.added.map(toSourceCommit);
  const shas = added.map(({ sha }) => sha);
  const parts = [
    ...chunksAfter(place, { part: 'removed', shas: found.removed, pageSize }),
    ...chunksAfter(place, { part: 'added', shas, pageSize }),
  ];
  for (const [index, { part, start, end, after }] of parts.entries()) {
    const isLast = index === parts.length - 1;
    yield {
      added: part === 'added' ? added.slice(start, end) : [],
      removed: part === 'removed' ? found.removed.slice(start, end) : [],
      cursor: formatPlace(isLast ? { part: 'end' } : { part, after }),
      requests: requests.take(),
      ...(total === undefined ? {} : { total }),
    };
  }
}

/** Which pages of a part are left after a place. */
function chunksAfter(
  place: Place,
  options: { part: 'removed' | 'added'; shas: string[]; pageSize: number },
) {
  const { part, shas, pageSize } = options;
  if (part === 'removed' && place.part === 'added') {
    return [];
  }
  const sent =
    place.part === part && place.after !== undefined
      ? shas.indexOf(place.after) + 1
      : 0;
  const count = Math.ceil((shas.length - sent) / pageSize);
  return Array.from({ length: count }, (_, index) => {
    const start = sent + index * pageSize;
    const end = Math.min(start + pageSize, shas.length);
    return { part, start, end, after: shas[end - 1] };
  });
}
