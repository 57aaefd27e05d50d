import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { setUpRemote } from './__testUtils__/remote';
import { collect, withPath } from './__testUtils__/setup';

const HOST = 'ssh.example.com';

/**
 * Stands in for the program that connects to a host: writes down what it was told, and serves the repositories below a folder
 * as the host would.
 */
const fakeSsh = (options: {
  root: string;
  log: string;
  filter: boolean;
}) => `#!/bin/sh
printf '%s\\n' "$@" > '${options.log}'
env >> '${options.log}'
for command; do :; done
eval "set -- $command"
case "$2" in *denied*) echo 'git@${HOST}: Permission denied (publickey).' >&2; exit 255;; esac
case "$2" in *unknown*) echo 'Host key verification failed.' >&2; exit 255;; esac
export GIT_CONFIG_COUNT=2
export GIT_CONFIG_KEY_0=uploadpack.allowFilter GIT_CONFIG_VALUE_0=${options.filter}
export GIT_CONFIG_KEY_1=safe.directory GIT_CONFIG_VALUE_1='*'
unset GIT_DIR
exec git upload-pack "${options.root}/$2"
`;

describe('reading a repository over SSH', () => {
  const setUp = setUpRemote();
  const { createRepository, directory, head, readAll, read, root } = setUp;
  const log = () => directory.resolve('ssh.log');
  const url = (name: string) => `ssh://git@${HOST}/${name}`;

  const withSsh = async <T>(
    run: (source: ReturnType<typeof setUp.createSource>) => Promise<T>,
    filter = true,
  ) => {
    const bin = directory.resolve('bin');
    await mkdir(bin);
    const script = fakeSsh({ root, log: log(), filter });
    await writeFile(`${bin}/ssh`, script, { mode: 0o755 });
    const source = setUp.createSource({
      config: {
        git: {
          credentials: [
            {
              host: HOST,
              sshKeyFile: "/keys/it's a key",
              knownHostsFile: '/keys/known hosts 100%',
            },
          ],
        },
      },
    });
    return withPath(`${bin}:${process.env.PATH}`, () => run(source));
  };

  it('tells the head, and reads the commits, with the key that is configured and nothing else of the account', async () => {
    const repository = await createRepository('group/name', {
      branch: 'trunk',
    });
    const [first, second] = await repository.commit(
      { files: { a: 'contents', '.mailmap': 'A <a@x> <b@x>\n' } },
      {},
    );

    await withSsh(async source => {
      await expect(head(url('group/name'), source)).resolves.toEqual({
        sha: second,
        branch: 'trunk',
        mailmapId: await repository.git('rev-parse', 'trunk:.mailmap'),
      });
      const { added } = await readAll(
        url('group/name'),
        { to: second },
        source,
      );
      expect(added.map(({ sha }) => sha)).toEqual([second, first]);
    });

    const told = (await readFile(log(), 'utf8')).split('\n');
    expect(told).toEqual(
      expect.arrayContaining([
        '-F',
        '/dev/null',
        '-i',
        "/keys/it's a key",
        'BatchMode=yes',
        'IdentitiesOnly=yes',
        'StrictHostKeyChecking=yes',
        'UserKnownHostsFile="/keys/known hosts 100%%"',
        'GlobalKnownHostsFile=/dev/null',
        `git@${HOST}`,
        'HOME=/dev/null',
        'GIT_TERMINAL_PROMPT=0',
      ]),
    );
    expect(told.join()).not.toContain('SSH_AUTH_SOCK');
  });

  it('finds a repository in the home folder of the account, too', async () => {
    const repository = await createRepository('group/name');
    const [sha] = await repository.commit({});

    await withSsh(async source => {
      const resolved = await source.resolve(`git@${HOST}:group/name`);
      expect(resolved).toEqual({ url: `ssh://git@${HOST}/~/group/name` });
      await expect(head(`${resolved?.url}`, source)).resolves.toMatchObject({
        sha,
      });
    });
  });

  it('tells an empty repository and a branch that is missing apart', async () => {
    await createRepository('empty');
    const missing = await createRepository('missing');
    await missing.commit({});
    await missing.setHead('nope');

    await withSsh(async source => {
      await expect(head(url('empty'), source)).resolves.toEqual({});
      await expect(head(url('missing'), source)).resolves.toMatchObject({
        kind: 'broken',
      });
    });
  });

  it.each([
    ['denied', 'forbidden', /does not accept the SSH key/],
    ['unknown', 'forbidden', /knownHostsFile/],
    ['nope', 'gone', /has no repository/],
  ])('says what is wrong when it is %s', async (name, kind, message) => {
    await withSsh(async source => {
      await expect(head(url(name), source)).resolves.toMatchObject({
        kind,
        message: expect.stringMatching(message),
      });
    });
  });

  it('stops when the host does not let objects be left out', async () => {
    const repository = await createRepository('group/name');
    const [sha] = await repository.commit({ files: { a: 'contents' } });

    await withSsh(async source => {
      await expect(
        collect(read(url('group/name'), { to: sha }, source)),
      ).rejects.toMatchObject({ kind: 'refused' });
      await expect(readdir(setUp.workingDirectory)).resolves.toEqual([]);
    }, false);
  });
});
