import { Redactor } from './client/Redactor';

const SECRET = 'very+secret/value==';
const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('what is quoted', () => {
  it.each([
    ['as it is', `x ${SECRET} y`],
    ['in a URL', `x https://h/?t=${encodeURIComponent(SECRET)} y`],
    ['in base64', `x ${base64(SECRET)} y`],
    ['as a password', `x ${base64(`x-access-token:${SECRET}`)} y`],
    ['twice', `${SECRET}${SECRET}`],
  ])('holds no secret of the configuration, %s', (_name, text) => {
    const told = new Redactor([undefined, SECRET]).redact(text);
    for (const form of [SECRET, encodeURIComponent(SECRET), base64(SECRET)]) {
      expect(told).not.toContain(form);
    }
    expect(told).toContain('[redacted]');
  });

  it('holds no token that was handed out, for as long as it may live', () => {
    const redactor = new Redactor([]);
    redactor.add('opaque-1');
    expect(redactor.redact('a opaque-1 b')).toBe('a [redacted] b');

    for (let index = 0; index < 1000; index++) {
      redactor.add(`other-token-${index}`);
    }
    expect(redactor.redact('a opaque-1 b')).toBe('a opaque-1 b');
    expect(redactor.redact('a other-token-0 b')).toBe('a [redacted] b');
  });

  it.each([
    'ghp_abcdefghijklmnop',
    'ghs_abcdefghijklmnop',
    'github_pat_abcdefghijklmnop',
    'eyJhbGciOi.eyJpc3MiOjF9.c2lnbmF0dXJl',
    'Authorization: Basic dXNlcjpwYXNz',
    '"authorization":"token abc"',
    'bearer 0123456789abcdef',
    'https://user:pass@host/path',
    '-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----',
  ])('holds nothing that looks like a credential: %s', text => {
    const told = new Redactor([]).redact(`x ${text} y`);
    expect(told).toContain('[redacted]');
    expect(told).not.toMatch(/abc|dXNlcjpwYXNz|0123|eyJ|pass/);
  });

  it('stays as it is otherwise, on one line of bounded length', () => {
    const redactor = new Redactor(['x']);
    const words = 'Could not resolve to a Repository with the name `a/b`.';
    expect(redactor.redact(words)).toBe(words);
    expect(redactor.shorten(' one\n\ttwo\0three ')).toBe('one two three');
    expect(redactor.shorten('long '.repeat(1000)).length).toBeLessThan(310);
  });
});
