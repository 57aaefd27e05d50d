import { writeCounts } from './counts.mjs';
import { prepareDependencies } from './dependencies.mjs';
import { requireGit } from './git.mjs';
import { reportFailure } from './problem.mjs';
import { stopAll, stopOnSignals } from './processes.mjs';
import { formatDuration, step } from './progress.mjs';
import {
  runBrowserTests,
  runLauncherTests,
  runQuickAttacks,
  runUnitTests,
  startPostgres,
} from './suites.mjs';
import { prepareToolchain } from './toolchain.mjs';

/** All suites, by name, in the order in which they run. */
const SUITES = {
  launcher: runLauncherTests,
  packages: runUnitTests,
  attacks: runQuickAttacks,
  browser: runBrowserTests,
};

/**
 * Runs suites one after the other. One that cannot even run counts as one failure, and the next one runs.
 *
 * @returns for each, how many tests passed and failed, and how long it took
 */
async function runSuites({ toolchain, database, names, args }) {
  const results = [];
  for (const name of names) {
    console.log(`\n━━━ ${name} tests\n`);
    const begin = Date.now();
    const counts = await SUITES[name]({ toolchain, database, args }).catch(
      error => {
        reportFailure(error);
        return { passed: 0, failed: 1 };
      },
    );
    results.push({ name, ...counts, milliseconds: Date.now() - begin });
  }
  return results;
}

function describeSuite({ name, passed, failed, milliseconds }) {
  return `${
    failed === 0 ? '✓' : '✗'
  } ${name} tests: ${passed} passed, ${failed} failed (${formatDuration(
    milliseconds,
  )})`;
}

/** Set-up that tests need: a supported Node, the dependencies, a real PostgreSQL. */
export async function prepareTests() {
  await requireGit();
  const toolchain = await prepareToolchain();
  await prepareDependencies(toolchain);
  return toolchain;
}

/**
 * Runs every test. Arguments go to `backstage-cli repo test`, and then nothing else runs; after `--only-e2e`
 * they go to Playwright, and only the browser tests run.
 */
export async function test(args) {
  stopOnSignals();
  try {
    const toolchain = await prepareTests();
    const onlyBrowser = args.includes('--only-e2e');
    const rest = args.filter(arg => arg !== '--only-e2e');
    let database;
    if (!onlyBrowser) {
      await step('PostgreSQL', async () => {
        database = await startPostgres({ toolchain });
      });
    }
    const all = rest.length > 0 ? ['packages'] : Object.keys(SUITES);
    const names = onlyBrowser ? ['browser'] : all;
    const results = await runSuites({ toolchain, database, names, args: rest });
    // Given arguments, Jest's own summary is the one that counts tests.
    if (rest.length === 0) {
      console.log(`\n${results.map(describeSuite).join('\n')}`);
      await writeCounts({ name: 'tests', results });
    }
    process.exitCode = results.some(({ failed }) => failed > 0) ? 1 : 0;
  } catch (error) {
    reportFailure(error);
  }
  await stopAll();
  process.exit();
}
