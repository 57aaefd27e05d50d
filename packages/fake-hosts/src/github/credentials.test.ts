import { setUpHost, TOKEN } from './__testUtils__/setUpHost';

describe('credentials', () => {
  const { github, addRepository, get, query } = setUpHost();
  const nameOf = `{ repository(owner: "acme", name: "site") { name } }`;

  it('shows a private repository only to those who may see it', async () => {
    await addRepository({ private: true });
    const add = (token: string, options: object) =>
      github().addToken({ token, kind: 'classic', login: token, ...options });
    add('public', { scopes: ['public_repo'] });
    add('elsewhere', { kind: 'fine-grained' });
    add('granted', { kind: 'fine-grained', repositories: ['Acme/Site'] });
    add('limited', { scopes: ['repo'], repositories: ['acme/other'] });

    for (const token of [null, 'public', 'elsewhere', 'limited']) {
      await expect(get('/repos/acme/site', {}, token)).resolves.toMatchObject({
        status: 404,
        body: { message: 'Not Found' },
      });
    }
    for (const token of [TOKEN, 'granted']) {
      expect((await get('/repos/acme/site', {}, token)).status).toBe(200);
    }
    const hidden = await query(nameOf, {}, 'public');
    expect(hidden.body).toMatchObject({
      data: { repository: null },
      errors: [{ type: 'NOT_FOUND' }],
    });
    expect((await query(nameOf, {}, 'granted')).body.errors).toBeUndefined();
  });

  it('keeps what a token was granted when the repository gets another name', async () => {
    const { id } = await addRepository({ private: true });
    github().addToken({
      token: 'granted',
      kind: 'fine-grained',
      login: 'you',
      repositories: ['acme/site'],
    });
    github().renameRepository(id, 'shop');

    expect((await get('/repos/acme/shop', {}, 'granted')).status).toBe(200);
  });

  it('lets nobody read contents without the permission', async () => {
    const { repository } = await addRepository({ private: true });
    await repository.commit({});
    github().addToken({
      token: 'blind',
      kind: 'fine-grained',
      login: 'you',
      repositories: ['acme/site'],
      permissions: { metadata: 'read' },
    });

    expect((await get('/repos/acme/site', {}, 'blind')).status).toBe(200);
    await expect(
      get('/repos/acme/site/commits', {}, 'blind'),
    ).resolves.toMatchObject({
      status: 403,
      body: { message: 'Resource not accessible by personal access token' },
    });
    const { body } = await query(
      `{ repository(owner: "acme", name: "site") { name defaultBranchRef { name } } }`,
      {},
      'blind',
    );
    expect(body).toMatchObject({
      data: { repository: { name: 'site', defaultBranchRef: null } },
      errors: [{ type: 'FORBIDDEN', path: ['repository', 'defaultBranchRef'] }],
    });
  });

  it('refuses tokens that are unknown, expired or revoked', async () => {
    const expiresAt = new Date(Date.now() - 1000);
    github().addToken({
      token: 'late',
      kind: 'classic',
      login: 'me',
      expiresAt,
    });
    github().addToken({
      token: 'old',
      kind: 'classic',
      login: 'me',
      expired: true,
    });
    github().revokeToken(TOKEN);

    for (const token of ['unknown', 'late', 'old', TOKEN]) {
      const answers = [
        await get('/user', {}, token),
        await query('{ viewer { login } }', {}, token),
      ];
      expect(answers).toMatchObject([
        { status: 401, body: { message: 'Bad credentials' } },
        { status: 401, body: { message: 'Bad credentials' } },
      ]);
    }
    expect(
      new Set(github().requests.map(({ credential }) => credential)),
    ).toEqual(new Set(['unknown']));
  });

  it('says when a token expires', async () => {
    github().addToken({
      token: 'fresh',
      kind: 'fine-grained',
      login: 'you',
      expiresAt: new Date('2999-12-31T01:02:03Z'),
    });

    const { headers } = await get('/user', {}, 'fresh');

    expect(headers.get('github-authentication-token-expiration')).toBe(
      '2999-12-31 01:02:03 UTC',
    );
    expect(headers.has('x-oauth-scopes')).toBe(false);
  });

  it('takes a token in each of the ways that there are', async () => {
    const basic = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');

    for (const authorization of [
      `token ${TOKEN}`,
      `bearer ${TOKEN}`,
      `Basic ${basic}`,
    ]) {
      const { body } = await get('/user', { authorization }, null);
      expect(body.login).toBe('me');
    }
  });

  it('answers GraphQL to nobody in particular', async () => {
    const { status, headers } = await query('{ viewer { login } }', {}, null);

    expect(status).toBe(401);
    expect(headers.get('x-ratelimit-limit')).toBe('0');
  });

  it.each([
    ['saml', /SAML enforcement/],
    ['ip-allow-list', /has an IP allow list enabled/],
    ['no-classic-tokens', /forbids access via a personal access token/],
  ] as const)('keeps a policy: %s', async (policy, message) => {
    await addRepository();
    github().setPolicy('Acme', policy);

    const { status, body } = await get('/repos/acme/site');
    const { body: other } = await query(nameOf);
    github().setPolicy('Acme', undefined);

    expect(status).toBe(403);
    expect(body.message).toMatch(message);
    expect(other.errors[0]).toMatchObject({
      type: 'FORBIDDEN',
      message: body.message,
    });
    expect((await get('/repos/acme/site')).status).toBe(200);
  });
});
