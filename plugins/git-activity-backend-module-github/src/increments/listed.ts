import { CommitBatch } from 'backstage-plugin-git-activity-node';
import { untilWhole } from '../client/patience';
import { RequestCount } from '../client/RequestCount';
import { CommitNode, incomplete, parentsOf, toSourceCommit } from '../commits';
import { Increment, listShas } from './comparison';
import { readDetails, readTotal } from './details';
import { formatPlace, ListedPlace, Place } from './places';

/**
 * Reads the host's own list of what is added, oldest first, where it says that nothing is gone. That is only believed once one
 * of the commits has the old head as a parent.
 */
export async function* readListed(options: {
  increment: Increment;
  /** How many commits the host says there are. */
  count: number;
  place: Place;
  requests: RequestCount;
}): AsyncGenerator<CommitBatch, void> {
  const { increment, count, requests } = options;
  const { from, pageSize } = increment;
  const pages = Math.ceil(count / pageSize);
  const begun = options.place.part === 'listed' ? options.place : undefined;
  const place: ListedPlace = begun ?? {
    part: 'listed',
    page: 1,
    joined: false,
    total: await readTotal(increment),
  };
  while (place.page <= pages) {
    const { page, total } = place;
    const nodes = await untilWhole(
      () => readPage(increment, { count, page }),
      increment,
    );
    place.joined ||= nodes.some(node => parentsOf(node).includes(from));
    place.page++;
    const isLast = place.page > pages;
    if (isLast && !place.joined) {
      throw incomplete(`none of what was added since ${from} builds upon it`);
    }
    yield {
      added: nodes.map(toSourceCommit),
      removed: [],
      cursor: formatPlace(isLast ? { part: 'end' } : place),
      requests: requests.take(),
      ...(total === undefined ? {} : { total }),
    };
  }
}

async function readPage(
  increment: Increment,
  options: { count: number; page: number },
): Promise<CommitNode[]> {
  const { from, to, pageSize } = increment;
  const { count, page } = options;
  const shas = await listShas(increment, { base: from, head: to, page });
  const expected = Math.min(count - (page - 1) * pageSize, pageSize);
  if (shas.length !== expected) {
    throw incomplete(
      `of ${count} commits between ${from} and ${to}, page ${page} has ${shas.length} and not ${expected}`,
    );
  }
  return readDetails(increment, shas);
}
