import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Problem } from './problem.mjs';
import { run } from './processes.mjs';

/**
 * Fetches one package from the npm registry. Nothing of it is unpacked, and none of its scripts run, unless it is what was wanted.
 *
 * @param wanted - `name`, `version`, and the `integrity` that npm's lock files have of it: the SHA-512 of its tarball
 * @param folder - where its files are put
 */
export async function fetchPackage({
  wanted,
  folder,
  logFile,
  env = process.env,
}) {
  const { name, version, integrity } = wanted;
  await mkdir(folder, { recursive: true });
  const download = await mkdtemp(`${folder}-`);
  const command = (program, args, failure) =>
    run({ command: program, args, cwd: download, env, logFile, failure });
  try {
    await command(
      'npm',
      ['pack', `${name}@${version}`, '--ignore-scripts'],
      `${name} ${version} could not be fetched from the npm registry`,
    );
    const tarball = path.join(download, `${name}-${version}.tgz`);
    const hash = createHash('sha512').update(await readFile(tarball));
    if (integrity !== `sha512-${hash.digest('base64')}`) {
      throw new Problem(
        `What the npm registry sent as ${name} ${version} is something else, and was not used. Its SHA-512 should be ${integrity}`,
      );
    }
    await command(
      'tar',
      ['-xzf', tarball, '--strip-components=1', '-C', folder],
      `${name} ${version} could not be unpacked`,
    );
  } finally {
    await rm(download, { recursive: true, force: true });
  }
}
