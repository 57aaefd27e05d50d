import { pathToFileURL } from 'node:url';
import { GitCommitSource } from '../plugins/git-activity-backend-module-git/src/GitCommitSource';
import { AuthorBook } from '../plugins/git-activity-backend/src/ledger/AuthorBook';
import { LeasedRepository } from '../plugins/git-activity-backend/src/ledger/LeasedRepository';
import { recordRepositories } from '../plugins/git-activity-backend/src/ledger/repositories';
import { BotMatcher } from '../plugins/git-activity-backend/src/people/bots';
import { RepositorySync } from '../plugins/git-activity-backend/src/sync/RepositorySync';
import { Knex } from 'knex';
import { createLedger, Engine, ENGINES } from './databases';
import { gitLog, gitRevParse, median, memoryRise, time } from './measure';
import { Report } from './Report';

const ROUNDS = 5;
const UNCHANGED_ROUNDS = 30;
/** How often `git log` a first sync may take. */
const FIRST_SYNC_BARS: Record<Engine, number> = { SQLite: 3, PostgreSQL: 4 };
const UNCHANGED_BAR_MS = 25;
const MEMORY_BAR_MB = 150;

async function record(knex: Knex, repository: string): Promise<void> {
  await knex.transaction(trx =>
    recordRepositories(trx, {
      found: [{ sourceId: 'git', url: pathToFileURL(repository).href }],
      now: new Date(),
    }),
  );
}

/** One whole sync, from the claim to the end of the lease, as a worker does it. */
async function sync(knex: Knex, source: GitCommitSource): Promise<void> {
  await knex('repositories').update({ due_at: new Date(0) });
  const repository = await LeasedRepository.claim({ knex, holder: 'bench' });
  if (!repository) throw new Error('Nothing is due');
  const changes = await new RepositorySync({
    knex,
    repository,
    source,
    book: new AuthorBook({ knex, bots: new BotMatcher([]) }),
    dayBasis: 'author',
    signal: new AbortController().signal,
  }).run();
  await repository.finish({
    dueAt: new Date(),
    changes: { ...changes, synced_at: new Date() },
  });
}

export async function measureSync(options: {
  repository: string;
  commits: number;
  folder: string;
  report: Report;
}): Promise<void> {
  const { repository, commits, folder, report } = options;
  const source = new GitCommitSource({ roots: [repository] });
  for (const engine of ENGINES) {
    const floors: number[] = [];
    const firsts: number[] = [];
    const rises: number[] = [];
    const unchanged: number[] = [];
    const revParses: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const knex = await createLedger({ engine, folder });
      await record(knex, repository);
      floors.push(await time(() => gitLog(repository)));
      rises.push(
        await memoryRise(async () => {
          firsts.push(await time(() => sync(knex, source)));
        }),
      );
      const [{ count }] = await knex('commits').count({ count: '*' });
      if (Number(count) !== commits) {
        throw new Error(`${count} commits are stored instead of ${commits}`);
      }
      for (let turn = 0; turn < UNCHANGED_ROUNDS / ROUNDS; turn++) {
        revParses.push(await time(() => gitRevParse(repository)));
        unchanged.push(await time(() => sync(knex, source)));
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
      beside: `most of ${ROUNDS} rounds`,
    });
  }
}
