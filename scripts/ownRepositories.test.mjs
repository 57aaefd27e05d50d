import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import configReader from '@backstage/config';
import configLoader from '@backstage/config-loader';
import { glob } from 'glob';
import {
  componentsOf,
  describeRepositories,
  nameOfSet,
} from './lib/ownRepositories.mjs';
import { configurePortal } from './lib/portal.mjs';

const { ConfigReader } = configReader;
const { loadConfig } = configLoader;

const namesOf = folders =>
  componentsOf(folders).map(({ metadata }) => metadata.name);

describe('Components for somebody’s own repositories', () => {
  it('are named after their folders', () => {
    assert.deepEqual(namesOf(['/src/api', '/src/web.git', '/src/tool/.git']), [
      'api',
      'web',
      'tool',
    ]);
  });

  it('have distinct names where folders have the same', () => {
    assert.deepEqual(namesOf(['/a/api', '/b/api', '/c/API.git']), [
      'api',
      'api-2',
      'API-3',
    ]);
  });

  it('have names that the catalog accepts, whatever the folder is called', () => {
    const folders = [
      '/src/my great app',
      '/src/Café & Bar',
      '/src/日本語',
      '/src/.dotfiles',
      '/src/a__b',
      '/src/${HOME}',
      `/src/${'long-'.repeat(30)}`,
      `/src/${'long-'.repeat(30)}.git`,
      '/src/trailing.',
    ];
    const names = namesOf(folders);
    for (const name of names) {
      // The catalog's own rule.
      assert.match(name, /^[A-Za-z0-9]+([-_.][A-Za-z0-9]+)*$/);
      assert.ok(name.length <= 63);
    }
    assert.equal(new Set(names).size, folders.length);
    assert.deepEqual(names.slice(0, 4), [
      'my-great-app',
      'Cafe-Bar',
      'repository',
      'dotfiles',
    ]);
  });

  it('point to the folder, whatever characters it has', () => {
    for (const folder of [
      '/src/my app',
      '/src/100%',
      '/src/a#b?c',
      '/src/ключ',
    ]) {
      const [{ metadata }] = componentsOf([folder]);
      const url = metadata.annotations['git-activity/repository'];
      assert.equal(fileURLToPath(url), folder);
    }
  });

  it('share a portal state only with the same set of repositories', () => {
    assert.equal(nameOfSet(['/a', '/b']), nameOfSet(['/b', '/a']));
    assert.notEqual(nameOfSet(['/a', '/b']), nameOfSet(['/a']));
  });
});

describe('A portal’s own files', () => {
  let folder;

  before(async () => {
    folder = await realpath(
      await mkdtemp(path.join(os.tmpdir(), 'git-activity-own-')),
    );
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('name every folder literally, also one that looks like a variable or a pattern', async () => {
    const state = path.join(folder, 'state ${HOME} [x]');
    const repository = path.join(folder, '${HOME} {y} "z"\\ 日本');
    execFileSync('git', ['init', '--quiet', repository]);
    const { configFiles } = await configurePortal({
      folder: state,
      ports: { page: 1, backend: 2 },
      ...(await describeRepositories([repository])),
    });
    // As Backstage reads it.
    const { appConfigs } = await loadConfig({
      configRoot: folder,
      configTargets: [{ type: 'path', path: configFiles.at(-1) }],
    });
    const config = ConfigReader.fromConfigs(appConfigs);
    assert.deepEqual(config.getStringArray('gitActivity.git.roots'), [
      repository,
    ]);
    const [location] = config.getConfigArray('catalog.locations');
    assert.deepEqual(
      await glob(location.getString('target'), { windowsPathsNoEscape: true }),
      [path.join(state, 'catalog.yaml')],
    );
  });

  it('allow the repository behind a work tree', async () => {
    const repository = path.join(folder, 'main');
    const worktree = path.join(folder, 'worktree');
    const run = (...args) => execFileSync('git', ['-C', repository, ...args]);
    execFileSync('git', ['init', '--quiet', repository]);
    const author = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
    run(...author, 'commit', '--quiet', '--allow-empty', '-m', 'First');
    run('worktree', 'add', '--quiet', worktree, '-b', 'other');
    const { roots } = await describeRepositories([worktree]);
    assert.deepEqual(roots, [
      worktree,
      path.join(repository, '.git/worktrees/worktree'),
      path.join(repository, '.git'),
    ]);
  });
});
