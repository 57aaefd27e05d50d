import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { askGit, runGit, spawnGit } from '.';

jest.setTimeout(60_000);

const SILENCE_MS = 300;

/** The two ways in which git is run. */
const WAYS = {
  runGit: async (options: Parameters<typeof runGit>[0]) =>
    (await runGit(options)).stdout.toString('utf8'),
  spawnGit: async (options: Parameters<typeof spawnGit>[0]) => {
    const chunks: Buffer[] = [];
    for await (const chunk of spawnGit(options)) {
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
  },
};

const PATH = process.env.PATH;

/** Puts a program in front of git, until PATH is what it was. */
async function putBeforeGit(bin: string, script: string): Promise<void> {
  await mkdir(bin, { recursive: true });
  const git = execFileSync('git', ['--exec-path'], { encoding: 'utf8' });
  const text = `#!/bin/sh\nREAL='${git.trim()}/git'\n${script}\n`;
  await writeFile(join(bin, 'git'), text, { mode: 0o755 });
  process.env.PATH = `${bin}:${PATH}`;
}

describe.each(Object.entries(WAYS))('%s', (_, run) => {
  const directory = createMockDirectory();
  const environment = { ...process.env };
  let repository: TestRepository;
  let sha: string;

  beforeEach(async () => {
    directory.clear();
    repository = await TestRepository.create({ dir: directory.resolve('git') });
    [sha] = await repository.commit({ message: 'Grüße\n' });
  });
  afterEach(() => {
    process.env = { ...environment };
  });

  /** Puts a program in front of git. */
  const putBefore = (script: string) =>
    putBeforeGit(directory.resolve('bin'), script);

  it('hands over what git printed', async () => {
    await expect(
      run({ cwd: repository.path, args: ['log', '--format=%H %s'] }),
    ).resolves.toBe(`${sha} Grüße\n`);
    await expect(
      run({
        env: { GIT_DIR: join(repository.path, '.git') },
        args: ['rev-parse', 'main'],
      }),
    ).resolves.toBe(`${sha}\n`);
  });

  it('fails with the words of git, also when they are none', async () => {
    await expect(
      run({ cwd: repository.path, args: ['cat-file', '-t', 'nothing'] }),
    ).rejects.toMatchObject({
      name: 'CommitSourceError',
      exitCode: 128,
      message: expect.stringContaining('Not a valid object name nothing'),
    });
    await expect(
      run({ cwd: repository.path, args: ['cat-file', '-e', '0'.repeat(40)] }),
    ).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('it exited with 1'),
    });
  });

  it('does not take a git that was killed for one that is done', async () => {
    await putBefore('"$REAL" "$@"; kill -9 $$');

    await expect(
      run({ cwd: repository.path, args: ['rev-parse', 'main'] }),
    ).rejects.toMatchObject({ kind: 'try-later', crashed: false });
  });

  it('waits for all that is printed, although its first process has ended', async () => {
    await putBefore('(sleep 0.3; echo later) & echo first');

    await expect(run({ args: ['x'] })).resolves.toBe('first\nlater\n');
  });

  it('ends a git that waits for a pipe in place of a ref', async () => {
    const ref = join(repository.path, '.git/refs/heads/main');
    await rm(ref);
    execFileSync('mkfifo', [ref]);

    await expect(
      run({
        cwd: repository.path,
        args: ['rev-parse', 'main'],
        maxSilenceMs: SILENCE_MS,
      }),
    ).rejects.toMatchObject({
      kind: 'stuck',
      message: expect.stringContaining('had been stuck for 0.3 seconds'),
    });
  });

  it('lets a git work on that is slow but not silent', async () => {
    await putBefore('for i in 1 2 3 4 5 6; do echo $i; sleep 0.1; done');

    await expect(run({ args: ['x'], maxSilenceMs: SILENCE_MS })).resolves.toBe(
      '1\n2\n3\n4\n5\n6\n',
    );
  });

  it('ends git when it is told to stop, and rejects with the reason', async () => {
    await putBefore(`echo $$ > '${directory.resolve('pid')}'; exec sleep 60`);
    const stop = new AbortController();
    const running = run({ args: ['x'], signal: stop.signal });
    running.catch(() => {});
    while (!existsSync(directory.resolve('pid'))) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }

    stop.abort(new Error('shutting down'));

    await expect(running).rejects.toThrow('shutting down');
    const pid = Number(await readFile(directory.resolve('pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    await expect(run({ args: ['x'], signal: stop.signal })).rejects.toThrow(
      'shutting down',
    );
  });

  it('says what to install when the machine has no git', async () => {
    process.env.PATH = directory.resolve('nowhere');

    await expect(run({ args: ['version'] })).rejects.toMatchObject({
      kind: 'try-later',
      message: expect.stringContaining('install git'),
    });
  });

  it('shows git nothing of the environment and the account of the backend', async () => {
    await writeFile(directory.resolve('.gitconfig'), '[user]\nname = Somebody');
    Object.assign(process.env, {
      HOME: directory.path,
      SECRET: 's3cret',
      EDITOR: 'vi',
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'user.name',
      GIT_CONFIG_VALUE_0: 'Somebody',
      GIT_DIR: '/nowhere',
    });
    await putBefore('env; exec "$REAL" "$@"');

    const output = await run({
      cwd: repository.path,
      args: ['config', '--get', '--default=nobody', 'user.name'],
      env: { GIT_AUTHOR_DATE: '1700000000 +0000' },
    });

    expect(output).not.toMatch(/Somebody|s3cret|HOME|EDITOR|nowhere/);
    expect(output).toMatch(/^GIT_AUTHOR_DATE=1700000000 \+0000$/m);
    expect(output).toMatch(/^GIT_TERMINAL_PROMPT=0$/m);
    expect(output).toMatch(/^nobody$/m);
  });
});

describe('runGit', () => {
  it.each([
    [['-c', 'core.sshCommand=touch x', 'version'], {}],
    [['ls-remote', '--upload-pack=touch x', '.'], {}],
    [['version'], { GIT_SSH_COMMAND: 'touch x' }],
    [['version'], { GIT_EXTERNAL_DIFF: 'touch x' }],
  ])(
    'refuses %j with %j, unless it is told that it is safe',
    async (args, env) => {
      await expect(runGit({ args, env })).rejects.toThrow(/not permitted/);
    },
  );

  it('does what it was told is safe', async () => {
    const { stdout } = await runGit({
      args: ['-c', 'core.sshCommand=false', 'version'],
      unsafe: { allowUnsafeSshCommand: true },
    });

    expect(stdout.toString()).toMatch(/^git version/);
  });
});

describe('spawnGit', () => {
  const directory = createMockDirectory();
  const hash = async (input: Parameters<typeof spawnGit>[0]['input']) =>
    WAYS.spawnGit({
      cwd: directory.path,
      args: ['hash-object', '--stdin'],
      input,
    });
  /** Of the two letters "ab", by `printf ab | git hash-object --stdin`. */
  const AB = '9ae9e86b7bd6cb1472d9373702d8249973da0832\n';

  it('gives git its input, whole or piece by piece', async () => {
    async function* pieces() {
      yield 'a';
      yield Buffer.from('b');
    }

    await expect(hash('ab')).resolves.toBe(AB);
    await expect(hash(Buffer.from('ab'))).resolves.toBe(AB);
    await expect(hash(['a', 'b'])).resolves.toBe(AB);
    await expect(hash(pieces())).resolves.toBe(AB);
  });

  it('does not take an input that breaks off for a whole one', async () => {
    async function* broken() {
      yield 'a';
      throw new Error('out of paper');
    }

    await expect(hash(broken())).rejects.toThrow('out of paper');
  });

  it('does not mind that git wants no input', async () => {
    await expect(
      WAYS.spawnGit({ args: ['version'], input: 'x'.repeat(1_000_000) }),
    ).resolves.toMatch(/^git version/);
  });
});

describe('a git that does not end', () => {
  const directory = createMockDirectory();
  afterEach(() => {
    process.env.PATH = PATH;
  });

  const HANGING = {
    'whose helper goes on': 'sleep 60',
    'which listens to no signal that can be ignored':
      "trap '' INT TERM HUP; while :; do sleep 60 & wait; done",
    'which only complains': 'while :; do echo hm >&2; sleep 0.05; done',
  };

  it.each(Object.entries(HANGING))(
    'is left after a while, and when it is told to stop: one %s',
    async (_, script) => {
      await putBeforeGit(directory.resolve('bin'), script);
      const question = { gitDir: directory.path, args: ['x'] };
      const startedAt = Date.now();

      await expect(
        askGit({ ...question, maxSilenceMs: SILENCE_MS }),
      ).rejects.toMatchObject({ kind: 'stuck' });
      await expect(
        askGit({ ...question, signal: AbortSignal.timeout(SILENCE_MS) }),
      ).rejects.toThrow('timeout');

      expect(Date.now() - startedAt).toBeLessThan(20_000);
    },
  );

  it('is left although it prints a little from time to time, when its answer should be short', async () => {
    const drip = 'while :; do echo x; sleep 0.05; done';
    await putBeforeGit(directory.resolve('bin'), drip);

    await expect(
      askGit({
        gitDir: directory.path,
        args: ['x'],
        maxSilenceMs: SILENCE_MS,
      }),
    ).rejects.toMatchObject({ kind: 'stuck' });
  });

  it('is left when it prints more than anybody can have asked for', async () => {
    await putBeforeGit(directory.resolve('bin'), 'yes refs/heads/main');

    await expect(
      askGit({ gitDir: directory.path, args: ['x'] }),
    ).rejects.toMatchObject({ kind: 'broken' });
  });
});

describe('askGit', () => {
  const directory = createMockDirectory();

  it('fails when git only complains, if that counts as failing', async () => {
    const repository = await TestRepository.create({ dir: directory.path });
    await repository.commit({});
    const gitDir = join(repository.path, '.git');
    await writeFile(join(gitDir, 'refs/heads/damaged'), '');
    const args = ['for-each-ref', '--format=%(refname)'];

    await expect(askGit({ gitDir, args })).resolves.toBe('refs/heads/main\n');
    await expect(
      askGit({ gitDir, args, complaintsFail: true }),
    ).rejects.toMatchObject({
      kind: 'broken',
      message: expect.stringContaining('refs/heads/damaged'),
    });
  });
});
