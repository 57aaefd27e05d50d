import { readFile } from 'node:fs/promises';
import { stripVTControlCharacters } from 'node:util';
import { tail } from './processes.mjs';

/** What the backend says before it ends because it could not start; see packages/backend/src/index.ts. */
const COULD_NOT_START = /^The backend could not start: ([^]*)/m;

/**
 * What Backstage logs as soon as a part of the backend has failed. It waits for the other parts then, which may take
 * their time or forever, and goes on where that part is permitted to fail.
 */
const PART_FAILED =
  /\S+ in Plugin '.*' threw an error during startup(?!, but).*|Plugin '.*' (?:threw an error|reported failure for module '.*') during startup(?!, but).*/g;

/** What Backstage's log appends to a message. */
const FIELDS = / type="initialization".*/;

/** Why the backend could not start, as far as its log says that it could not. */
export async function readStartFailure(logFile) {
  const log = stripVTControlCharacters(
    await readFile(logFile, 'utf8').catch(() => ''),
  );
  const [, reason] = COULD_NOT_START.exec(log) ?? [];
  if (reason) return reason.replace(/^\s+at .*\n?/gm, '').trimEnd();
  const lines = log.match(PART_FAILED)?.map(line => line.replace(FIELDS, ''));
  return lines?.join('\n');
}

/** What a log says of why its program failed: the reason if it tells one, else its end. */
export async function explainFailure(logFile) {
  return (await readStartFailure(logFile)) ?? tail(logFile);
}
