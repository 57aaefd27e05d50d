import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { measureQuestions } from './calendar';
import { measureFolders } from './folders';
import { measureClones } from './clones';
import { measureHosts } from './hosts';
import { Report } from './Report';
import { measureSync } from './sync';

/** How much is measured: all, or as much as tells in three minutes whether something is far off. */
const FULL = {
  syncCommits: 100_000,
  syncRounds: 5,
  cloneCommits: 20_000,
  cloneRounds: 3,
  fleet: 1_000,
  longHistory: 20_000,
  folderCommits: 500_000,
};
const QUICK: typeof FULL = {
  syncCommits: 20_000,
  syncRounds: 2,
  cloneCommits: 5_000,
  cloneRounds: 1,
  fleet: 200,
  longHistory: 4_000,
  folderCommits: 50_000,
};
const RESULTS = path.join(__dirname, 'RESULTS.md');

async function main(args: string[]): Promise<void> {
  const quick = args.includes('--quick');
  const only = args.filter(arg => !arg.startsWith('--'));
  const size = quick ? QUICK : FULL;
  const folder = await mkdtemp(path.join(os.tmpdir(), 'git-activity-bench-'));
  const report = new Report();
  const parts: Record<string, () => Promise<void>> = {
    questions: () => measureQuestions({ quick, report }),
    sync: () => measureSync({ ...size, folder, report }),
    folders: () => measureFolders({ ...size, folder, report }),
    clones: () => measureClones({ ...size, folder, report }),
    hosts: () => measureHosts({ ...size, folder, report }),
  };
  try {
    for (const [name, measure] of Object.entries(parts)) {
      if (only.length === 0 || only.includes(name)) await measure();
    }
    report.end();
    if (args.includes('--save')) await report.save(RESULTS);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  error => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
