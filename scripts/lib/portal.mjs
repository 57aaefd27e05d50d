import { createRequire } from 'node:module';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from './problem.mjs';
import { isStopping, launch, stopGroups, tail } from './processes.mjs';
import { root } from './project.mjs';

const POLL_MS = 500;
const REQUEST_TIMEOUT_MS = 20_000;
const START_TIMEOUT_MS = 5 * 60_000;

/** How long the first search of the catalog may take before the portal counts as started without it. */
const DISCOVERY_TIMEOUT_MS = 60_000;

const sleep = milliseconds =>
  new Promise(resolve => {
    setTimeout(resolve, milliseconds);
  });

/** Backstage replaces `${NAME}` in configuration; a path that happens to hold that means itself. */
const literal = text => text.replaceAll('${', () => '$${');

/** Catalog locations are glob patterns; a path that happens to hold their characters means itself. */
const literalPattern = text => text.replace(/[[{(*?]/g, '[$&]');

/**
 * Writes the configuration of one portal: its addresses, its database, its catalog, which folders may be read, and which hosts.
 *
 * @returns the files to start it with
 */
export async function configurePortal({
  folder,
  catalog,
  roots,
  team,
  ports,
  integrations,
}) {
  const database = path.join(folder, 'database');
  await mkdir(database, { recursive: true });
  const catalogFile = path.join(folder, 'catalog.yaml');
  await writeFile(catalogFile, `${catalog}\n`);
  const page = `http://localhost:${ports.page}`;
  const backend = `http://localhost:${ports.backend}`;
  const config = {
    app: { baseUrl: page },
    backend: {
      baseUrl: backend,
      listen: { port: ports.backend },
      cors: { origin: page },
      database: {
        client: 'better-sqlite3',
        connection: { directory: literal(database) },
      },
    },
    auth: {
      providers: {
        guest: {
          ownershipEntityRefs: ['user:default/guest', `group:default/${team}`],
        },
      },
    },
    catalog: {
      locations: [
        { type: 'file', target: literal(literalPattern(catalogFile)) },
      ],
    },
    gitActivity: { git: { roots: roots.map(literal) } },
    ...(integrations && { integrations }),
  };
  const configFile = path.join(folder, 'app-config.yaml');
  // JSON is YAML, and no character of a path can break it.
  await writeFile(configFile, `${JSON.stringify(config, null, 2)}\n`);
  return {
    page,
    backend,
    configFiles: [path.join(root, 'app-config.yaml'), configFile],
    folder,
    // How many repositories there are to be found.
    expected: catalog.split('git-activity/repository').length - 1,
  };
}

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
  const list = await answers(
    `${portal.backend}/api/git-activity/repositories?limit=500`,
    { headers: { Authorization: `Bearer ${backstageIdentity.token}` } },
  );
  return list ? (await list.json()).items : undefined;
}

/** Waits until something is there. Fails if the portal ends meanwhile, or if it takes too long. */
async function waitFor({ portal, what, timeout, check }) {
  const deadline = Date.now() + timeout;
  for (;;) {
    const result = await Promise.race([check(), portal.ended]);
    if (result) return result;
    if (Date.now() > deadline) {
      throw new Problem(
        `${await tail(
          portal.logFile,
        )}\n\nThe portal's ${what} did not answer in ${
          timeout / 60_000
        } minutes. The whole output is in ${portal.logFile}`,
      );
    }
    await Promise.race([sleep(POLL_MS), portal.ended]);
  }
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

/** Starts frontend and backend. `ended` of the result rejects when one of them ends without `stop` having been called. */
export function startPortal({
  toolchain,
  portal,
  echo = false,
  watch = false,
}) {
  const programs = programsOf({ portal, watch });
  const leaders = [];
  let stopped = false;
  const endings = programs.map(async ({ name, cwd, args, env }) => {
    const logFile = path.join(portal.folder, `${name}.log`);
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
      `${await tail(logFile)}\n\nThe portal's ${name} ended by itself (${
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
  return { ...portal, ended, stop };
}

/** Waits until the page and the backend really answer. */
export async function waitUntilReady(portal) {
  await waitFor({
    portal,
    what: 'backend',
    timeout: START_TIMEOUT_MS,
    check: () => answers(`${portal.backend}/.backstage/health/v1/readiness`),
  });
  // The page's server holds its answer back until the first bundle is made.
  await waitFor({
    portal,
    what: 'page',
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
    what: 'first sync',
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
