import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { checkLicences } from './lib/licences.mjs';

describe('Licences of what is shipped', () => {
  let root;

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'git-activity-licences-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  /** Puts a package where it would be installed; below another one, if that has a version of its own. */
  const install = async (name, manifest, below = '') => {
    const folder = path.join(root, below, 'node_modules', name);
    await mkdir(folder, { recursive: true });
    await writeFile(
      path.join(folder, 'package.json'),
      JSON.stringify({ name, version: '1.0.0', ...manifest }),
    );
    return folder;
  };
  const ours = dependencies =>
    install('ours', { license: 'Apache-2.0', ...dependencies });

  it('are compatible wherever one of a choice is, however old the manifest', async () => {
    await install('a', { license: '(BSD-3-Clause OR GPL-2.0)' });
    await install('b', { licenses: [{ type: 'GPL-3.0' }, { type: 'MIT' }] });
    await install('c', { license: { type: 'ISC' } });
    await install('d', { license: 'MIT AND CC0-1.0' });
    const names = { a: '1', b: '1', c: '1', d: '1' };
    assert.deepEqual(
      await checkLicences([await ours({ dependencies: names })]),
      [],
    );
  });

  it('are looked at however deep they lie, in the version that is used there', async () => {
    await install('a', { license: 'MIT', dependencies: { b: '1' } });
    await install('b', { license: 'MIT' });
    await install(
      'b',
      { license: 'AGPL-3.0', version: '2.0.0' },
      'node_modules/a',
    );
    const problems = await checkLicences([
      await ours({ dependencies: { a: '1', b: '1' } }),
    ]);
    assert.deepEqual(problems, [
      'b 2.0.0, which a depends on, has the licence AGPL-3.0',
    ]);
  });

  it('are not compatible where nothing is said, or both of two have to be kept', async () => {
    await install('a', {});
    await install('b', { license: 'MIT AND GPL-2.0' });
    await install('c', { license: 'UNLICENSED' });
    const problems = await checkLicences([
      await ours({
        dependencies: { a: '1' },
        optionalDependencies: { b: '1', c: '1' },
      }),
    ]);
    assert.deepEqual(problems, [
      'a 1.0.0, which ours depends on, has no licence in its manifest',
      'b 1.0.0, which ours depends on, has the licence MIT AND GPL-2.0',
      'c 1.0.0, which ours depends on, has the licence UNLICENSED',
    ]);
  });

  it('are not known where something is missing that may not be', async () => {
    const problems = await checkLicences([
      await ours({
        dependencies: { a: '1' },
        optionalDependencies: { fsevents: '1' },
      }),
    ]);
    assert.deepEqual(problems, ['a, which ours depends on, is not installed']);
  });
});
