import { spawn } from 'node:child_process';
import { once } from 'node:events';

const MEMORY_SAMPLE_MS = 10;
const BYTES_PER_MEGABYTE = 1024 * 1024;

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** The value below which `share` of the values lie. */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** How long something takes, in milliseconds. */
export async function time(fn: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await fn();
  return performance.now() - begin;
}

/** How far the resident memory of this process rises above what it is now, in megabytes. */
export async function memoryRise(fn: () => Promise<unknown>): Promise<number> {
  global.gc?.();
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, MEMORY_SAMPLE_MS);
  try {
    await fn();
  } finally {
    clearInterval(sampler);
  }
  return (
    (Math.max(peak, process.memoryUsage.rss()) - idle) / BYTES_PER_MEGABYTE
  );
}

/** `git log` of the fields that the ledger stores, its output read and thrown away: the floor under a first sync. */
export async function gitLog(repository: string): Promise<void> {
  await readLog(repository, [
    '--no-mailmap',
    '-z',
    '--date=raw',
    '--format=%H%x00%P%x00%an%x00%ae%x00%ad%x00%cd%x00%s%x00%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x1f)',
  ]);
}

/** `git log` of what each commit changed, its output read and thrown away: the floor under the first reading of folders. */
export async function gitLogOfNames(repository: string): Promise<void> {
  await readLog(repository, ['-z', '--format=%H', '--name-only']);
}

async function readLog(repository: string, options: string[]): Promise<void> {
  const child = spawn('git', ['log', ...options, 'HEAD'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.resume();
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`git log ended with ${code}`);
}

/** `git rev-parse HEAD`: the floor under the sync of an unchanged repository. */
export async function gitRevParse(repository: string): Promise<void> {
  const child = spawn('git', ['rev-parse', 'HEAD'], {
    cwd: repository,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await once(child, 'close');
}
