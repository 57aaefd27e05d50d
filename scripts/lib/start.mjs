import path from 'node:path';
import { parseArgs } from 'node:util';
import { prepareDependencies } from './dependencies.mjs';
import { requireGit } from './git.mjs';
import { spellOut } from './harmless.mjs';
import {
  describeRepositories,
  findRepositories,
  nameOfSet,
} from './ownRepositories.mjs';
import {
  startPortal,
  waitUntilDiscovered,
  waitUntilReady,
  waitUntilSynced,
} from './portal.mjs';
import { configurePortal } from './portalConfig.mjs';
import { requireFreePorts } from './ports.mjs';
import { Problem, reportFailure } from './problem.mjs';
import { stopAll, stopOnSignals } from './processes.mjs';
import { formatDuration, step } from './progress.mjs';
import { portalFolder } from './project.mjs';
import { prepareSample } from './sample.mjs';
import { prepareToolchain } from './toolchain.mjs';

const DEFAULT_PORTS = { page: 3000, backend: 7007 };
const HIGHEST_PORT = 65_535;

/** A first sync of even the largest repositories is over by then; after it, only the page tells. */
const SYNC_TIMEOUT_MS = 60 * 60_000;

const USAGE = `Starts a Backstage portal that shows when work was done on git repositories.

  npm start                            a small sample organisation
  npm start -- ~/src/api ~/src/web     your own repositories, bare or not

It runs on http://localhost:${DEFAULT_PORTS.page} until Ctrl-C. Options:
  --port <number>           where the page answers
  --backend-port <number>   where the backend answers; ${DEFAULT_PORTS.backend} unless given
  --watch                   start the backend anew when its code changes, and show what the portal logs
  --help                    show this`;

const OPTIONS = {
  port: { type: 'string' },
  'backend-port': { type: 'string' },
  watch: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

function parseArguments(args) {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // The rest of what it says is how to name a file that looks like an option.
    const [reason] = error.message.split('. ');
    throw new Problem(
      `${spellOut(reason)}; npm start -- --help lists the options.`,
    );
  }
  const { values, positionals } = parsed;
  return {
    help: values.help ?? false,
    // Who starts it by Yarn develops it.
    watch:
      values.watch ?? /^yarn\//.test(process.env.npm_config_user_agent ?? ''),
    ports: {
      page: readPort('port', values) ?? DEFAULT_PORTS.page,
      backend: readPort('backend-port', values) ?? DEFAULT_PORTS.backend,
    },
    paths: positionals,
  };
}

function readPort(name, values) {
  const value = values[name];
  if (value === undefined) return undefined;
  const port = Number(value);
  if (!/^\d+$/.test(value) || port < 1 || port > HIGHEST_PORT) {
    throw new Problem(
      `--${name} ${spellOut(
        value,
      )} is no port: give a number from 1 to ${HIGHEST_PORT}.`,
    );
  }
  return port;
}

/** What the portal shows: the named repositories, or the sample organisation. */
async function prepareContent(paths) {
  if (paths.length === 0) {
    const folder = path.join(portalFolder, 'sample');
    return {
      folder,
      title: 'Sample organisation',
      make: () => prepareSample({ folder }),
    };
  }
  const relativeTo = process.env.INIT_CWD ?? process.cwd();
  const folders = await findRepositories(paths, { relativeTo });
  return {
    folder: path.join(portalFolder, `repositories-${nameOfSet(folders)}`),
    title:
      folders.length === 1
        ? 'One repository'
        : `${folders.length} repositories`,
    make: () => describeRepositories(folders),
  };
}

function describeSync(items) {
  const failed = items.filter(({ status }) =>
    ['failed', 'stale'].includes(status),
  );
  const commits = items.reduce((sum, item) => sum + item.commits, 0);
  const lines = [
    `${items.length - failed.length} of ${
      items.length
    } repositories, ${commits.toLocaleString('en')} commits`,
    ...failed.map(
      ({ url, error }) =>
        `  ${spellOut(url)}: ${spellOut(error?.message ?? 'failed')}`,
    ),
  ];
  return lines.join('\n');
}

async function runPortal({ paths, watch, ports }) {
  const begin = Date.now();
  await requireGit();
  const content = await prepareContent(paths);
  await requireFreePorts(ports);

  const toolchain = await prepareToolchain();
  await prepareDependencies(toolchain);
  let made;
  await step(content.title, async () => {
    made = await content.make();
  });
  const configured = await configurePortal({
    folder: content.folder,
    ports,
    ...made,
  });
  // Set-up may have taken minutes.
  await requireFreePorts(ports);
  const portal = startPortal({
    toolchain,
    portal: configured,
    echo: watch,
    watch,
  });
  await step('Portal', () => waitUntilReady(portal));
  await step('Repositories', async () => {
    const found = await waitUntilDiscovered(portal);
    return `${found.length} of ${portal.expected} found`;
  });
  console.log(
    `\n  ${portal.page}   ready after ${formatDuration(
      Date.now() - begin,
    )}; Ctrl-C stops it\n`,
  );
  await step('First sync', async () =>
    describeSync(await waitUntilSynced(portal, { timeout: SYNC_TIMEOUT_MS })),
  );
  await portal.ended;
}

/** Sets up what is missing, starts the portal, and runs until Ctrl-C. */
export async function start(args) {
  stopOnSignals({ onSignal: () => console.log('\nStopping…') });
  try {
    const { help, ...options } = parseArguments(args);
    if (help) console.log(USAGE);
    else await runPortal(options);
  } catch (error) {
    await stopAll();
    reportFailure(error);
  }
}
