import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { clearCounts, sumCounts, writeCounts } from './counts.mjs';
import { checkLicences } from './licences.mjs';
import { checkPackage } from './packing.mjs';
import { Problem, reportFailure } from './problem.mjs';
import { run, stopAll, stopOnSignals } from './processes.mjs';
import { formatDuration } from './progress.mjs';
import { portalFolder, root } from './project.mjs';
import { prepareTests } from './test.mjs';

/** A step that runs one program of the repository. */
function program(name, script, args = []) {
  return {
    name,
    work: ({ toolchain }) =>
      run({
        command: toolchain.node,
        args: [path.join(root, script), ...args],
        cwd: root,
        env: toolchain.env,
        logFile: path.join(
          portalFolder,
          'ci',
          `${name.replaceAll(' ', '-')}.log`,
        ),
        failure: `${name} failed`,
      }),
  };
}

const backstageCli = 'node_modules/@backstage/cli/bin/backstage-cli';

/** The packages that are published: all that are not private. */
async function publishedPackages() {
  const found = [];
  for (const name of await readdir(path.join(root, 'plugins'))) {
    const folder = path.join(root, 'plugins', name);
    const manifest = JSON.parse(
      await readFile(path.join(folder, 'package.json'), 'utf8'),
    );
    if (!manifest.private) found.push({ folder, name: manifest.name });
  }
  return found;
}

/** Packs every published package as `npm publish` would, and looks into the tarballs. */
async function packAll({ toolchain }) {
  const target = await mkdtemp(
    path.join(os.tmpdir(), 'git-activity-packages-'),
  );
  const problems = [];
  try {
    for (const { folder, name } of await publishedPackages()) {
      const tarball = path.join(target, `${name}.tgz`);
      await run({
        command: toolchain.node,
        args: [toolchain.yarn, 'pack', '--out', tarball],
        cwd: folder,
        env: toolchain.env,
        logFile: path.join(portalFolder, 'ci', `pack-${name}.log`),
        failure: `${name} could not be packed`,
      });
      const found = await checkPackage({ tarball, folder });
      problems.push(...found.map(problem => `${name}: ${problem}`));
    }
  } finally {
    await rm(target, { recursive: true, force: true });
  }
  if (problems.length > 0) throw new Problem(problems.join('\n'));
}

/** Looks at the licences of all that whoever installs the published packages gets. */
async function licences() {
  const packages = await publishedPackages();
  const problems = await checkLicences(packages.map(({ folder }) => folder));
  if (problems.length > 0) throw new Problem(problems.join('\n'));
}

const CHECKS = [
  program('HTTP contract', 'scripts/openapi.mjs', ['--check']),
  program('formatting', 'node_modules/prettier/bin-prettier.js', [
    '--check',
    '.',
  ]),
  program('lint', backstageCli, ['repo', 'lint', '--max-warnings', '0']),
  program('types', 'node_modules/typescript/bin/tsc', [
    '--incremental',
    'false',
  ]),
  // From the declarations that the step before has made.
  program('API reports', 'scripts/api-reports.mjs', ['--check']),
  { name: 'licences', work: licences },
];

const BUILDS = [
  program('build', backstageCli, ['repo', 'build', '--all']),
  { name: 'packages', work: packAll },
];

/** Runs steps one after the other, whatever becomes of those before. */
async function runSteps(steps, context) {
  const results = [];
  for (const { name, work } of steps) {
    const begin = Date.now();
    let failed = 0;
    try {
      await work(context);
    } catch (error) {
      reportFailure(error);
      failed = 1;
    }
    const time = formatDuration(Date.now() - begin);
    console.log(`${failed ? '✗' : '✓'} ${name} (${time})`);
    results.push({ passed: 1 - failed, failed });
  }
  return results;
}

/** Set-up and checks. Checks that fail are counted; the command fails only if nothing else can be run. */
async function runChecks() {
  await clearCounts();
  const context = {};
  const setUp = {
    name: 'set-up',
    work: async () => {
      context.toolchain = await prepareTests();
    },
  };
  const results = await runSteps([setUp], context);
  if (context.toolchain) results.push(...(await runSteps(CHECKS, context)));
  await writeCounts({ name: 'checks', results });
  return context.toolchain !== undefined;
}

async function runBuilds() {
  const context = { toolchain: await prepareTests() };
  const results = await runSteps(BUILDS, context);
  await writeCounts({ name: 'builds', results });
  return true;
}

/** Says how many tests and steps passed and failed. */
async function sum() {
  const { passed, failed, missing } = await sumCounts({
    names: ['checks', 'tests', 'builds'],
  });
  for (const name of missing) console.log(`✗ ${name}: not run to their end`);
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0;
}

const PARTS = { checks: runChecks, builds: runBuilds, sum };

/**
 * Runs a part of `.ci/run`, which runs `npm test` between checks and builds.
 *
 * @param part - `checks`, `builds` or `sum`
 */
export async function ci(part) {
  stopOnSignals();
  try {
    process.exitCode = (await PARTS[part]()) ? 0 : 1;
  } catch (error) {
    reportFailure(error);
  }
  await stopAll();
  process.exit();
}
