import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { withPath } from '../../__testUtils__/setup';
import { Disk } from './Disk';
import { mountOf } from './mounts';

const SILENCE_MS = 500;

describe('Disk', () => {
  const directory = createMockDirectory();
  beforeEach(() => directory.clear());

  it('tells what is there, without following links', async () => {
    const disk = new Disk();
    await writeFile(directory.resolve('file'), 'text\n\n');
    await symlink('file', directory.resolve('link'));
    execFileSync('mkfifo', [directory.resolve('pipe')]);

    const kinds = ['', 'file', 'link', 'pipe', 'missing', 'file/below'].map(
      name => disk.kindOf(join(directory.path, name)),
    );

    await expect(Promise.all(kinds)).resolves.toEqual([
      'folder',
      'file',
      'link',
      'other',
      undefined,
      undefined,
    ]);
    await expect(disk.readText(directory.resolve('file'))).resolves.toBe(
      'text\n',
    );
    await expect(
      disk.readText(directory.resolve('missing')),
    ).resolves.toBeUndefined();
  });

  it('reads nothing that git would not have written', async () => {
    const disk = new Disk();
    await writeFile(directory.resolve('latin'), Buffer.from([0xff]));
    await writeFile(directory.resolve('nul'), 'a\0b');
    await writeFile(directory.resolve('huge'), '');
    await truncate(directory.resolve('huge'), 17 * 1024 * 1024);
    await writeFile(directory.resolve('file'), '');
    await symlink('file', directory.resolve('link'));
    await mkdir(directory.resolve('folder'));
    execFileSync('mkfifo', [directory.resolve('pipe')]);

    for (const name of ['latin', 'nul', 'huge', 'link', 'folder', 'pipe']) {
      await expect(
        disk.readText(directory.resolve(name)),
      ).rejects.toMatchObject({ kind: 'broken' });
    }
  });

  it('waits for a disk that does not answer once, with all who ask it, and for no other', async () => {
    const disk = new Disk({ maxLookUpMs: SILENCE_MS });
    const bin = directory.resolve('bin');
    await mkdir(bin);
    await writeFile(
      join(bin, 'find'),
      `#!/bin/sh\ncase $1 in ${directory.path}/*) exec sleep 60;; esac\n`,
      { mode: 0o755 },
    );

    await withPath(`${bin}:${process.env.PATH}`, async () => {
      const asked = Array.from({ length: 20 }, (_, index) =>
        disk.kindOf(directory.resolve(`${index}`)),
      );
      await expect(disk.kindOf('/proc/self/mountinfo')).resolves.toBe('file');
      for (const answer of asked) {
        await expect(answer).rejects.toMatchObject({
          kind: 'stuck',
          message: expect.stringContaining('does not answer'),
        });
      }
    });

    // It is not asked again for a while.
    await expect(
      disk.readText(directory.resolve('file')),
    ).rejects.toMatchObject({ kind: 'stuck' });
  });
});

describe('the mount that a path is on', () => {
  it('is the deepest one above it', () => {
    const mounts = ['/', '/mnt', '/mnt/a', '/mnt/a/b c', '/mn'];

    expect(
      ['/', '/mnt/x', '/mnt/a', '/mnt/ab', '/mnt/a/b c/d', '/srv'].map(path =>
        mountOf(path, mounts),
      ),
    ).toEqual(['/', '/mnt', '/mnt/a', '/mnt', '/mnt/a/b c', '/']);
  });
});
