import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { portalFolder } from './project.mjs';

/** Where commands leave how much of what they ran passed and failed, for `.ci/run` to add up. */
const countsFolder = path.join(portalFolder, 'counts');

const fileOf = ({ name, folder }) => path.join(folder, `${name}.json`);

const total = (results, key) =>
  results.reduce((sum, result) => sum + result[key], 0);

/** Forgets what earlier commands left. */
export function clearCounts({ folder = countsFolder } = {}) {
  return rm(folder, { recursive: true, force: true });
}

/** Leaves the counts of one command. */
export async function writeCounts({ name, results, folder = countsFolder }) {
  await mkdir(folder, { recursive: true });
  const counts = {
    passed: total(results, 'passed'),
    failed: total(results, 'failed'),
  };
  await writeFile(fileOf({ name, folder }), JSON.stringify(counts));
}

/** Adds up what commands left. One that left nothing did not come to its end, which is one failure. */
export async function sumCounts({ names, folder = countsFolder }) {
  const results = await Promise.all(
    names.map(async name => {
      const text = await readFile(fileOf({ name, folder }), 'utf8').catch(
        () => undefined,
      );
      return text ? JSON.parse(text) : { passed: 0, failed: 1, missing: name };
    }),
  );
  return {
    passed: total(results, 'passed'),
    failed: total(results, 'failed'),
    missing: results.flatMap(({ missing }) => missing ?? []),
  };
}
