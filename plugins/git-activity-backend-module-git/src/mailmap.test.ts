import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommitAuthor } from 'backstage-plugin-git-activity-node';
import { setUpSource } from './__testUtils__/setup';

const MAILMAP = `# People
Ada Lovelace <ada@example.com> <countess@example.com>
`;

const author = (name: string, email: string): CommitAuthor => ({ name, email });

describe('mapping authors', () => {
  const { root, source, signal, head, createRepository } = setUpSource();

  const setUp = async () => {
    const repository = await createRepository('repository');
    await repository.commit({ files: { '.mailmap': MAILMAP } });
    const map = async (...authors: CommitAuthor[]) => {
      const read = await head(repository.url);
      if (read instanceof Error) {
        throw read;
      }
      return source.mapAuthors({ repository, head: read, authors, signal });
    };
    return { repository, map };
  };

  it('reads no other mailmap than the committed one', async () => {
    const { repository, map } = await setUp();
    const evil = 'Evil <evil@example.com> <x@example.com>\n';
    await writeFile(join(repository.path, '.mailmap'), evil);
    await writeFile(join(repository.path, '.git/.mailmap'), evil);
    await writeFile(join(root, 'evil'), evil);
    await repository.git('config', 'mailmap.file', join(root, 'evil'));
    await repository.git('config', 'core.worktree', repository.path);
    const blob = await repository.git('hash-object', '-w', join(root, 'evil'));
    await repository.git('config', 'mailmap.blob', blob);
    await expect(
      repository.git('check-mailmap', 'X <x@example.com>'),
    ).resolves.toBe('Evil <evil@example.com>');

    await expect(
      map(
        author('X', 'x@example.com'),
        author('Ada Byron', 'countess@example.com'),
      ),
    ).resolves.toEqual([
      {
        author: author('Ada Byron', 'countess@example.com'),
        mapped: author('Ada Lovelace', 'ada@example.com'),
      },
    ]);
  });

  it('leaves names and emails that are no contacts alone, and still pairs the others', async () => {
    const { map } = await setUp();
    const odd = [
      author('', ''),
      author('two\nlines', 'countess@example.com'),
      author('a <b', 'countess@example.com'),
      author('nul\0', 'countess@example.com'),
      author('space ', 'x@example.com'),
      author(' space', 'x@example.com'),
      author('x', 'a>b'),
      author('x', 'a<b'),
      author('x', ' y '),
      author('x', 'a\nb'),
      author('x > y', 'x@example.com'),
      author('x\ty\r', 'x@example.com'),
      author('--stdin', '--help'),
      author('ü🦄\ufffd', 'ü@example.com'),
    ];

    await expect(
      map(...odd, author('Ada Byron', 'countess@example.com'), ...odd),
    ).resolves.toEqual([
      {
        author: author('Ada Byron', 'countess@example.com'),
        mapped: author('Ada Lovelace', 'ada@example.com'),
      },
    ]);
  });

  it('maps as many authors as there are', async () => {
    const { map } = await setUp();
    const authors = Array.from({ length: 20_000 }, (_, index) =>
      author(
        `Number ${index}`,
        index % 2 ? `${index}@x` : 'countess@example.com',
      ),
    );

    const mapped = await map(...authors);

    expect(mapped).toEqual(
      authors
        .filter((_, index) => index % 2 === 0)
        .map(original => ({
          author: original,
          mapped: author('Ada Lovelace', 'ada@example.com'),
        })),
    );
  });

  it('maps nobody without a mailmap, or without authors', async () => {
    const repository = await createRepository('repository');
    const [sha] = await repository.commit({});
    const authors = [author('Ada Byron', 'countess@example.com')];

    await expect(
      source.mapAuthors({ repository, head: { sha }, authors, signal }),
    ).resolves.toEqual([]);
    await expect(
      source.mapAuthors({
        repository,
        head: { sha, mailmapId: sha },
        authors: [],
        signal,
      }),
    ).resolves.toEqual([]);
  });

  it.each(['0'.repeat(40), 'HEAD:.mailmap', '--help'])(
    'fails when the mailmap %p cannot be read, instead of mapping nobody',
    async mailmapId => {
      const { repository } = await setUp();

      await expect(
        source.mapAuthors({
          repository,
          head: { mailmapId },
          authors: [author('Ada Byron', 'countess@example.com')],
          signal,
        }),
      ).rejects.toMatchObject({ name: 'CommitSourceError' });
    },
  );
});
