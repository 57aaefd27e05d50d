import path from 'node:path';
import { GitCommitSource } from '../plugins/git-activity-backend-module-git/src/GitCommitSource';
import { CommitSources } from '../plugins/git-activity-backend/src/sources/CommitSources';
import { createLedger, Engine, ENGINES } from './databases';
import { gitLog, gitRevParse, median, memoryRise, time } from './measure';
import { record, sync } from './replica';
import { Report } from './Report';
import { makeRepository } from './repository';

const UNCHANGED_ROUNDS = 30;
/** How often `git log` a first sync may take. */
const FIRST_SYNC_BARS: Record<Engine, number> = { SQLite: 2, PostgreSQL: 3 };
const UNCHANGED_BAR_MS = 25;
const MEMORY_BAR_MB = 150;

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
