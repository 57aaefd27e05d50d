import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { GitCommitSource } from '../plugins/git-activity-backend-module-git/src/GitCommitSource';
import { AuthorBook } from '../plugins/git-activity-backend/src/people/AuthorBook';
import { recordRepositories } from '../plugins/git-activity-backend/src/repositories/recordRepositories';
import { BotMatcher } from '../plugins/git-activity-backend/src/people/bots';
import { readGitActivityConfig } from '../plugins/git-activity-backend/src/config';
import { CommitSources } from '../plugins/git-activity-backend/src/sources/CommitSources';
import { HeadChecks } from '../plugins/git-activity-backend/src/sync/HeadChecks';
import { Readings } from '../plugins/git-activity-backend/src/sync/Readings';
import { TroubleLog } from '../plugins/git-activity-backend/src/sync/TroubleLog';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Knex } from 'knex';
import { createLedger, Engine, ENGINES } from './databases';
import { gitLog, gitRevParse, median, memoryRise, time } from './measure';
import { Report } from './Report';
import { makeRepository } from './repository';

const UNCHANGED_ROUNDS = 30;
/** How often `git log` a first sync may take. */
const FIRST_SYNC_BARS: Record<Engine, number> = { SQLite: 2, PostgreSQL: 3 };
const UNCHANGED_BAR_MS = 25;
const MEMORY_BAR_MB = 150;

const logger = mockServices.rootLogger({ level: 'none' });

async function record(knex: Knex, repository: string): Promise<void> {
  await knex.transaction(trx =>
    recordRepositories(trx, {
      found: [{ sourceId: 'git', url: pathToFileURL(repository).href }],
      now: new Date(),
    }),
  );
}

/** One whole sync, as a replica does it: asking for the head, and reading what is new. */
async function sync(knex: Knex, sources: CommitSources): Promise<void> {
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

export async function measureSync(options: {
  syncCommits: number;
  syncRounds: number;
  folder: string;
  report: Report;
}): Promise<void> {
  const { syncCommits: commits, syncRounds: rounds, folder, report } = options;
  report.heading(
    `A local repository of ${commits} commits, ${rounds} rounds, medians`,
  );
  const repository = path.join(folder, 'repository.git');
  await makeRepository({ directory: repository, commits });
  const sources = new CommitSources();
  sources.addSource(new GitCommitSource({ roots: [repository] }));
  for (const engine of ENGINES) {
    const floors: number[] = [];
    const firsts: number[] = [];
    const rises: number[] = [];
    const unchanged: number[] = [];
    const revParses: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const knex = await createLedger({ engine, folder });
      await record(knex, repository);
      floors.push(await time(() => gitLog(repository)));
      rises.push(
        await memoryRise(async () => {
          firsts.push(await time(() => sync(knex, sources)));
        }),
      );
      const [{ count }] = await knex('commits').count({ count: '*' });
      if (Number(count) !== commits) {
        throw new Error(`${count} commits are stored instead of ${commits}`);
      }
      for (let turn = 0; turn < UNCHANGED_ROUNDS / rounds; turn++) {
        revParses.push(await time(() => gitRevParse(repository)));
        unchanged.push(await time(() => sync(knex, sources)));
      }
      await knex.destroy();
    }
    report.ratio(`first sync of ${commits} commits, ${engine}`, {
      measured: firsts,
      floor: floors,
      floorName: 'git log',
      bar: FIRST_SYNC_BARS[engine],
    });
    report.absolute(`unchanged sync, ${engine}`, {
      value: median(unchanged),
      unit: 'ms',
      bar: UNCHANGED_BAR_MS,
      beside: `git rev-parse ${median(revParses).toFixed(1)} ms`,
    });
    report.absolute(`memory above idle in a first sync, ${engine}`, {
      value: Math.max(...rises),
      unit: 'MB',
      bar: MEMORY_BAR_MB,
      beside: `most of ${rounds} rounds`,
    });
  }
}
