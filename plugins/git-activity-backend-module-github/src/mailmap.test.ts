import { headOf, setUpGithub } from './__testUtils__/setup';

const work = { name: 'ada', email: 'ada@work.example' };
const ada = { name: 'Ada Lovelace', email: 'ada@example.com' };
const bob = { name: 'Bob', email: 'bob@example.com' };
const MAILMAP = 'Ada Lovelace <ada@example.com> <ada@work.example>\n';

describe('the .mailmap', () => {
  const { startHost, host, sourceOf, head, signal } = setUpGithub();

  async function hostMailmap(mailmap: string) {
    const github = await startHost();
    const { repository, url } = await host(github);
    await repository.commit({ files: { '.mailmap': mailmap } });
    const source = sourceOf(github);
    const repositoryHead = headOf(await head(source, url));
    return {
      github,
      repository,
      map: (authors = [work, bob]) =>
        source.mapAuthors({
          repository: { url },
          head: repositoryHead,
          authors,
          signal,
        }),
    };
  }

  it('says who is who, as git does', async () => {
    const { repository, map } = await hostMailmap(MAILMAP);

    await expect(map()).resolves.toEqual([{ author: work, mapped: ada }]);
    await expect(
      repository.git(
        '-c',
        'mailmap.blob=main:.mailmap',
        'check-mailmap',
        'ada <ada@work.example>',
      ),
    ).resolves.toBe('Ada Lovelace <ada@example.com>');
  });

  it('is asked for once, and not for nobody', async () => {
    const { github, map } = await hostMailmap(MAILMAP);
    const before = github.requests.length;
    await map([]);
    expect(github.requests).toHaveLength(before);

    await map();
    await map();
    expect(github.requests).toHaveLength(before + 1);
  });

  it.each([
    ['binary', 'Ada <a@x> <b@x>\n\0'],
    ['longer than the host gives', `${MAILMAP}${'#'.repeat(600_000)}\n`],
  ])('maps nobody when it is %s', async (_name, mailmap) => {
    const { map } = await hostMailmap(mailmap);
    await expect(map()).resolves.toEqual([]);
  });

  it('tells trouble as any other question does', async () => {
    const { github, map } = await hostMailmap(MAILMAP);
    github.misbehave({ with: '500' });
    await expect(map()).rejects.toMatchObject({ kind: 'try-later' });
  });
});
