import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { Knex } from 'knex';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HOSTED, SECRETS, startHosts } from './__testUtils__/remoteHosts';
import { startRemotePortal } from './__testUtils__/remotePortal';

jest.setTimeout(240_000);

const run = promisify(execFile);

/** The secrets in every form that they are sent in. */
const FORMS = Object.values(SECRETS).flatMap(secret => [
  secret,
  ...['portal', 'x-access-token', 'oauth2', 'gitlab-ci-token'].map(user =>
    Buffer.from(`${user}:${secret}`).toString('base64').replace(/=+$/, ''),
  ),
]);

/** Looks at the arguments of all processes, over and over, until it is told to stop. */
function watchArguments() {
  const seen = new Set<string>();
  let isWatching = true;
  const look = async () => {
    const { stdout } = await run('ps', ['-A', '-ww', '-o', 'args=']);
    stdout.split('\n').forEach(line => seen.add(line));
  };
  const watched = (async () => {
    while (isWatching) {
      await look();
    }
  })();
  return async () => {
    isWatching = false;
    await watched;
    return [...seen];
  };
}

async function readFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const files = entries.filter(entry => entry.isFile());
  const contents = await Promise.all(
    files.map(({ parentPath, name }) =>
      readFile(join(parentPath, name), 'latin1'),
    ),
  );
  return contents.join('\n');
}

async function dump(knex: Knex): Promise<string> {
  const tables: Array<{ name: string }> = await knex('sqlite_master')
    .where({ type: 'table' })
    .select('name');
  const rows = [];
  for (const { name } of tables) {
    rows.push(await knex(name).select());
  }
  return JSON.stringify(rows);
}

function expectNoSecrets(where: string, text: string): void {
  const found = FORMS.filter(form => text.includes(form));
  expect({ where, found }).toEqual({ where, found: [] });
}

describe('credentials', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const directory = createMockDirectory();

  it('show nowhere, even if hosts answer with errors that repeat them', async () => {
    const knex = await databases.init('SQLITE_3');
    const repository = await TestRepository.create({
      dir: directory.resolve(HOSTED),
    });
    await repository.commit({}, {}, {});
    const hosts = await startHosts({ repository, directory });
    const stopWatching = watchArguments();
    const portal = await startRemotePortal({ knex, ...hosts });
    await portal.until(item => item.status === 'current');

    hosts.server.misbehave({
      kind: 'answer',
      status: 403,
      body: credential => `You came with ${credential}, which is not enough`,
    });
    for (const host of [hosts.github, hosts.githubViaGit]) {
      host.misbehave({ with: 'echo-credential' });
    }
    for (const host of [hosts.gitlab, hosts.gitlabViaGit]) {
      host.misbehave({
        kind: 'answer',
        status: 403,
        body: credential =>
          JSON.stringify({ message: `${credential} is not enough` }),
      });
    }
    await repository.commit({});
    await portal.syncAll();
    const troubled = await portal.until(
      item => item.error !== undefined || item.url === repository.url,
    );
    const processes = await stopWatching();
    const answers = [
      await portal.get('/repositories?limit=500'),
      await portal.get('/calendar?entityRef=component:default/github'),
      await portal.get('/commits'),
    ];
    await portal.stop();
    await hosts.stop();

    // The places that are searched do hold what the process wrote.
    expect(troubled.filter(({ error }) => error)).toHaveLength(5);
    expect(portal.log.join('\n')).toContain('Could not sync');
    expect(processes.join('\n')).toMatch(/git .*fetch/);
    expectNoSecrets('the log', portal.log.join('\n'));
    expectNoSecrets('the API', JSON.stringify(answers));
    expectNoSecrets('the database', await dump(knex));
    expectNoSecrets('arguments of processes', processes.join('\n'));
    expectNoSecrets('clones', await readFolder(directory.resolve('clones')));
  });
});
