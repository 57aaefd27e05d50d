import path from 'node:path';
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

const PORTS = { page: 3000, backend: 7007 };

/** A first sync of even the largest repositories is over by then; after it, only the page tells. */
const SYNC_TIMEOUT_MS = 60 * 60_000;

const USAGE = `Starts a Backstage portal that shows when work was done on git repositories.

  npm start                            a small sample organisation
  npm start -- ~/src/api ~/src/web     your own repositories, bare or not

It runs on http://localhost:${PORTS.page} until Ctrl-C. Options:
  --watch   start the backend anew when its code changes, and show what the portal logs
  --help    show this`;

function parseArguments(args) {
  const paths = [];
  // Who starts it by Yarn develops it.
  const options = {
    watch: /^yarn\//.test(process.env.npm_config_user_agent ?? ''),
    help: false,
  };
  let pathsOnly = false;
  for (const arg of args) {
    if (pathsOnly || !arg.startsWith('-')) paths.push(arg);
    else if (arg === '--') pathsOnly = true;
    else if (arg === '--help' || arg === '-h') options.help = true;
    else if (arg === '--watch') options.watch = true;
    else
      throw new Problem(
        `Unknown option ${spellOut(arg)}; npm start -- --help lists them.`,
      );
  }
  return { paths, ...options };
}

/** What the portal shows: the named repositories, or the sample organisation. */
async function prepareContent(paths) {
  if (paths.length === 0) {
    const folder = path.join(portalFolder, 'sample');
    return {
      folder,
      title: 'Sample organisation',
      make: async () => ({
        ...(await prepareSample({ folder })),
        team: 'engineering',
      }),
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

async function runPortal({ paths, watch }) {
  const begin = Date.now();
  await requireGit();
  const content = await prepareContent(paths);
  await requireFreePorts(PORTS);

  const toolchain = await prepareToolchain();
  await prepareDependencies(toolchain);
  let made;
  await step(content.title, async () => {
    made = await content.make();
  });
  const configured = await configurePortal({
    folder: content.folder,
    ports: PORTS,
    ...made,
  });
  // Set-up may have taken minutes.
  await requireFreePorts(PORTS);
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
