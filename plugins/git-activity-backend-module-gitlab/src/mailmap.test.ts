import { setUpGitlab } from './__testUtils__/setup';

const ADA = { name: 'ada', email: 'ada@old.example' };
const BOB = { name: 'Bob', email: 'bob@example.com' };

describe('mapAuthors', () => {
  const context = setUpGitlab();
  const { publish, goodHead, takeRequests } = context;

  const map = async (url: string, mailmapId?: string) =>
    context.source.mapAuthors({
      repository: { url },
      head: { mailmapId },
      authors: [ADA, BOB],
      signal: context.signal,
    });

  it('looks authors up in the .mailmap at the head, and reads it once', async () => {
    const { id, url } = await publish(
      { path: 'g/p' },
      {
        files: {
          '.mailmap': 'Ada Lovelace <ada@example.com> <ADA@old.example>\n',
        },
      },
    );
    const { mailmapId } = await goodHead(url);
    takeRequests();

    await expect(map(url, mailmapId)).resolves.toEqual([
      {
        author: ADA,
        mapped: { name: 'Ada Lovelace', email: 'ada@example.com' },
      },
    ]);
    await map(url, mailmapId);
    expect(takeRequests()).toEqual([
      `GET /projects/${id}/repository/blobs/${mailmapId}/raw`,
    ]);
  });

  it('maps nobody without one, and asks nothing', async () => {
    const { url } = await publish({ path: 'g/p' }, {});
    const { mailmapId } = await goodHead(url);
    takeRequests();

    expect(mailmapId).toBeUndefined();
    await expect(map(url, mailmapId)).resolves.toEqual([]);
    expect(takeRequests()).toEqual([]);
  });

  it.each(['0'.repeat(40), '../../../version'])(
    'says so when there is no such .mailmap as %s',
    async mailmapId => {
      const { url } = await publish({ path: 'g/p' }, {});

      await expect(map(url, mailmapId)).rejects.toMatchObject({
        kind: 'head-unknown',
      });
    },
  );
});
