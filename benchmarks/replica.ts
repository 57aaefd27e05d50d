import { pathToFileURL } from 'node:url';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Knex } from 'knex';
import { AuthorBook } from '../plugins/git-activity-backend/src/people/AuthorBook';
import { BotMatcher } from '../plugins/git-activity-backend/src/people/bots';
import { readGitActivityConfig } from '../plugins/git-activity-backend/src/config';
import { recordRepositories } from '../plugins/git-activity-backend/src/repositories/recordRepositories';
import { CommitSources } from '../plugins/git-activity-backend/src/sources/CommitSources';
import { HeadChecks } from '../plugins/git-activity-backend/src/sync/HeadChecks';
import { Readings } from '../plugins/git-activity-backend/src/sync/Readings';
import { TroubleLog } from '../plugins/git-activity-backend/src/sync/TroubleLog';

const logger = mockServices.rootLogger({ level: 'none' });

/** Records a repository on this machine. */
export async function record(knex: Knex, repository: string): Promise<void> {
  await knex.transaction(trx =>
    recordRepositories(trx, {
      found: [{ sourceId: 'git', url: pathToFileURL(repository).href }],
      now: new Date(),
    }),
  );
}

/** One whole sync, as a replica does it: asking for the head, and reading what is new. */
export async function sync(knex: Knex, sources: CommitSources): Promise<void> {
  await knex('repositories').update({ due_at: new Date(0) });
  const shared = {
    knex,
    config: readGitActivityConfig(new ConfigReader({})),
    sources,
    book: new AuthorBook({ knex, bots: new BotMatcher([]) }),
    holder: 'bench',
    stopping: new AbortController().signal,
    logger,
    troubles: new TroubleLog({ logger }),
    onDone: () => {},
  };
  const headChecks = new HeadChecks(shared);
  await headChecks.startDue();
  await headChecks.settle();
  const readings = new Readings(shared);
  await readings.startDue();
  await readings.settle();
  const failed = await knex('repositories').whereNotNull('error_message');
  if (failed.length > 0) throw new Error(failed[0].error_message);
}
