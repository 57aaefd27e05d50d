import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  CommitSource,
  CommitSourceError,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { readClock } from '../database/clock';
import { MAX_BATCH_SIZE } from '../queue/LeasedBatch';
import {
  findUncheckedUrls,
  recordUrlChecks,
  UncheckedUrl,
} from '../repositories/repositoryUrls';
import { USUAL_PATIENCE, watch } from './watch';

/** A host forgets that a repository has moved as soon as another one gets its former name, which is rare. */
const CHECK_INTERVAL_MS = 24 * 60 * 60_000;

/**
 * Asks, once a day, where the former URLs of repositories lead. One that leads to another repository, or nowhere, is dropped: the
 * entities that name it get what is there now.
 */
export async function checkFormerUrls(options: {
  knex: Knex;
  source: CommitSource | undefined;
  repositoryIds: number[];
  logger: LoggerService;
  signal: AbortSignal;
}): Promise<void> {
  const { knex, source, repositoryIds, logger, signal } = options;
  const now = await readClock(knex);
  const unchecked = await findUncheckedUrls(knex, {
    repositoryIds,
    since: new Date(now.getTime() - CHECK_INTERVAL_MS),
    limit: MAX_BATCH_SIZE,
  });
  if (!source || unchecked.length === 0) {
    return;
  }
  const heads = await watch({
    what: 'Checking former URLs',
    signal,
    patience: USUAL_PATIENCE,
    work: heeded =>
      source.getHeads({
        repositories: unchecked.map(({ formerUrl }) => ({ url: formerUrl })),
        signal: heeded,
      }),
  }).catch((error: unknown) => {
    logger.debug('Could not check former URLs', toError(error));
    return [];
  });
  const kept: string[] = [];
  const dropped: string[] = [];
  unchecked.forEach((expected, index) => {
    const leadsThere = heads[index] && leadsTo(expected, heads[index]);
    if (leadsThere !== undefined) {
      (leadsThere ? kept : dropped).push(expected.formerUrl);
    }
  });
  for (const url of dropped) {
    logger.info(`${url} no longer leads to the repository that had it`);
  }
  await recordUrlChecks(knex, { kept, dropped, now });
}

/** @returns undefined if that cannot be told now */
function leadsTo(
  expected: UncheckedUrl,
  head: RepositoryHead | Error,
): boolean | undefined {
  if (head instanceof Error) {
    const isGone = head instanceof CommitSourceError && head.kind === 'gone';
    return isGone ? false : undefined;
  }
  if (head.externalId !== undefined && expected.externalId !== null) {
    return head.externalId === expected.externalId;
  }
  return head.url === undefined ? undefined : head.url === expected.url;
}
