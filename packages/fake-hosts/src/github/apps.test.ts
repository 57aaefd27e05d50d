import { createSign, generateKeyPairSync } from 'node:crypto';
import { setUpHost } from './__testUtils__/setUpHost';

describe('Apps', () => {
  // Making a key takes long.
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const start = Date.parse('2030-01-01T00:00:00Z');
  let now = start;
  const { github, addRepository, get, post, query } = setUpHost({
    now: () => new Date(now),
  });
  beforeEach(() => {
    now = start;
  });

  const base64 = (value: object) =>
    Buffer.from(JSON.stringify(value)).toString('base64url');
  const signJwt = (key: string, claims: object = {}) => {
    const seconds = now / 1000;
    const content = `${base64({ alg: 'RS256', typ: 'JWT' })}.${base64({
      iat: seconds - 30,
      exp: seconds + 570,
      iss: 7,
      ...claims,
    })}`;
    const signature = createSign('RSA-SHA256').update(content).sign(key);
    return `${content}.${signature.toString('base64url')}`;
  };
  const addApp = (installation: object = {}) =>
    github().addApp({
      appId: 7,
      privateKey,
      installations: [{ id: 70, owner: 'Acme', ...installation }],
    });
  const requestToken = (jwt: string, body: object = {}) =>
    post('/app/installations/70/access_tokens', body, jwt);

  it('gives an App tokens for its installations, which last an hour', async () => {
    await addRepository({ private: true });
    await addRepository({ private: true, owner: 'umbrella' });
    const jwt = signJwt(addApp().privateKey);

    const { status, body } = await requestToken(jwt);

    expect(status).toBe(201);
    expect(body).toEqual({
      token: expect.stringMatching(/^ghs_/),
      expires_at: '2030-01-01T01:00:00Z',
      permissions: { contents: 'read', metadata: 'read' },
      repository_selection: 'all',
    });
    const read = (path: string) => get(path, {}, body.token);
    expect((await read('/repos/acme/site')).status).toBe(200);
    expect((await read('/repos/umbrella/site')).status).toBe(404);
    expect((await read('/installation/repositories')).body).toMatchObject({
      total_count: 1,
      repositories: [{ full_name: 'acme/site' }],
    });
    now += 3_600_000;
    expect((await read('/repos/acme/site')).status).toBe(401);
    expect(github().requests.map(({ credential }) => credential)).toEqual([
      'app 7',
      'installation 70',
      'installation 70',
      'installation 70',
      'unknown',
    ]);
  });

  it('tells an App about itself and where it is installed', async () => {
    const jwt = signJwt(addApp({ repositories: ['acme/site'] }).privateKey);

    const all = await get('/app/installations?per_page=100', {}, jwt);
    const one = await get('/orgs/acme/installation', {}, jwt);

    expect((await get('/app', {}, jwt)).body).toMatchObject({ id: 7 });
    expect(all.body).toEqual([one.body]);
    expect(one.body).toMatchObject({
      id: 70,
      account: { login: 'Acme' },
      repository_selection: 'selected',
      suspended_at: null,
    });
    expect((await get('/users/nobody/installation', {}, jwt)).status).toBe(404);
  });

  it.each([
    ['another key', {}, 401, 'A JSON web token could not be decoded'],
    ['no such App', { iss: 8 }, 404, 'Integration not found'],
    ['a time that is over', { exp: 1 }, 401, /'exp'\) must be a numeric value/],
    ['too long a time', { exp: start / 1000 + 3600 }, 401, /too far/],
    ['a time to come', { iat: start / 1000 + 300 }, 401, /'iat'/],
  ])('refuses a JWT with %s', async (name, claims, status, message) => {
    const app = addApp();
    if (name === 'another key') {
      github().rotateAppKey(7);
    }

    const answer = await requestToken(signJwt(app.privateKey, claims));

    expect(answer.status).toBe(status);
    expect(answer.body.message).toMatch(message);
  });

  it('accepts the new key of an App', async () => {
    addApp();
    const { privateKey: key } = github().rotateAppKey(7);

    expect((await requestToken(signJwt(key))).status).toBe(201);
  });

  it('gives no token for an installation that is suspended or gone, and ends those that there are', async () => {
    const jwt = signJwt(addApp().privateKey);
    const { body } = await requestToken(jwt);

    github().updateInstallation(70, { suspended: true });
    const suspended = {
      status: 403,
      body: { message: 'This installation has been suspended' },
    };
    await expect(requestToken(jwt)).resolves.toMatchObject(suspended);
    await expect(get('/rate_limit', {}, body.token)).resolves.toMatchObject(
      suspended,
    );

    github().updateInstallation(70, { suspended: false });
    github().expireInstallationTokens(70);
    expect((await get('/rate_limit', {}, body.token)).status).toBe(401);
    expect((await requestToken(jwt)).status).toBe(201);

    github().uninstallApp(70);
    expect((await requestToken(jwt)).status).toBe(404);
  });

  it('narrows a token, and never widens it', async () => {
    await addRepository({ private: true });
    const { id } = await addRepository({ private: true, name: 'other' });
    const jwt = signJwt(
      addApp({ repositories: ['acme/site', 'acme/other'] }).privateKey,
    );

    const { body } = await requestToken(jwt, {
      repository_ids: [id],
      permissions: { metadata: 'read' },
    });

    expect((await get('/repos/acme/other', {}, body.token)).status).toBe(200);
    expect((await get('/repos/acme/site', {}, body.token)).status).toBe(404);
    await expect(
      get('/repos/acme/other/commits', {}, body.token),
    ).resolves.toMatchObject({
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    });
    await expect(
      requestToken(jwt, { repositories: ['none'] }),
    ).resolves.toMatchObject({ status: 422 });
    await expect(
      requestToken(jwt, { permissions: { contents: 'write' } }),
    ).resolves.toMatchObject({
      status: 422,
      body: { message: /not granted to this installation/ },
    });
  });

  it('answers nothing else to a JWT, and nothing of an App to others', async () => {
    const jwt = signJwt(addApp().privateKey);

    expect((await query('{ rateLimit { limit } }', {}, jwt)).status).toBe(401);
    expect((await get('/app')).status).toBe(401);
  });
});
