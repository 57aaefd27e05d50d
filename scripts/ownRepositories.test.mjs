import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
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
import { configurePortal } from './lib/portalConfig.mjs';

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

  it('have titles in which nothing hides, and which are never blank', () => {
    const titleOf = folder => componentsOf([folder])[0].metadata.title;
    assert.equal(titleOf('/src/pay\u200bme\u202etxt\u0007.git'), 'paymetxt');
    assert.equal(titleOf('/src/\u200b\ufeff\u2060'), 'repository');
    assert.equal(titleOf('/src/\u3164 \ufe0f'), 'repository');
    // Letters that want to be parted, and a picture that is two joined ones, stay what they are.
    assert.equal(titleOf('/src/نامه\u200cها'), 'نامه\u200cها');
    assert.equal(titleOf('/src/👩\u200d💻'), '👩\u200d💻');
    const [{ metadata }] = componentsOf(['/src/a\u202eb']);
    assert.equal(metadata.description, '/src/a\\u{202E}b');
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

  describe('allow', () => {
    const run = (...args) =>
      execFileSync('git', args, {
        encoding: 'utf8',
        env: {
          ...process.env,
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_AUTHOR_NAME: 'A',
          GIT_AUTHOR_EMAIL: 'a@example.com',
          GIT_COMMITTER_NAME: 'A',
          GIT_COMMITTER_EMAIL: 'a@example.com',
        },
      }).trim();
    const rootsOf = async repository => {
      const { roots } = await describeRepositories([repository]);
      return roots.map(found => path.relative(folder, found)).sort();
    };
    let lender;

    before(() => {
      lender = path.join(folder, 'lender');
      run('init', '--quiet', lender);
      run('-C', lender, 'commit', '--quiet', '--allow-empty', '-m', 'First');
      run('-C', lender, 'worktree', 'add', '--quiet', `${lender}-tree`);
    });

    it('the repository behind a work tree', async () => {
      assert.deepEqual(await rootsOf(`${lender}-tree`), [
        'lender-tree',
        'lender/.git',
        'lender/.git/objects',
        'lender/.git/worktrees/lender-tree',
      ]);
    });

    it('the repository that commits are borrowed from, and those that it borrows from', async () => {
      const borrowed = path.join(folder, 'borrowed.git');
      const twice = path.join(folder, 'twice');
      run('clone', '--quiet', '--bare', '--shared', lender, borrowed);
      assert.deepEqual(await rootsOf(borrowed), [
        'borrowed.git',
        'lender/.git/objects',
      ]);
      run('clone', '--quiet', '--reference', borrowed, lender, twice);
      assert.deepEqual(await rootsOf(twice), [
        'borrowed.git/objects',
        'lender/.git/objects',
        'twice',
      ]);
    });

    it('a lender however its path is written', async () => {
      const odd = path.join(folder, 'odd "lender" ключ.git');
      const borrowed = path.join(folder, 'relative.git');
      run('clone', '--quiet', '--bare', lender, odd);
      run('init', '--quiet', '--bare', borrowed);
      await writeFile(
        path.join(borrowed, 'objects/info/alternates'),
        '# ours\n\n../../odd "lender" ключ.git/objects\n',
      );
      assert.equal(
        run(
          '-C',
          borrowed,
          'cat-file',
          '-t',
          run('-C', lender, 'rev-parse', 'HEAD'),
        ),
        'commit',
      );
      assert.deepEqual(await rootsOf(borrowed), [
        'odd "lender" ключ.git/objects',
        'relative.git',
      ]);
    });

    it('the lender of a work tree and of a submodule', async () => {
      const borrowed = path.join(folder, 'main');
      run('clone', '--quiet', '--shared', lender, borrowed);
      run('-C', borrowed, 'worktree', 'add', '--quiet', `${borrowed}-tree`);
      assert.deepEqual(await rootsOf(`${borrowed}-tree`), [
        'lender/.git/objects',
        'main-tree',
        'main/.git',
        'main/.git/objects',
        'main/.git/worktrees/main-tree',
      ]);

      const whole = path.join(folder, 'whole');
      run('init', '--quiet', whole);
      run(
        ...['-C', whole, '-c', 'protocol.file.allow=always'],
        ...['submodule', '--quiet', 'add', '--reference', lender],
        ...[lender, 'part'],
      );
      assert.deepEqual(await rootsOf(path.join(whole, 'part')), [
        'lender/.git/objects',
        'whole/.git/modules/part',
        'whole/.git/modules/part/objects',
        'whole/part',
      ]);
    });
  });
});
