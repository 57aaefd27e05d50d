import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from './processes.mjs';
import { step } from './progress.mjs';
import { root, toolchainFolder } from './project.mjs';

/** Says for what the dependencies were last installed. In node_modules, so that it goes when they go. */
const stampFile = path.join(root, 'node_modules/.git-activity-installed');

/** Everything that decides what an installation brings. */
async function fingerprint(version) {
  const hash = createHash('sha256');
  // Native modules are built for a major version of Node.
  hash.update(
    `node ${version.split('.')[0]} ${process.platform} ${process.arch}`,
  );
  const files = ['package.json', 'yarn.lock', '.yarnrc.yml'];
  for (const folder of ['packages', 'plugins']) {
    for (const name of (await readdir(path.join(root, folder))).sort()) {
      files.push(path.join(folder, name, 'package.json'));
    }
  }
  for (const file of files) {
    const full = path.join(root, file);
    if (existsSync(full))
      hash.update(`\0${file}\0`).update(await readFile(full));
  }
  return hash.digest('hex');
}

/** Installs what yarn.lock names, unless just that is installed already. */
export async function prepareDependencies(toolchain) {
  await step('Dependencies', async () => {
    const wanted = await fingerprint(toolchain.version);
    const present = await readFile(stampFile, 'utf8').catch(() => undefined);
    if (present === wanted) return 'installed';
    const fresh = !existsSync(path.join(root, 'node_modules'));
    if (fresh) {
      process.stdout.write(
        '\n  about 2,400 packages; a few minutes the first time, nothing later\n',
      );
    }
    await run({
      command: toolchain.node,
      args: [toolchain.yarn, 'install', '--immutable'],
      cwd: root,
      env: toolchain.env,
      logFile: path.join(toolchainFolder, 'install.log'),
      failure: 'The dependencies could not be installed',
    });
    await writeFile(stampFile, wanted);
    return 'installed';
  });
}
