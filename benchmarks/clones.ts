import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { ScmIntegrations } from '@backstage/integration';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import { GitCommitSource } from '../plugins/git-activity-backend-module-git/src/GitCommitSource';
import { GitServer } from '../plugins/git-activity-source-test-kit/src';
import { time } from './measure';
import { Report } from './Report';
import { makeRepository, sourceFiles } from './repository';

const BYTES_PER_MEGABYTE = 1_000_000;
/** How much a clone of commits only may be of one of everything. */
const SIZE_BAR = 0.5;
const TIME_BAR = 1;
/** The trees tell which commits changed these, as sourceFiles has them. */
const FOLDERS = Array.from({ length: 20 }, (_, n) => `source/part${n}`);

async function fullClone(url: string, folder: string): Promise<void> {
  const child = spawn('git', ['clone', '--quiet', '--bare', url, folder], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`git clone ended with ${code}`);
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const sizes = await Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(entry => stat(path.join(entry.parentPath, entry.name))),
  );
  return sizes.reduce((sum, { size }) => sum + size, 0);
}

/** All that a first fill through the git module does, folders included if there are any, but for what the ledger does with it. */
async function readAll(options: {
  url: string;
  host: string;
  directory: string;
  /** How many there are, each of which changed something in a folder. */
  expected: number;
  folders?: string[];
}): Promise<void> {
  const { url, host, directory, expected, folders = [] } = options;
  const source = new GitCommitSource({
    roots: [],
    remotes: {
      integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
      credentials: [{ host, baseUrl: `http://${host}` }],
      clones: { directory, maxBytes: Number.MAX_SAFE_INTEGER },
      logger: mockServices.rootLogger({ level: 'none' }),
    },
  });
  const { signal } = new AbortController();
  const repository = { url };
  const [head] = await source.getHeads({ repositories: [repository], signal });
  if (head instanceof Error || head.sha === undefined) {
    throw new Error(`No head: ${head}`);
  }
  let commits = 0;
  for await (const { added } of source.readCommits({
    repository,
    to: head.sha,
    signal,
  })) {
    commits += added.length;
  }
  if (commits !== expected) throw new Error(`${commits} commits were read`);
  if (folders.length === 0) return;
  let changing = 0;
  for await (const batch of source.readFolders({
    ...{ repository, folders, signal },
    to: head.sha,
  })) {
    changing += batch.commits.length;
  }
  if (changing !== expected) throw new Error(`${changing} changed folders`);
}

/** A clone of commits only, beside one of everything, from the same server. */
export async function measureClones(options: {
  cloneCommits: number;
  cloneRounds: number;
  folder: string;
  report: Report;
}): Promise<void> {
  const { cloneCommits, cloneRounds, folder, report } = options;
  report.heading(`A Git server, ${cloneRounds} rounds, medians`);
  const root = path.join(folder, 'served');
  await makeRepository({
    directory: path.join(root, 'source.git'),
    commits: cloneCommits,
    changes: sourceFiles,
  });
  const server = await GitServer.start({ root });
  const url = `${server.url}/source`;
  const taken = { full: [] as number[], treeless: [] as number[] };
  const bytes = { full: 0, treeless: 0, withTrees: 0 };
  const disk = { full: 0, treeless: 0, withTrees: 0 };
  let requests = 0;
  for (let round = 0; round < cloneRounds; round++) {
    const full = path.join(folder, `full-${round}`);
    const treeless = path.join(folder, `treeless-${round}`);
    server.requests.length = 0;
    taken.full.push(await time(() => fullClone(url, full)));
    bytes.full = server.bytes;
    disk.full = await sizeOf(full);
    server.requests.length = 0;
    taken.treeless.push(
      await time(() =>
        readAll({
          url,
          host: server.host,
          directory: treeless,
          expected: cloneCommits,
        }),
      ),
    );
    bytes.treeless = server.bytes;
    disk.treeless = await sizeOf(treeless);
    const withTrees = path.join(folder, `with-trees-${round}`);
    server.requests.length = 0;
    await readAll({
      ...{ url, host: server.host, directory: withTrees },
      expected: cloneCommits,
      folders: FOLDERS,
    });
    bytes.withTrees = server.bytes;
    requests = server.requests.length;
    disk.withTrees = await sizeOf(withTrees);
    for (const clone of [full, treeless, withTrees]) {
      await rm(clone, { recursive: true });
    }
  }
  await server.stop();
  const megabytes = (value: number) =>
    `${(value / BYTES_PER_MEGABYTE).toFixed(1)} MB`;
  report.ratio('treeless clone, and reading it', {
    measured: taken.treeless,
    floor: taken.full,
    floorName: 'full clone',
    bar: TIME_BAR,
  });
  for (const [what, { full, treeless, withTrees }] of Object.entries({
    'sent by the server': bytes,
    'kept on disk': disk,
  })) {
    report.absolute(`treeless clone, ${what}, of a full one`, {
      value: treeless / full,
      unit: '×',
      bar: SIZE_BAR,
      beside: `${megabytes(treeless)} beside ${megabytes(full)}`,
    });
    report.absolute(`the same and trees for folders, ${what}`, {
      value: withTrees / full,
      unit: '×',
      beside: `${megabytes(withTrees)}; ${requests} requests in all`,
    });
  }
}
