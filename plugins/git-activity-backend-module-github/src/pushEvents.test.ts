import { setUpGithub } from './__testUtils__/setup';

describe('pushes', () => {
  const { startHost, host, sourceOf, createSource } = setUpGithub();

  it('tell which repository they are about, and ask nobody', async () => {
    const github = await startHost();
    const { repository, id, url } = await host(github, 'Acme/Rocket');
    const [before, after] = await repository.commit({}, {});
    const payload = await github.pushEvent(id, { before, after });
    const { pushEvents } = sourceOf(github);

    expect(pushEvents.topics).toEqual(['github.push']);
    expect(
      pushEvents.findRepository({ topic: 'github.push', payload }),
    ).toEqual({ url, externalId: `${github.host}/${id}` });
    expect(github.requests).toEqual([]);
  });

  it.each([
    [{ html_url: 'https://github.com/A/B' }, {}],
    [{ html_url: 'https://github.com/A/B', id: 7 }, { id: 7 }],
    [{ html_url: 'https://github.com/A/B', id: '7' }, {}],
    [{ html_url: 'https://github.com/A/B', id: -7 }, {}],
    [{ html_url: 'https://github.com/A/B', id: 1e300 }, {}],
    [{ clone_url: 'https://github.com/A/B.git', html_url: 7 }, {}],
    [
      {
        clone_url: 'https://github.com/A/B.git',
        html_url: 'https://elsewhere.example.com/A/B',
      },
      {},
    ],
  ])(
    'are understood as far as they can be: %j',
    (repository, { id }: { id?: number }) => {
      expect(
        createSource([]).pushEvents.findRepository({
          topic: 'github.push',
          payload: { repository },
        }),
      ).toEqual({
        url: 'https://github.com/a/b',
        ...(id === undefined ? {} : { externalId: `github.com/${id}` }),
      });
    },
  );

  it.each([
    undefined,
    null,
    7,
    'https://github.com/A/B',
    [],
    {},
    { repository: null },
    { repository: 'https://github.com/A/B' },
    { repository: { html_url: 'https://elsewhere.example.com/A/B' } },
    { repository: { html_url: 'https://github.com/A' } },
    { repository: { html_url: 'file:///etc/passwd' } },
    { repository: { html_url: { toString: 'https://github.com/A/B' } } },
    { repository: { full_name: 'A/B', id: 7 } },
  ])('that are forged lead nowhere: %j', payload => {
    expect(
      createSource([]).pushEvents.findRepository({
        topic: 'github.push',
        payload,
      }),
    ).toBeUndefined();
  });

  it('of other topics are not looked at', () => {
    expect(
      createSource([]).pushEvents.findRepository({
        topic: 'github.star',
        payload: { repository: { html_url: 'https://github.com/A/B' } },
      }),
    ).toBeUndefined();
  });
});
