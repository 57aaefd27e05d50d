import { chmod, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  startPortal,
  waitUntilDiscovered,
  waitUntilReady,
  waitUntilSynced,
} from './portal.mjs';
import { configurePortal } from './portalConfig.mjs';
import { findFreePort } from './ports.mjs';
import { Problem } from './problem.mjs';
import { launch, onStop, tail } from './processes.mjs';
import { portalFolder, root } from './project.mjs';
import { prepareSample } from './sample.mjs';
import { launchTypescript } from './typescript.mjs';

const POSTGRES_TIMEOUT_MS = 60_000;
const SYNC_TIMEOUT_MS = 3 * 60_000;
const HOST_TIMEOUT_MS = 60_000;
const POLL_MS = 100;

/** Real databases and real git take their time on a busy machine; Jest's five seconds are for neither. */
const TEST_TIMEOUT_MS = 60_000;

/** Jest's default is one worker less than there are processors; each can take a gigabyte. */
const MOST_WORKERS = 4;

const backstageCli = path.join(
  root,
  'node_modules/@backstage/cli/bin/backstage-cli',
);

/** What a suite that could not even report comes to. */
const broken = { passed: 0, failed: 1 };

async function readJson(file) {
  return JSON.parse(await readFile(file, 'utf8'));
}

/** A folder for one run, which is removed when the launcher ends, however it ends. */
async function temporaryFolder(parent, name) {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, `${name}-`));
  onStop(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Waits until a program that was launched has said what tells that it is ready, and returns that. */
async function waitUntilSaid({ what, logFile, exited, pattern, timeout }) {
  let ended = false;
  exited.finally(() => (ended = true)).catch(() => undefined);
  const deadline = Date.now() + timeout;
  for (;;) {
    const [said] = (await tail(logFile)).match(pattern) ?? [];
    if (said) return said;
    if (ended || Date.now() > deadline) {
      throw new Problem(
        `${await tail(logFile)}\n\n${what} did not start; see ${logFile}`,
      );
    }
    await new Promise(resolve => {
      setTimeout(resolve, POLL_MS);
    });
  }
}

/** Starts a real PostgreSQL on a free port and says how tests reach it. */
export async function startPostgres({ toolchain }) {
  // Not in the checkout: the user that PostgreSQL runs as need not be able to enter it.
  const parent = await temporaryFolder(os.tmpdir(), 'git-activity-postgres');
  await chmod(parent, 0o755);
  const port = await findFreePort();
  const logFile = path.join(portalFolder, 'postgres.log');
  const { exited } = launch({
    command: toolchain.node,
    args: [
      path.join(root, 'scripts/lib/postgres.mjs'),
      path.join(parent, 'data'),
      String(port),
    ],
    cwd: root,
    env: toolchain.env,
    logFile,
  });
  await waitUntilSaid({
    what: 'PostgreSQL',
    logFile,
    exited,
    pattern: /PostgreSQL accepts connections/,
    timeout: POSTGRES_TIMEOUT_MS,
  });
  return {
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
    BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING: `postgresql://postgres:postgres@localhost:${port}`,
  };
}

/** The tests of the packages. Given arguments, those of `backstage-cli repo test` decide. */
export async function runUnitTests({ toolchain, database, args = [] }) {
  const results = path.join(portalFolder, 'jest.json');
  await rm(results, { force: true });
  const workers = Math.min(MOST_WORKERS, Math.max(1, os.cpus().length - 1));
  const watches = args.some(arg => /^--watch/.test(arg));
  const { exited } = launch({
    command: toolchain.node,
    args: [
      backstageCli,
      'repo',
      'test',
      ...(watches ? [] : ['--watchAll=false']),
      ...(args.length > 0
        ? args
        : [
            '--json',
            `--outputFile=${results}`,
            `--maxWorkers=${Math.max(2, workers)}`,
            `--testTimeout=${TEST_TIMEOUT_MS}`,
          ]),
    ],
    cwd: root,
    env: { ...toolchain.env, ...database },
    interactive: watches,
  });
  const { code } = await exited;
  if (args.length > 0)
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  const report = await readJson(results).catch(() => undefined);
  if (!report) return broken;
  return {
    passed: report.numPassedTests,
    // A file that could not be loaded has no tests that could fail.
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
  };
}

/** The tests of the launcher itself. */
export async function runLauncherTests({ toolchain }) {
  const results = path.join(portalFolder, 'launcher.tap');
  await mkdir(portalFolder, { recursive: true });
  await rm(results, { force: true });
  const { exited } = launch({
    command: toolchain.node,
    args: [
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${results}`,
      'scripts/**/*.test.mjs',
      'examples/**/*.test.mjs',
    ],
    cwd: root,
    env: toolchain.env,
  });
  const { code } = await exited;
  const report = await readFile(results, 'utf8').catch(() => '');
  const count = name =>
    Number(report.match(new RegExp(`^# ${name} (\\d+)`, 'm'))?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return {
    passed: count('pass'),
    failed: code === 0 ? failed : Math.max(1, failed),
  };
}

/** The attacks that take seconds, on backends that are started for them. */
export async function runQuickAttacks({ toolchain, database }) {
  const logFile = path.join(portalFolder, 'attacks.log');
  const { exited } = launchTypescript({
    ...{ toolchain, database, logFile },
    file: 'attacks/main.ts',
    args: ['--quick'],
  });
  await exited;
  const said = await tail(logFile);
  console.log(said);
  const sum = said.match(/^(\d+) passed, (\d+) failed$/m);
  return sum ? { passed: Number(sum[1]), failed: Number(sum[2]) } : broken;
}

/** Which browser the browser tests use: the one from the registry where it runs, else an installed Chrome. */
async function browserEnvironment() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {};
  const { default: chromium } = await import('@sparticuz/chromium');
  return {
    E2E_CHROMIUM: await chromium.executablePath(),
    // Its own arguments are for functions that serve one page and end; with them it ends with the first page. Without a
    // sandbox it runs as root, too; it opens nothing but our own portal.
    E2E_CHROMIUM_ARGS: JSON.stringify(['--no-sandbox', '--disable-gpu']),
  };
}

/**
 * Starts a GitHub on this machine that hosts one of the sample repositories.
 *
 * @returns what the portal has to know of it, and where tests tell it what to do
 */
async function startRemoteHost({ toolchain, folder }) {
  const logFile = path.join(folder, 'host.log');
  const { exited } = launchTypescript({
    ...{ toolchain, logFile },
    file: 'e2e/remoteHost.ts',
    args: [folder, path.join(folder, 'repositories/payments-api.git')],
  });
  return JSON.parse(
    await waitUntilSaid({
      what: 'The host of the browser tests',
      logFile,
      exited,
      pattern: /^\{.*\}$/m,
      timeout: HOST_TIMEOUT_MS,
    }),
  );
}

/** The browser tests, against a portal that is started for them, with ports, repositories and database of its own. Arguments are Playwright's. */
export async function runBrowserTests({ toolchain, args = [] }) {
  const folder = await temporaryFolder(portalFolder, 'e2e');
  const made = await prepareSample({ folder });
  const host = await startRemoteHost({ toolchain, folder });
  // JSON is YAML.
  const entities = host.entities.map(entity => JSON.stringify(entity));
  const portal = startPortal({
    toolchain,
    portal: await configurePortal({
      folder,
      ports: { page: await findFreePort(), backend: await findFreePort() },
      ...made,
      catalog: [made.catalog, ...entities].join('\n---\n'),
      expected: made.expected + host.repositories,
      integrations: { github: [host.integration] },
    }),
  });
  await waitUntilReady(portal);
  await waitUntilDiscovered(portal);
  await waitUntilSynced(portal, { timeout: SYNC_TIMEOUT_MS });
  const results = path.join(portalFolder, 'playwright.json');
  await rm(results, { force: true });
  const { exited } = launch({
    command: toolchain.node,
    args: [
      path.join(root, 'node_modules/@playwright/test/cli.js'),
      'test',
      ...args,
    ],
    cwd: root,
    env: {
      ...toolchain.env,
      ...(await browserEnvironment()),
      E2E_PAGE: portal.page,
      E2E_BACKEND: portal.backend,
      E2E_HOST: host.integration.host,
      E2E_HOST_CONTROL: host.control,
      E2E_REPOSITORIES: path.join(folder, 'repositories'),
      PLAYWRIGHT_JSON_OUTPUT_FILE: results,
    },
  });
  await Promise.race([exited, portal.ended]);
  await portal.stop();
  const report = await readJson(results).catch(() => undefined);
  if (!report) return broken;
  const { expected, flaky, unexpected } = report.stats;
  return {
    passed: expected + flaky,
    failed: unexpected + (expected + flaky + unexpected === 0 ? 1 : 0),
  };
}
