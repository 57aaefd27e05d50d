import { Redactor } from './Redactor';

const SECRET = 'Very+secret/"value"==';
const base64 = (text: string) => Buffer.from(text).toString('base64');
const WORDS = 'Could not resolve to a Repository with the name `a/b`.';

describe('a secret that is known', () => {
  it.each([
    ['as it is', SECRET],
    ['in small letters', SECRET.toLowerCase()],
    ['encoded for a URL', encodeURIComponent(SECRET)],
    ['as JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in hexadecimal', Buffer.from(SECRET).toString('hex')],
    ['twice', `${SECRET}${SECRET}`],
    ...['', 'a', 'ab', 'oauth2:', 'x-access-token:', ':'].flatMap(
      (before): Array<[string, string]> => [
        [`in Base64 after "${before}"`, base64(`${before}${SECRET}`)],
        [
          `in Base64 for URLs between "${before}" and more`,
          Buffer.from(`${before}${SECRET}:xyz`).toString('base64url'),
        ],
      ],
    ),
  ])('is taken out %s', (_, form) => {
    const redactor = new Redactor([undefined, '', SECRET]);
    const told = redactor.redact(`before ${form} after`);

    expect(told).toMatch(/^before .*\[redacted\].* after$/);
    // Not even half of it is left.
    for (let at = 0; at + form.length / 2 <= form.length; at++) {
      expect(told).not.toContain(form.slice(at, at + form.length / 2));
    }
  });

  it.each([
    ['Basic', `Basic ${base64('user:p@ss/w"rd')}`],
    ['Bearer', 'Bearer p@ss/w"rd'],
  ])('is known as well from a header of %s', (_, header) => {
    const redactor = new Redactor([header]);

    for (const form of [
      header.replace(/^\w+ /, ''),
      'p@ss/w"rd',
      'p%40ss%2Fw%22rd',
      'p@ss/w\\"rd',
      base64('p@ss/w"rd'),
    ]) {
      expect(redactor.redact(`a ${form} b`)).toBe('a [redacted] b');
    }
  });

  it('that came into being later is taken out for as long as it may live', () => {
    const redactor = new Redactor();
    redactor.add('opaque-1');
    expect(redactor.redact('a opaque-1 b')).toBe('a [redacted] b');

    for (let index = 0; index < 1000; index++) {
      redactor.add(`other-token-${index}`);
    }
    expect(redactor.redact('a opaque-1 b')).toBe('a opaque-1 b');
    expect(redactor.redact('a other-token-0 b')).toBe('a [redacted] b');
  });
});

describe('what looks like a credential', () => {
  it.each([
    ['ghp_abcdefghijklmnop', '[redacted]'],
    ['ghs_abcdefghijklmnop', '[redacted]'],
    ['github_pat_abcdefghijklmnop', '[redacted]'],
    ['glpat-abcdefghijklmnopqrst', '[redacted]'],
    ['eyJhbGciOi.eyJpc3MiOjF9.c2lnbmF0dXJl', '[redacted]'],
    ['Authorization: Basic dXNlcjpwYXNz', 'Authorization: [redacted]'],
    ['"authorization":"token abc"', '"authorization":"[redacted]"'],
    ['PRIVATE-TOKEN: abcdefgh', 'PRIVATE-TOKEN: [redacted]'],
    ['bearer 0123456789abcdef', 'bearer [redacted]'],
    [
      '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----',
      '[redacted]',
    ],
    [
      'https://host/path?x=1&access_token=abc#y',
      'https://host/path?x=1&access_token=[redacted]#y',
    ],
    ['?private_token=abc&y=1', '?private_token=[redacted]&y=1'],
  ])('is taken out: %s', (text, told) => {
    expect(new Redactor().redact(`x ${text} y`)).toBe(`x ${told} y`);
  });

  it.each([
    'https://SECRET@host/a/b.git',
    'https://bob:SECRET@host/a/b.git',
    'https://SECRET:x-oauth-basic@host/a/b.git',
    'https://:SECRET@host:8443/a/b.git',
    'HTTPS://bob:SECRET@[::1]:8443/a/b.git',
    'https://bob:SEC@RET@host/a',
    'https://bob:SEC/RET@host/a',
    'https://bob:SEC?RET#SECRET@host/a',
    'https:\\/\\/bob:SECRET@host\\/a',
    'ssh://bob:SECRET@host/a/b.git',
    'ssh://bob:SEC/RET@host/a/b.git',
    'git+ssh://bob:SECRET@host:22/a/b.git',
    'ftp://bob:SECRET@host/a',
    'postgres://bob:SECRET@host/database',
    'bob:SECRET@host:a/b.git',
    'bob:SEC@RET@host:a/b.git',
    'bob:SEC/RET@host:a/b.git',
    'bob:SECRET@[::1]:a/b.git',
    'bob:SECRET@host/a/b.git',
    ':SECRET@host:a/b.git',
    'https%3A%2F%2Fbob%3ASECRET%40host%2Fa',
  ])('is taken out of any form of URL: %s', url => {
    const redactor = new Redactor();

    for (const around of ['_', "fatal: '_' is odd", '"_"', '(_)', 'url=_ b']) {
      const [before, after] = around.split('_');
      const told = redactor.redact(around.replace('_', url));
      expect(told).not.toMatch(/SEC|RET|bob/);
      expect(told).toContain('[redacted]');
      expect(told).toMatch(/host|::1/);
      expect(told.startsWith(before) && told.endsWith(after)).toBe(true);
    }
  });

  it.each([
    WORDS,
    'https://host:8443/a/b@main',
    'https://host/@scope/package and x@example.com',
    'ssh://git@host:2222/a/b.git',
    'git@host:a/b.git',
    'Author: Ada <ada@example.com>',
    'see https://host/a?page=2&per_page=1, then a@b: c',
    '',
  ])('is nothing else: %s', text => {
    expect(new Redactor(['x', '12345']).redact(text)).toBe(text);
  });

  it('is looked for in no more than a moment, however long a text goes on', () => {
    const redactor = new Redactor([SECRET]);
    const started = Date.now();
    for (const piece of ['a', ':', 'a:', '=:', '@', '://', '?token', 'eyJ']) {
      const text = piece.repeat(50_000 / piece.length);
      redactor.redact(text);
      redactor.redact(`:///${text}@`);
    }
    expect(Date.now() - started).toBeLessThan(20_000);
  });
});

describe('what is quoted', () => {
  it('is on one line of bounded length, and holds no secret', () => {
    const redactor = new Redactor([SECRET]);

    expect(redactor.quote(' one\n\ttwo\0three ')).toBe('one two three');
    expect(redactor.quote(WORDS)).toBe(WORDS);
    const told = redactor.quote(`${'x'.repeat(290)} ${SECRET} ${WORDS}`);
    expect(told).toHaveLength(301);
    expect(told).not.toContain(SECRET.slice(0, 6));
  });
});
