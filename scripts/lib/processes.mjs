import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { Problem } from './problem.mjs';

/** How long children have to end by themselves before they are killed. */
const GRACE_MS = 8000;
const POLL_MS = 50;

/** How long the system may take to clear away what was killed. */
const KILL_MS = 2000;

/** How many of the last lines of a log are shown when a command failed. */
const TAIL_LINES = 40;

/** Everything that this launcher started and that still runs; each is the leader of its own process group. */
const running = new Set();
/** What is to be cleared away once all of it has ended. */
const cleanups = new Set();
let stopping;

/** The last lines of a log, for showing why something failed. */
export async function tail(file, lines = TAIL_LINES) {
  const text = await readFile(file, 'utf8').catch(() => '');
  return stripVTControlCharacters(text)
    .trimEnd()
    .split('\n')
    .slice(-lines)
    .join('\n');
}

/** Whether any process of a group is left. */
function groupLives(pid) {
  try {
    process.kill(-pid, 0);
    return true;
  } catch {
    return false;
  }
}

function signalGroup(pid, signal) {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended meanwhile.
  }
}

/**
 * Starts a command in a process group of its own, so that all that it starts in turn can be stopped with it, and so that
 * Ctrl-C reaches the launcher alone, which then stops everything in order.
 */
export function launch({
  command,
  args,
  cwd,
  env,
  logFile,
  echo = false,
  interactive = false,
}) {
  const child = spawn(command, args, {
    cwd,
    env,
    detached: true,
    stdio: [
      'ignore',
      logFile ? 'pipe' : 'inherit',
      logFile ? 'pipe' : 'inherit',
    ],
  });
  if (logFile) {
    mkdirSync(path.dirname(logFile), { recursive: true });
    const log = createWriteStream(logFile);
    for (const stream of [child.stdout, child.stderr]) {
      stream.pipe(log, { end: false });
      if (echo) stream.pipe(process.stdout, { end: false });
    }
  }
  const exited = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  exited.catch(() => undefined);
  if (child.pid && !interactive) running.add(child.pid);
  const forget = () => {
    // Grandchildren may outlive the leader; the group stays known until it is empty.
    if (child.pid && !groupLives(child.pid)) running.delete(child.pid);
  };
  exited.then(forget, forget);
  return { child, exited };
}

/** Runs a command to its end. Its output goes to a log, whose end is shown if it fails. */
export async function run({ command, args, cwd, env, logFile, failure }) {
  const { code, signal } = await launch({
    command,
    args,
    cwd,
    env,
    logFile,
  }).exited;
  if (code === 0) return;
  if (stopping) await new Promise(() => {});
  throw new Problem(
    `${await tail(logFile)}\n\n${failure} (${
      signal ?? `exit status ${code}`
    }). The whole output is in ${logFile}`,
  );
}

/** Stops process groups, each named by its leader, and waits until they have ended. */
export async function stopGroups(groups) {
  for (const [signal, patience] of [
    ['SIGTERM', GRACE_MS],
    ['SIGKILL', KILL_MS],
  ]) {
    for (const pid of groups) signalGroup(pid, signal);
    const deadline = Date.now() + patience;
    while (groups.some(groupLives) && Date.now() < deadline) {
      await new Promise(resolve => {
        setTimeout(resolve, POLL_MS);
      });
    }
  }
}

/** Has something cleared away when everything stops. */
export function onStop(cleanup) {
  cleanups.add(cleanup);
}

/** Stops everything that was started, waits until it has ended, and clears away. */
export function stopAll() {
  stopping ??= (async () => {
    await stopGroups([...running]);
    for (const cleanup of cleanups) await cleanup();
  })();
  return stopping;
}

/** True once stopping has begun; what ends after that ended because it was told to. */
export function isStopping() {
  return stopping !== undefined;
}

/**
 * Ends the launcher and all it started on Ctrl-C, on SIGTERM, when the terminal closes, and when the npm or Yarn that runs
 * it is gone (npm does not hand every signal on).
 */
export function stopOnSignals({ onSignal } = {}) {
  const end = async status => {
    if (stopping) return;
    const stopped = stopAll();
    onSignal?.();
    await stopped;
    process.exit(status);
  };
  for (const [signal, number] of [
    ['SIGHUP', 1],
    ['SIGINT', 2],
    ['SIGTERM', 15],
  ]) {
    process.on(signal, () => end(128 + number));
  }
  if (process.env.npm_lifecycle_event) {
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) end(1);
    }, 500).unref();
  }
}
