import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { folderState } from './folderState';

const AT = 1_700_000_000;

describe('the state of a folder', () => {
  const directory = createMockDirectory();
  const folder = directory.resolve('folder');

  beforeEach(async () => {
    directory.setContent({ folder: { a: { b: 'x'.repeat(100_000) } } });
    for (const path of ['a/b', 'a', '.']) {
      await utimes(join(folder, path), AT, AT);
    }
  });

  it('is how much is in it, and when that last changed', async () => {
    const before = await folderState(folder);
    await utimes(join(folder, 'a/b'), AT + 60, AT + 60);
    const after = await folderState(folder);

    expect(before.bytes).toBeGreaterThanOrEqual(100_000);
    expect(before.changedAt).toBe(AT * 1000);
    expect(after).toEqual({
      bytes: before.bytes,
      changedAt: (AT + 60) * 1000,
    });
    await expect(folderState(directory.resolve('none'))).resolves.toEqual({
      bytes: 0,
      changedAt: 0,
    });
  });

  it('does not forget the rest when something goes while it is looked at', async () => {
    let looking = true;
    const churn = async () => {
      while (looking) {
        await writeFile(join(folder, 'tmp_file'), '');
        await mkdir(join(folder, 'tmp_folder'));
        await rm(join(folder, 'tmp_file'));
        await rm(join(folder, 'tmp_folder'), { recursive: true });
      }
    };
    const churning = churn();

    const states = [];
    for (let look = 0; look < 500; look++) {
      states.push(await folderState(folder));
    }
    looking = false;
    await churning;

    expect(states.filter(({ bytes }) => bytes < 100_000)).toEqual([]);
    expect(states.filter(({ changedAt }) => changedAt < AT * 1000)).toEqual([]);
  });
});
