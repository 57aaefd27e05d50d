import { readdir } from 'node:fs/promises';
import { setUpRemote } from './__testUtils__/remote';

const MAILMAP = 'Ada Lovelace <ada@example.com> <old@example.com>\n';
const old = { name: 'ada', email: 'old@example.com' };

describe('the .mailmap of a remote repository', () => {
  const setUp = setUpRemote();
  const { createRepository, head, url, signal } = setUp;
  const mapAuthors = async (source = setUp.source) => {
    const answer = await head(url('a/b'), source);
    if (answer instanceof Error) {
      throw answer;
    }
    const repository = { url: url('a/b') };
    return source.mapAuthors({
      repository,
      head: answer,
      authors: [old, { name: 'Bob', email: 'bob@example.com' }],
      signal,
    });
  };

  it('is read once for each head, and its text only when it has changed', async () => {
    const repository = await createRepository('a/b');
    await repository.commit({ files: { '.mailmap': MAILMAP, a: 'contents' } });
    const mailmapId = await repository.git('rev-parse', 'main:.mailmap');
    const requestsOf = async (work: () => Promise<unknown>) => {
      setUp.server.requests.length = 0;
      await work();
      return setUp.server.requests.length;
    };

    await expect(head(url('a/b'))).resolves.toMatchObject({ mailmapId });
    await expect(requestsOf(() => head(url('a/b')))).resolves.toBe(2);
    await expect(
      requestsOf(() => head(url('a/b'), setUp.createSource())),
    ).resolves.toBe(2);
    await repository.commit({ files: { a: 'other' } });
    await expect(requestsOf(() => head(url('a/b')))).resolves.toBe(4);
    await expect(head(url('a/b'))).resolves.toMatchObject({ mailmapId });
  });

  it('maps authors without anything being kept but its text', async () => {
    const repository = await createRepository('a/b');
    await repository.commit({ files: { '.mailmap': MAILMAP, a: 'contents' } });

    await expect(mapAuthors()).resolves.toEqual([
      {
        author: old,
        mapped: { name: 'Ada Lovelace', email: 'ada@example.com' },
      },
    ]);

    const names = await readdir(setUp.workingDirectory);
    expect(names).toEqual([expect.stringMatching(/\.mailmap\.json$/)]);
  });

  it('is found again when what was remembered is lost', async () => {
    const repository = await createRepository('a/b');
    await repository.commit({ files: { '.mailmap': MAILMAP } });
    const answer = await head(url('a/b'));
    await setUp.source.forget({ url: url('a/b') });

    const mapped = await setUp.source.mapAuthors({
      repository: { url: url('a/b') },
      head: answer as object,
      authors: [old],
      signal,
    });

    expect(mapped).toHaveLength(1);
  });

  it('is that of before, as long as the host is in trouble', async () => {
    const repository = await createRepository('a/b');
    await repository.commit({ files: { '.mailmap': MAILMAP } });
    const mailmapId = await repository.git('rev-parse', 'main:.mailmap');
    await head(url('a/b'));
    const [sha] = await repository.commit({ files: { '.mailmap': '' } });
    // The head is told before the trouble begins.
    setUp.server.misbehave({ kind: 'slow', delayMs: 1 }, { times: 2 });
    setUp.server.misbehave({ kind: 'reset' });

    await expect(head(url('a/b'))).resolves.toMatchObject({ sha, mailmapId });

    setUp.server.behave();
    await expect(head(url('a/b'))).resolves.toMatchObject({
      mailmapId: await repository.git('rev-parse', 'main:.mailmap'),
    });
  });

  it('is not asked for again and again where the host does not give it', async () => {
    const repository = await createRepository('a/b');
    await repository.commit({ files: { '.mailmap': MAILMAP } });
    setUp.server.misbehave({ kind: 'slow', delayMs: 1 }, { times: 2 });
    setUp.server.misbehave(
      { kind: 'answer', status: 403 },
      { service: 'git-upload-pack', times: 1 },
    );

    await expect(head(url('a/b'))).resolves.toMatchObject({
      mailmapId: undefined,
    });
    setUp.server.requests.length = 0;

    await head(url('a/b'));
    expect(setUp.server.requests).toHaveLength(2);
  });

  it('does not count when it is no file', async () => {
    const repository = await createRepository('a/b');
    await repository.commit({ files: { '.mailmap/x': 'y' } });

    await expect(head(url('a/b'))).resolves.toMatchObject({
      mailmapId: undefined,
    });
  });
});
