import { createRequire } from 'node:module';
import path from 'node:path';
import { Problem } from './problem.mjs';
import { isStopping, launch, stopGroups } from './processes.mjs';
import { root } from './project.mjs';
import { explainFailure, readStartFailure } from './startFailure.mjs';

const MINUTE_MS = 60_000;
const POLL_MS = 500;
const REQUEST_TIMEOUT_MS = 20_000;
const LARGEST_PAGE = 500;
const START_TIMEOUT_MS = 5 * MINUTE_MS;

/** How long the parts of a backend have to fail, too, once one has, so that all reasons are told at once. */
const FAILURE_GRACE_MS = 3000;

/** How long the first search of the catalog may take before the portal counts as started without it. */
const DISCOVERY_TIMEOUT_MS = 60_000;

const sleep = milliseconds =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });

async function answers(url, options) {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...options,
    });
    return response.ok ? response : undefined;
  } catch {
    return undefined;
  }
}

/** What the portal knows of the repositories so far; undefined while it cannot say. */
async function readRepositories(portal) {
  const signIn = await answers(`${portal.backend}/api/auth/guest/refresh`, {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  if (!signIn) return undefined;
  const { backstageIdentity } = await signIn.json();
  const headers = { Authorization: `Bearer ${backstageIdentity.token}` };
  const items = [];
  let cursor;
  do {
    const page = new URL(`${portal.backend}/api/git-activity/repositories`);
    page.searchParams.set('limit', LARGEST_PAGE);
    if (cursor) page.searchParams.set('cursor', cursor);
    const answer = await answers(page, { headers });
    if (!answer) return undefined;
    const { items: some, nextCursor } = await answer.json();
    items.push(...some);
    cursor = nextCursor;
  } while (cursor);
  return items;
}

/** Waits until something is there. Fails if the portal ends meanwhile, or if it takes too long. */
async function waitFor({ portal, failure, logFile, timeout, check }) {
  const deadline = Date.now() + timeout;
  for (;;) {
    const result = await Promise.race([check(), portal.ended]);
    if (result) return result;
    if (Date.now() > deadline) {
      throw new Problem(
        `${await explainFailure(logFile)}\n\n${failure} in ${
          timeout / MINUTE_MS
        } minutes. The whole output is in ${logFile}`,
      );
    }
    await Promise.race([sleep(POLL_MS), portal.ended]);
  }
}

/** Fails once the backend's log says that it could not start, even if it lives on. */
async function requireNoStartFailure({ logFiles: { backend }, ended }) {
  if (!(await readStartFailure(backend))) return;
  await Promise.race([sleep(FAILURE_GRACE_MS), ended]);
  throw new Problem(
    `${await readStartFailure(
      backend,
    )}\n\nThe portal's backend could not start. The whole output is in ${backend}`,
  );
}

/**
 * The programs that make a portal. With `watch`, Backstage's own runner, which starts the backend anew when its code
 * changes and waits for a change when it crashes. Without, the same programs by themselves, whose end is noticed.
 */
function programsOf({ portal, watch }) {
  const cli = path.join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
  const configs = portal.configFiles.flatMap(file => ['--config', file]);
  if (watch) {
    return [
      {
        name: 'Backstage',
        cwd: root,
        args: [cli, 'repo', 'start', ...configs],
      },
    ];
  }
  const loader = createRequire(path.join(root, 'package.json')).resolve(
    '@backstage/cli-node/config/nodeTransform.cjs',
  );
  return [
    {
      name: 'page',
      cwd: path.join(root, 'packages/app'),
      args: [cli, 'package', 'start', ...configs],
    },
    {
      name: 'backend',
      cwd: path.join(root, 'packages/backend'),
      args: [
        '--enable-source-maps',
        '--require',
        loader,
        'src/index',
        ...configs,
      ],
      env: { ESBK_TSCONFIG_PATH: path.join(root, 'tsconfig.json') },
    },
  ];
}

/** Starts frontend and backend, each with its log. `ended` of the result rejects when one of them ends without `stop` having been called. */
export function startPortal({
  toolchain,
  portal,
  echo = false,
  watch = false,
}) {
  const programs = programsOf({ portal, watch });
  const logFileOf = ({ name }) => path.join(portal.folder, `${name}.log`);
  const leaders = [];
  let stopped = false;
  const endings = programs.map(async program => {
    const { name, cwd, args, env } = program;
    const logFile = logFileOf(program);
    const { child, exited } = launch({
      command: toolchain.node,
      args,
      cwd,
      env: {
        ...toolchain.env,
        // The address is printed once it answers; a browser opened before that would show an error.
        BROWSER: 'none',
        NODE_ENV: 'development',
        ...env,
      },
      logFile,
      echo,
    });
    leaders.push(child.pid);
    const { code, signal } = await exited;
    if (stopped || isStopping()) return new Promise(() => {});
    throw new Problem(
      `${await explainFailure(
        logFile,
      )}\n\nThe portal's ${name} ended by itself (${
        signal ?? `exit status ${code}`
      }). The whole output is in ${logFile}`,
    );
  });
  const ended = Promise.race(endings);
  for (const ending of [ended, ...endings]) ending.catch(() => undefined);
  const stop = () => {
    stopped = true;
    return stopGroups(leaders);
  };
  const logFiles = {
    page: logFileOf(programs.at(0)),
    backend: logFileOf(programs.at(-1)),
  };
  return { ...portal, logFiles, ended, stop };
}

/** Waits until the page and the backend really answer. */
export async function waitUntilReady(portal) {
  await waitFor({
    portal,
    failure: "The portal's backend did not answer",
    logFile: portal.logFiles.backend,
    timeout: START_TIMEOUT_MS,
    check: async () => {
      await requireNoStartFailure(portal);
      return answers(`${portal.backend}/.backstage/health/v1/readiness`);
    },
  });
  // The page's server holds its answer back until the first bundle is made.
  await waitFor({
    portal,
    failure: "The portal's page did not answer",
    logFile: portal.logFiles.page,
    timeout: START_TIMEOUT_MS,
    check: () => answers(portal.page),
  });
}

/** Waits until the repositories are found; one that the backend refuses is only waited for so long. */
export async function waitUntilDiscovered(portal) {
  const deadline = Date.now() + DISCOVERY_TIMEOUT_MS;
  for (;;) {
    const items = await Promise.race([readRepositories(portal), portal.ended]);
    if (items?.length >= portal.expected || Date.now() > deadline) {
      return items ?? [];
    }
    await Promise.race([sleep(POLL_MS), portal.ended]);
  }
}

/** Waits until every repository was synced, or failed; says how many of each there are. */
export async function waitUntilSynced(portal, { timeout }) {
  return waitFor({
    portal,
    failure: 'The first sync did not end',
    logFile: portal.logFiles.backend,
    timeout,
    check: async () => {
      const items = await readRepositories(portal);
      const open = items?.filter(({ status }) =>
        ['pending', 'syncing'].includes(status),
      );
      return items?.length > 0 && open.length === 0 ? items : undefined;
    },
  });
}
