import { CommitSourceError } from '../errors';
import { readRemoteUrl, RemoteUrl } from './readRemoteUrl';

const SECRET = 's3cr3t';

describe('readRemoteUrl', () => {
  it.each<[string, RemoteUrl]>([
    [
      'https://github.com/Owner/Repo.git',
      { protocol: 'https', host: 'github.com', path: 'Owner/Repo.git' },
    ],
    [
      'HTTPS://GitHub.com:443//Owner/Repo/',
      { protocol: 'https', host: 'github.com', path: 'Owner/Repo' },
    ],
    [
      ` https://user:${SECRET}@github.com./o/r?token=${SECRET}#${SECRET} `,
      { protocol: 'https', host: 'github.com', path: 'o/r' },
    ],
    [
      'http://git.example.com:8080/o/r',
      { protocol: 'http', host: 'git.example.com:8080', path: 'o/r' },
    ],
    [
      'http://git.example.com:80/o/r',
      { protocol: 'http', host: 'git.example.com', path: 'o/r' },
    ],
    [
      'https://git.example.com:/o/r',
      { protocol: 'https', host: 'git.example.com', path: 'o/r' },
    ],
    [
      'https://gitlab.com/g/s/p/-/blob/main/catalog-info.yaml',
      {
        protocol: 'https',
        host: 'gitlab.com',
        path: 'g/s/p/-/blob/main/catalog-info.yaml',
      },
    ],
    [
      'https://github.com@evil.example/o/r',
      { protocol: 'https', host: 'evil.example', path: 'o/r' },
    ],
    [
      'https://a:b@c:d@evil.example/o/r',
      { protocol: 'https', host: 'evil.example', path: 'o/r' },
    ],
    [
      'https://MÜNCHEN.example/stra%C3%9fe/%41%20b%3f',
      {
        protocol: 'https',
        host: 'xn--mnchen-3ya.example',
        path: 'stra%C3%9Fe/A%20b%3F',
      },
    ],
    [
      'https://münchen.example/straße/A b%3F',
      {
        protocol: 'https',
        host: 'xn--mnchen-3ya.example',
        path: 'stra%C3%9Fe/A%20b%3F',
      },
    ],
    [
      'https://0x7f.1/o/r',
      { protocol: 'https', host: '127.0.0.1', path: 'o/r' },
    ],
    [
      'https://[0:0::1]:8443/o/r',
      { protocol: 'https', host: '[::1]:8443', path: 'o/r' },
    ],
    [
      `ssh://git:${SECRET}@github.com:22/o/r.git`,
      { protocol: 'ssh', host: 'github.com', user: 'git', path: 'o/r.git' },
    ],
    [
      'git+ssh://git@ssh.github.com:443/o/r',
      { protocol: 'ssh', host: 'ssh.github.com:443', user: 'git', path: 'o/r' },
    ],
    [
      'ssh://git.example.com/~ada/r',
      { protocol: 'ssh', host: 'git.example.com', path: '~ada/r' },
    ],
    [
      'git@github.com:o/r.git',
      {
        protocol: 'ssh',
        host: 'github.com',
        user: 'git',
        path: 'o/r.git',
        fromHome: true,
      },
    ],
    [
      'git@Git.Example.com:/srv/r',
      {
        protocol: 'ssh',
        host: 'git.example.com',
        user: 'git',
        path: 'srv/r',
      },
    ],
    [
      'git.example.com:50%/a b',
      {
        protocol: 'ssh',
        host: 'git.example.com',
        path: '50%25/a%20b',
        fromHome: true,
      },
    ],
    [
      'git@[git.example.com:2222]:o/r',
      {
        protocol: 'ssh',
        host: 'git.example.com:2222',
        user: 'git',
        path: 'o/r',
        fromHome: true,
      },
    ],
    [
      'git@[::1]:o/r',
      {
        protocol: 'ssh',
        host: '[::1]',
        user: 'git',
        path: 'o/r',
        fromHome: true,
      },
    ],
    [
      'git@localhost:o/r',
      {
        protocol: 'ssh',
        host: 'localhost',
        user: 'git',
        path: 'o/r',
        fromHome: true,
      },
    ],
  ])('reads %s', (url, expected) => {
    expect(readRemoteUrl(url)).toEqual(expected);
  });

  it.each([
    '',
    '/',
    'o/r',
    '/srv/git/r',
    './r',
    'C:\\r',
    'file:///srv/git/r',
    'FILE:///srv/git/r',
    'mailto:git@github.com',
    'mailto:git@github.com:o/r',
    'vbscript:alert(1)',
    'data:text/plain,hello',
    'https:github.com/o/r',
    'svn://example.com/r',
    'svn+ssh://example.com/r',
    'url:https://github.com/o/r',
    'https://github.com',
    'https://github.com//?tab=repositories',
    'git@github.com:',
    'git@github.com:/',
    ':o/r',
    'a b',
  ])('finds no repository on a server in %j', url => {
    expect(readRemoteUrl(url)).toBeUndefined();
  });

  it.each([
    ['--upload-pack=touch /tmp/x', 'could make git run a program'],
    [' -x', 'could make git run a program'],
    ['ext::sh -c touch% /tmp/x', 'could make git run a program'],
    ['EXT::sh -c x', 'could make git run a program'],
    ['::x', 'could make git run a program'],
    ['https::https://github.com/o/r', 'could make git run a program'],
    ['https://github.com/o/r\n', 'a control character'],
    ['https://github.com/o/\0r', 'a control character'],
    ['\thttps://github.com/o/r', 'a control character'],
    ['https://github.com/o/\u0085r', 'a control character'],
    ['https://github.com/o/%0ar', 'an encoded slash or control character'],
    ['https://github.com/o/%00r', 'an encoded slash or control character'],
    ['https://github.com/o%2fr', 'an encoded slash or control character'],
    ['https://github.com/o%5Cr', 'a backslash'],
    ['https://github.com/o\\r', 'a backslash'],
    ['git@github.com:o\\r', 'a backslash'],
    ['https://github.com/o/../r', 'must not hold . or ..'],
    ['https://github.com/o/%2e%2E/r', 'must not hold . or ..'],
    ['https://github.com/./r', 'must not hold . or ..'],
    ['git@github.com:../r', 'must not hold . or ..'],
    ['https://github.com/50%', 'not properly percent-encoded'],
    ['https://github.com/%ff', 'not properly percent-encoded'],
    ['https://github.com/\ud800', 'half a character'],
    ['https:///o/r', 'names no host'],
    ['https://:8080/o/r', 'names no host'],
    ['https://github.com\\@evil.example/o/r', 'a backslash'],
    ['https://git hub.com/o/r', 'names no host'],
    ['https://%67ithub.com/o/r', 'names no host'],
    ['https://github.com:0/o/r', 'names no host'],
    ['https://github.com:65536/o/r', 'names no host'],
    ['https://github.com:443:443/o/r', 'names no host'],
    ['https://github.com:abc/o/r', 'names no host'],
    ['https://256.256.256.256/o/r', 'names no host'],
    ['https://[::1/o/r', 'names no host'],
    ['ssh://-oProxyCommand=x/o/r', 'names no host'],
    ['ssh://git@-oProxyCommand=x/o/r', 'names no host'],
    ['ssh://%2doProxyCommand=x/o/r', 'names no host'],
    ['git@-oProxyCommand=x.y:o/r', 'names no host'],
    ['ssh://-oProxyCommand=x@github.com/o/r', 'an account that cannot be one'],
    ['ssh://a%20b@github.com/o/r', 'an account that cannot be one'],
    ['a$b@github.com:o/r', 'an account that cannot be one'],
    ['ssh://git@github.com/-o/r', 'for an option of a program'],
    ['ssh://git@github.com/%2do/r', 'for an option of a program'],
    ['git@github.com:-o/r', 'for an option of a program'],
    ['git://github.com/o/r', 'not read over git:'],
    ['ftp://example.com/o/r', 'not read over ftp:'],
  ])('refuses %j', (url, words) => {
    const read = () => readRemoteUrl(url);

    expect(read).toThrow(CommitSourceError);
    expect(read).toThrow(words);
    expect(read).toThrow(expect.objectContaining({ kind: 'refused' }));
  });

  it('never repeats a URL that it refuses, which may hold a password', () => {
    for (const rest of ['/../r', ':0/o/r', '/%', '/\n', '/%2f', '\\/r']) {
      for (const start of ['https://u:', 'ssh://u:', 'ssh://-u:', 'ftp://u:']) {
        expect(() => readRemoteUrl(`${start}${SECRET}@host${rest}`)).toThrow(
          expect.objectContaining({
            kind: 'refused',
            message: expect.not.stringContaining(SECRET),
          }),
        );
      }
    }
  });

  it('gives what it gave when it reads that again as a URL', () => {
    for (const url of [
      'https://u:p@MÜNCHEN.example:8443//stra%C3%9fe/%41 b%3f%23[x]@:+,~/',
      'ssh://git@[0::1]:2222/~/50%25/r.git',
      'http://0x7f.1:080/o',
    ]) {
      const read = readRemoteUrl(url);
      const user = read?.user === undefined ? '' : `${read.user}@`;
      const again = `${read?.protocol}://${user}${read?.host}/${read?.path}`;

      expect(new URL(again).href).toBe(again);
      expect(readRemoteUrl(again)).toEqual(read);
    }
  });

  it('takes no longer for a URL that goes on and on', () => {
    const read = (url: string): string => {
      try {
        return readRemoteUrl(url) ? 'read' : 'left';
      } catch (error) {
        return error instanceof CommitSourceError ? error.kind : `${error}`;
      }
    };
    const outcomes = new Set<string>();
    for (const piece of ['a', ':', '@', '/', '[', ']', '.', ' ', '%41', '-']) {
      for (const start of ['', 'https://', 'git@host:', 'https://host/', 'a']) {
        outcomes.add(read(start + piece.repeat(1_000_000)));
      }
    }

    expect([...outcomes].sort()).toEqual(['left', 'read', 'refused']);
  });
});
