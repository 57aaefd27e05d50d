import assert from 'node:assert/strict';
import { execFile, execFileSync, spawn } from 'node:child_process';
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  rm,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { root } from './lib/project.mjs';

const launcher = path.join(root, 'scripts/start.mjs');

/** A refusal takes moments; what is not refused would set up and start a whole portal. */
const LONGEST_MS = 30_000;

/** Runs the launcher to its end. */
function start(args, { env = {} } = {}) {
  return new Promise(resolve => {
    execFile(
      process.execPath,
      [launcher, ...args],
      { env: { ...process.env, INIT_CWD: root, ...env }, timeout: LONGEST_MS },
      (error, stdout, stderr) =>
        resolve({ status: error ? error.code : 0, stdout, stderr }),
    );
  });
}

/** Nothing was begun, and all that is said is one line. */
function assertRefusal(result, pattern) {
  assert.equal(result.status, 1);
  assert.equal(result.stdout, '');
  assert.match(result.stderr.trim(), pattern);
  assert.equal(result.stderr.trim().split('\n').length, 1);
}

describe('npm start, when something is wrong,', () => {
  let folder;

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'git-activity-launcher-'));
    await chmod(folder, 0o755);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('refuses a path that does not exist', async () => {
    const missing = path.join(folder, 'missing');
    assertRefusal(
      await start([missing]),
      new RegExp(`^${missing} does not exist\\.$`),
    );
  });

  it('refuses a folder that is no repository', async () => {
    assertRefusal(await start([folder]), /is no git repository/);
  });

  it('refuses a file', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    assertRefusal(await start([file]), /is a file, not a git repository/);
  });

  it('refuses a folder inside a repository, and names the repository', async () => {
    const repository = path.join(folder, 'outer');
    await mkdir(path.join(repository, 'inner'), { recursive: true });
    execFileSync('git', ['init', '--quiet', repository]);
    assertRefusal(
      await start([path.join(repository, 'inner')]),
      /is a folder inside the git repository .*outer: name that one instead/,
    );
  });

  it('refuses a repository that this user may not read', async () => {
    const repository = path.join(folder, 'closed');
    execFileSync('git', ['init', '--quiet', repository]);
    await chmod(repository, 0);
    // Root may read everything, and the checkout may be for root alone: become nobody once the code is loaded.
    const program = `
      const { findRepository } = await import(${JSON.stringify(
        path.join(root, 'scripts/lib/repository.mjs'),
      )});
      if (process.getuid() === 0) {
        process.chdir('/');
        process.setuid(65534);
      }
      await findRepository(process.argv[1], { relativeTo: '/' }).catch(error =>
        console.log(error.name, error.message),
      );`;
    const said = execFileSync(
      process.execPath,
      ['--input-type=module', '--eval', program, repository],
      { encoding: 'utf8' },
    );
    await chmod(repository, 0o755);
    assert.equal(
      said.trim(),
      `Problem ${repository} cannot be read: allow it to the user who starts the portal.`,
    );
  });

  it('refuses a path with a tab or a line break, and spells it out', async () => {
    for (const [name, spelt] of [
      ['a\tb', 'a\\u{9}b'],
      ['a\nb', 'a\\u{A}b'],
    ]) {
      const repository = path.join(folder, name);
      execFileSync('git', ['init', '--quiet', repository]);
      const result = await start([repository]);
      assertRefusal(result, /has a tab, a line break or another control/);
      assert.ok(result.stderr.includes(path.join(folder, spelt)));
    }
  });

  it('spells out what would hide in a path, or do something to the terminal', async () => {
    const { stderr } = await start([
      path.join(folder, 'a\u200bb\u202ec\u2066d\ufeffe\u001b[2Jf'),
    ]);
    assert.match(
      stderr,
      /a\\u\{200B\}b\\u\{202E\}c\\u\{2066\}d\\u\{FEFF\}e\\u\{1B\}\[2Jf does not exist\./,
    );
    assert.doesNotMatch(stderr.trim(), /[\p{Cc}\p{Cf}]/u);
  });

  it('repeats the words of git about a repository that git cannot read', async () => {
    const broken = path.join(folder, 'broken');
    const config = path.join(broken, 'config');
    const make = () =>
      execFileSync('git', ['init', '--quiet', '--bare', broken]);

    make();
    await appendFile(config, '[core\n');
    assertRefusal(
      await start([broken]),
      /broken cannot be read by git: bad config line \d+ in file /,
    );

    await rm(broken, { recursive: true });
    make();
    await appendFile(
      config,
      '[core]\nrepositoryformatversion = 1\n[extensions]\nnewerThanGit = 1\n',
    );
    assertRefusal(
      await start([broken]),
      /broken cannot be read by git: unknown repository extension found: newerthangit/,
    );
  });

  it('refuses one bad path among good ones', async () => {
    const good = path.join(folder, 'good');
    execFileSync('git', ['init', '--quiet', '--bare', good]);
    assertRefusal(
      await start([good, path.join(folder, 'missing')]),
      /missing does not exist/,
    );
  });

  it('refuses to start when a port is taken, and says which', async () => {
    const server = createServer();
    await new Promise(resolve => {
      // A portal may run on this machine already; then the port is taken just as well.
      server.once('error', resolve).listen(3000, '127.0.0.1', resolve);
    });
    const result = await start([]);
    await new Promise(resolve => {
      server.close(resolve);
    });
    assertRefusal(
      result,
      /^Port 3000, .* is taken by another program .*, or start with --port 30\d\d\./,
    );
  });

  it('refuses to start without git', async () => {
    assertRefusal(
      await start([], { env: { PATH: folder } }),
      /^git was not found/,
    );
  });

  it('refuses a git that is too old', async () => {
    const bin = path.join(folder, 'old-git');
    await mkdir(bin);
    await writeFile(
      path.join(bin, 'git'),
      '#!/bin/sh\necho git version 2.20.1\n',
      { mode: 0o755 },
    );
    assertRefusal(
      await start([], { env: { PATH: `${bin}:${process.env.PATH}` } }),
      /^git 2\.20 is too old/,
    );
  });

  it('refuses an option that it does not know', async () => {
    assertRefusal(
      await start(['--prot=4000']),
      /^Unknown option '--prot'; npm start -- --help/,
    );
  });

  it('refuses a port that is none, and one port for two', async () => {
    for (const port of ['0', '65536', '80a', '']) {
      assertRefusal(
        await start([`--port=${port}`]),
        /^--port .*is no port: give a number from 1 to 65535\./,
      );
    }
    assertRefusal(
      await start(['--port=4711', '--backend-port=4711']),
      /^The portal's page and its backend cannot both have port 4711\./,
    );
  });

  it('refuses a Node that is too old', async () => {
    const { requireNode } = await import('./lib/requireNode.mjs');
    const said = [];
    const { error } = console;
    console.error = line => said.push(line);
    try {
      assert.equal(requireNode('18.20.4'), false);
      assert.equal(requireNode('20.0.0'), true);
    } finally {
      console.error = error;
      process.exitCode = 0;
    }
    assert.equal(said.length, 1);
    assert.match(said[0], /^Node 18\.20\.4 is too old: install Node 20/);
  });

  it('explains itself when asked', async () => {
    const { status, stdout } = await start(['--help']);
    assert.equal(status, 0);
    assert.match(stdout, /npm start -- ~\/src\/api/);
  });
});

describe('Stopping', { concurrency: true }, () => {
  const fixture = path.join(root, 'scripts/lib/processes.mjs');
  const program = `
    import { launch, stopOnSignals } from ${JSON.stringify(fixture)};
    stopOnSignals();
    // A child with a child of its own, both deaf to polite signals.
    const { child } = launch({
      command: '/bin/sh',
      args: ['-c', 'trap "" TERM INT; sleep 600 & echo $!; wait'],
      env: process.env,
    });
    console.log(child.pid);
  `;

  function isAlive(pid) {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    it(`leaves no process behind after ${signal}`, async () => {
      const child = spawn(
        process.execPath,
        ['--input-type=module', '--eval', program],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const pids = await new Promise(resolve => {
        let text = '';
        child.stdout.on('data', chunk => {
          text += chunk;
          const found = text.match(/\d+/g) ?? [];
          if (found.length === 2) resolve(found.map(Number));
        });
      });
      assert.ok(pids.every(isAlive));
      child.kill(signal);
      await new Promise(resolve => {
        child.once('close', resolve);
      });
      assert.deepEqual(pids.filter(isAlive), []);
    });
  }
});
