import { setUpGitlab } from './__testUtils__/setup';

describe('push events', () => {
  const context = setUpGitlab();

  const find = (payload: unknown) =>
    context.source.pushEvents.findRepository({ topic: 'gitlab.push', payload });

  it('tell which project was pushed to, by URL and id, without asking', async () => {
    const { id, url } = await context.publish({ path: 'Group/sub/p' }, {});
    const { topic, eventPayload } = context.gitlab.pushEvent('group/sub/p', {
      before: '0'.repeat(40),
      after: '1'.repeat(40),
    });

    expect(context.source.pushEvents.topics).toEqual([topic]);
    expect(find(eventPayload)).toEqual({
      url,
      externalId: `${context.gitlab.host}/${id}`,
    });
    expect(context.gitlab.requests).toEqual([]);
  });

  it.each([
    undefined,
    null,
    'text',
    7,
    [],
    {},
    { project: null },
    { project: 'x' },
    { project: { web_url: 7, git_http_url: {} } },
    { project: { web_url: 'https://github.com/o/r' } },
    { project: { web_url: 'https://gitlab.com/only-a-group' } },
    { project: { web_url: 'ext::sh -c x' } },
    { project: { web_url: `https://gitlab.com/g/${'p'.repeat(5000)}` } },
    { project: { git_http_url: 'file:///etc/passwd' } },
    JSON.parse(
      '{"__proto__": {"project": {"web_url": "https://gitlab.com/g/p"}}}',
    ),
  ])('are ignored when they are %j', payload => {
    expect(find(payload)).toBeUndefined();
  });

  it.each([-1, 0, 1.5, '7', NaN, null])('are read without an id of %p', id => {
    expect(
      find({ project: { id, git_http_url: 'https://gitlab.com/g/p.git' } }),
    ).toEqual({ url: 'https://gitlab.com/g/p' });
  });
});
