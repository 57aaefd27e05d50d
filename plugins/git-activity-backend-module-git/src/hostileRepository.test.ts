import { existsSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { collect, setUpSource } from './__testUtils__/setup';

const SIGNATURE =
  'gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----';

describe('a hostile repository', () => {
  const {
    directory,
    root,
    source,
    signal,
    head,
    readAll,
    readFolders,
    createRepository,
  } = setUpSource();

  const marker = () => directory.resolve('marker');

  /** A repository whose own configuration runs a program wherever git allows it. */
  const createHostile = async () => {
    const repository = await createRepository('repository');
    const first = await repository.writeRawCommit({
      headers: [SIGNATURE],
      message: 'Signed\n\nCo-authored-by: B <b@example.com>\n',
    });
    const sha = await repository.writeRawCommit({
      parents: [first],
      headers: [SIGNATURE],
    });
    await repository.setBranch('main', sha);
    const [to] = await repository.commit({
      files: { '.mailmap': 'A <a@example.com> <b@example.com>\n' },
    });
    const program = directory.resolve('program');
    await writeFile(program, `#!/bin/sh\ntouch '${marker()}'\n`);
    await chmod(program, 0o755);
    const hooks = join(repository.path, '.git/hooks');
    await mkdir(hooks, { recursive: true });
    for (const hook of ['reference-transaction', 'post-index-change']) {
      await writeFile(join(hooks, hook), `#!/bin/sh\ntouch '${marker()}'\n`, {
        mode: 0o755,
      });
    }
    const settings: Record<string, string> = {
      'core.fsmonitor': program,
      'core.pager': program,
      'pager.log': program,
      'core.alternateRefsCommand': program,
      'core.sshCommand': program,
      'core.askPass': program,
      'log.showSignature': 'true',
      'gpg.program': program,
      'gpg.ssh.program': program,
      'diff.external': program,
      'diff.all.textconv': program,
      'credential.helper': program,
      'trailer.co-authored-by.command': program,
      'trailer.co-authored-by.cmd': program,
      'alias.log': `!${program}`,
      'remote.origin.url': `ext::${program}`,
      'protocol.ext.allow': 'always',
      'remote.origin.promisor': 'true',
      'extensions.partialClone': 'origin',
      'core.repositoryFormatVersion': '1',
    };
    for (const [key, value] of Object.entries(settings)) {
      await repository.git('config', key, value);
    }
    return { repository, to };
  };

  const readEverything = async (repository: TestRepository, to: string) => {
    const answer = await head(repository.url);
    if (answer instanceof Error) {
      throw answer;
    }
    const { added } = await readAll(repository.url, { to });
    const mapped = await source.mapAuthors({
      repository,
      head: answer,
      authors: [{ name: 'B', email: 'b@example.com' }],
      signal,
    });
    const folders = await collect(
      readFolders(repository.url, { to, folders: ['.mailmap'] }),
    );
    return { answer, added, mapped, folders };
  };

  it('runs none of its programs', async () => {
    const { repository, to } = await createHostile();

    const { answer, added, mapped, folders } = await readEverything(
      repository,
      to,
    );

    expect(answer).toMatchObject({ sha: to, branch: 'main' });
    expect(added).toHaveLength(3);
    expect(mapped).toHaveLength(1);
    expect(folders).toMatchObject([{ commits: [{ sha: to }] }]);
    expect(existsSync(marker())).toBe(false);
    // What is prevented would really happen.
    await repository.git('log', '--oneline').catch(() => undefined);
    expect(existsSync(marker())).toBe(true);
  });

  it('fetches nothing that a partial clone lacks', async () => {
    const { repository } = await createHostile();
    const to = '1234567890'.repeat(4);
    await writeFile(join(repository.path, '.git/refs/heads/main'), `${to}\n`);

    await expect(head(repository.url)).resolves.toMatchObject({
      kind: 'broken',
    });
    await expect(readAll(repository.url, { to })).rejects.toMatchObject({
      kind: 'head-unknown',
    });
    expect(existsSync(marker())).toBe(false);
    // What is prevented would really happen.
    await expect(repository.git('cat-file', '-e', to)).rejects.toThrow();
    expect(existsSync(marker())).toBe(true);
  });

  it('does not decide what is printed', async () => {
    const repository = await createRepository('repository');
    const [to] = await repository.commit({
      author: { name: 'Jörg', email: 'j@x' },
      message: 'Grüße\n\nC: Nobody <n@x>\nCo-authored-by: B <b@x>\n',
      files: { '.mailmap': 'Somebody Else <e@x> <j@x>\n' },
    });
    const expected = await readAll(repository.url, { to });
    const settings: Record<string, string> = {
      'core.commentChar': 'C',
      'trailer.separators': '=',
      'trailer.co-authored-by.key': 'X-',
      'trailer.other.key': 'Co-authored-by',
      'i18n.logOutputEncoding': 'ISO-8859-1',
      'i18n.commitEncoding': 'ISO-8859-1',
      'format.pretty': 'raw',
      'log.mailmap': 'true',
      'log.date': 'relative',
      'log.decorate': 'full',
      'log.abbrevCommit': 'true',
      'log.diffMerges': 'on',
      'log.graphColors': 'red',
      'color.ui': 'always',
      'color.diff': 'always',
      'core.abbrev': '7',
      'core.quotePath': 'true',
      'notes.displayRef': 'refs/notes/*',
    };
    for (const [key, value] of Object.entries(settings)) {
      await repository.git('config', key, value);
    }
    await repository.git('notes', 'add', '-m', 'a note', 'HEAD');

    const { added } = await readAll(repository.url, { to });

    expect(added).toEqual(expected.added);
    expect(added).toMatchObject([
      {
        author: { name: 'Jörg', email: 'j@x' },
        coAuthors: [{ name: 'B', email: 'b@x' }],
        subject: 'Grüße',
      },
    ]);
  });

  it('learns nothing of the environment of the backend', async () => {
    const { repository, to } = await createHostile();
    const traces = join(root, 'trace');
    const variables: Record<string, string> = {
      GIT_TRACE: traces,
      GIT_DIR: '/nowhere',
      GIT_EXTERNAL_DIFF: directory.resolve('program'),
      GIT_CONFIG_COUNT: '1',
      GIT_CONFIG_KEY_0: 'log.showSignature',
      GIT_CONFIG_VALUE_0: 'true',
      HOME: root,
    };
    const former = { ...process.env };
    Object.assign(process.env, variables);
    try {
      await writeFile(join(root, '.gitconfig'), 'not [a config');
      const { added } = await readEverything(repository, to);
      expect(added).toHaveLength(3);
    } finally {
      for (const key of Object.keys(variables)) {
        delete process.env[key];
      }
      Object.assign(process.env, former);
    }
    expect(existsSync(traces)).toBe(false);
    expect(existsSync(marker())).toBe(false);
  });
});
