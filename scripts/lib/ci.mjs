import { mkdir, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { checkPackage } from './packing.mjs';
import { Problem, reportFailure } from './problem.mjs';
import { run, stopAll, stopOnSignals } from './processes.mjs';
import { formatDuration } from './progress.mjs';
import { portalFolder, root } from './project.mjs';
import { startPostgres } from './suites.mjs';
import { describeSuite, prepareTests, runSuites } from './test.mjs';

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
  program('API reports', 'scripts/api-reports.mjs', ['--check']),
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

/** Everything that has to hold before a change is taken in. Ends with one line that counts tests and steps. */
export async function ci() {
  stopOnSignals();
  await mkdir(portalFolder, { recursive: true });
  const context = {};
  const results = await runSteps(
    [
      {
        name: 'set-up',
        work: async () => {
          context.toolchain = await prepareTests();
        },
      },
    ],
    context,
  );
  if (context.toolchain) {
    results.push(...(await runSteps(CHECKS, context)));
    results.push(
      ...(await runSteps(
        [
          {
            name: 'PostgreSQL',
            work: async () => {
              context.database = await startPostgres(context);
            },
          },
        ],
        context,
      )),
    );
    const suites = await runSuites({
      ...context,
      names: ['launcher', 'packages', 'browser'],
    });
    console.log(`\n${suites.map(describeSuite).join('\n')}\n`);
    results.push(...suites);
    results.push(...(await runSteps(BUILDS, context)));
  }
  await stopAll();
  const sum = key => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') > 0 ? 1 : 0);
}
