import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { componentsOf, nameOfSet } from './lib/ownRepositories.mjs';

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
