import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { measureCalendar } from './calendar';
import { measureClones } from './clones';
import { measureHosts } from './hosts';
import { Report } from './Report';
import { makeRepository } from './repository';
import { measureSync } from './sync';

const SYNC_COMMITS = 100_000;

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'git-activity-bench-'));
  const report = new Report();
  try {
    const repository = path.join(folder, 'repository.git');
    await makeRepository({ directory: repository, commits: SYNC_COMMITS });
    report.heading(
      `A local repository of ${SYNC_COMMITS} commits, five rounds, medians`,
    );
    await measureSync({ repository, commits: SYNC_COMMITS, folder, report });
    await measureCalendar({ folder, report });
    report.heading('A Git server, three rounds, medians');
    await measureClones({ folder, report });
    report.heading('What hosts are asked for, as a fake of each counts it');
    await measureHosts({ folder, report });
    report.heading(
      report.failed === 0
        ? 'Every figure is within its bar.'
        : `${report.failed} figures missed their bar (marked with !).`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
