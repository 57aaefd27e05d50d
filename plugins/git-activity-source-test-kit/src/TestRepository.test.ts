import { createMockDirectory } from '@backstage/backend-test-utils';
import { fileURLToPath } from 'node:url';
import { runTestGit } from './runTestGit';
import { TestRepository } from './TestRepository';

const ada = { name: 'Ada Lovelace', email: 'ada@example.com' };
const bob = { name: '', email: 'bob@example.com' };

describe('TestRepository', () => {
  const directory = createMockDirectory();
  let count = 0;
  const newDir = () => directory.resolve(`repository ${++count}`);

  beforeEach(() => directory.clear());

  it('writes exactly the people, times, messages and files it is told', async () => {
    const repository = await TestRepository.create({ dir: newDir() });

    const [sha] = await repository.commit({
      author: ada,
      committer: bob,
      authoredAt: 1_700_000_000,
      utcOffset: '-0330',
      committedAt: 1_700_000_060,
      message: 'Grüße\n\nbody\n',
      files: { 'a folder/ä.txt': 'one' },
    });

    await expect(repository.git('cat-file', 'commit', 'HEAD')).resolves.toMatch(
      /^tree [0-9a-f]{40}\nauthor Ada Lovelace <ada@example.com> 1700000000 -0330\ncommitter +<bob@example.com> 1700000060 -0330\n\nGrüße\n\nbody$/,
    );
    await expect(repository.git('rev-parse', 'main')).resolves.toBe(sha);
    await expect(repository.git('show', 'HEAD:a folder/ä.txt')).resolves.toBe(
      'one',
    );
    expect(fileURLToPath(repository.url)).toBe(repository.path);
  });

  it('writes links, programs and submodules, and takes away', async () => {
    const repository = await TestRepository.create({ dir: newDir() });
    const submodule = '1'.repeat(40);

    await repository.commit(
      { files: { 'a/old': 'one', 'a/new\nline': 'one' } },
      {
        files: {
          'a/old': null,
          run: { mode: '100755', content: 'two' },
          link: { mode: '120000', content: 'a' },
          lib: { mode: '160000', content: submodule },
        },
      },
    );

    const tree = await repository.git('ls-tree', '-r', '-z', 'HEAD');
    expect(tree.split('\0').map(line => line.replace(/ \w+ /, ' '))).toEqual([
      expect.stringMatching(/^100644 \w{40}\ta\/new\nline$/),
      `160000 ${submodule}\tlib`,
      expect.stringMatching(/^120000 \w{40}\tlink$/),
      expect.stringMatching(/^100755 \w{40}\trun$/),
      '',
    ]);
    await expect(repository.git('show', 'HEAD:link')).resolves.toBe('a');
  });

  it('makes the same SHAs every time', async () => {
    const history = [{}, { branch: 'topic', parents: ['main'] }, {}];
    const one = await TestRepository.create({ dir: newDir() });
    const other = await TestRepository.create({ dir: newDir(), bare: true });

    expect(await one.commit(...history)).toEqual(
      await other.commit(...history),
    );
  });

  it('never makes the same commit twice by default', async () => {
    const repository = await TestRepository.create({ dir: newDir() });

    const shas = [
      ...(await repository.commit({ parents: [] }, { parents: [] })),
      ...(await repository.commit({ parents: [] })),
    ];

    expect(new Set(shas).size).toBe(3);
    expect(await repository.git('log', '-1', '--format=%at %s')).toBe(
      '1704074400 Commit 3',
    );
  });

  it('forks, merges and starts over as parents say', async () => {
    const repository = await TestRepository.create({ dir: newDir() });

    const [root, main, topic, merge, orphan] = await repository.commit(
      { label: 'fork-point' },
      {},
      { branch: 'topic', parents: ['fork-point'] },
      { parents: ['main', 'topic'] },
      { branch: 'topic', parents: [] },
    );
    const [next] = await repository.commit({ branch: 'topic' });
    const [again] = await repository.commit({ parents: [main] });

    const parentsOf = (sha: string) =>
      repository.git('show', '-s', '--format=%P', sha);
    expect(await parentsOf(root)).toBe('');
    expect(await parentsOf(main)).toBe(root);
    expect(await parentsOf(topic)).toBe(root);
    expect(await parentsOf(merge)).toBe(`${main} ${topic}`);
    expect(await parentsOf(orphan)).toBe('');
    expect(await parentsOf(next)).toBe(orphan);
    expect(await parentsOf(again)).toBe(main);
    expect(await repository.git('rev-parse', 'main')).toBe(again);
  });

  it('makes a long history from a generator', async () => {
    const repository = await TestRepository.create({ dir: newDir() });
    function* history() {
      for (let index = 0; index < 3000; index++) {
        yield { message: `Number ${index}` };
      }
    }

    await repository.commitMany(history());

    expect(await repository.git('rev-list', '--count', 'HEAD')).toBe('3000');
    expect(await repository.git('log', '-1', '--format=%s')).toBe(
      'Number 2999',
    );
  });

  it('writes odd commits byte by byte', async () => {
    const repository = await TestRepository.create({
      dir: newDir(),
      objectFormat: 'sha256',
    });
    const parent = await repository.writeRawCommit({});

    const sha = await repository.writeRawCommit({
      parents: [parent],
      author: Buffer.from('A\xff <> 18446744073709551615 +051800', 'latin1'),
      committer: null,
      headers: ['encoding x'],
      message: 'a\0b',
    });

    const written = await runTestGit({
      dir: repository.path,
      args: ['cat-file', 'commit', sha],
    });
    expect(sha).toMatch(/^[0-9a-f]{64}$/);
    expect(written.toString('latin1')).toMatch(
      new RegExp(
        `^tree [0-9a-f]{64}\nparent ${parent}\nauthor A\xff <> 18446744073709551615 \\+051800\nencoding x\n\na\0b$`,
      ),
    );
  });

  it('points branches and HEAD wherever it is told', async () => {
    const repository = await TestRepository.create({
      dir: newDir(),
      branch: 'trunk',
    });
    const [first, second] = await repository.commit({}, {});

    await repository.setBranch('trunk', first);
    expect(await repository.git('rev-parse', 'HEAD')).toBe(first);
    await repository.detachHead(second);
    expect(
      await repository.git('rev-parse', '--symbolic-full-name', 'HEAD'),
    ).toBe('HEAD');
    await repository.setHead('nowhere');
    expect(await repository.git('symbolic-ref', 'HEAD')).toBe(
      'refs/heads/nowhere',
    );
  });

  it('takes no configuration from the user and tells what git said', async () => {
    const repository = await TestRepository.create({ dir: newDir() });
    const former = process.env.GIT_DIR;
    process.env.GIT_DIR = '/nowhere';
    try {
      await repository.commit({});
      expect(
        await repository.git('config', '--show-scope', '--list'),
      ).not.toMatch(/^(system|global)/m);
    } finally {
      if (former === undefined) {
        delete process.env.GIT_DIR;
      } else {
        process.env.GIT_DIR = former;
      }
    }
    await expect(repository.git('rev-parse', 'nope')).rejects.toThrow(
      /^git rev-parse nope: .*fatal: ambiguous argument 'nope'/,
    );
  });
});
