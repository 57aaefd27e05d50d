import { ConfigReader } from '@backstage/config';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCloneOptions, readCredentials } from './config';

const git = (settings: object) =>
  new ConfigReader({ gitActivity: { git: settings } });

describe('the configuration of remote repositories', () => {
  it('has a place for clones, and a bound for them, unless given', () => {
    expect(readCloneOptions(new ConfigReader({}))).toEqual({
      directory: join(tmpdir(), 'git-activity'),
      maxBytes: 10e9,
    });
    const backend = { workingDirectory: '/var/backstage' };
    expect(readCloneOptions(new ConfigReader({ backend })).directory).toBe(
      '/var/backstage/git-activity',
    );
  });

  it.each([
    ['500MB', 500e6],
    ['1.5 gb', 1.5e9],
    ['2TB', 2e12],
    ['100B', 100],
  ])('reads the size %s', (maxSize, maxBytes) => {
    expect(
      readCloneOptions(git({ maxSize, workingDirectory: '/clones' })),
    ).toEqual({ directory: '/clones', maxBytes });
  });

  it.each(['10', 'GB', '-1GB', '10 potatoes', '1GiBs'])(
    'does not take %s for a size',
    maxSize => {
      expect(() => readCloneOptions(git({ maxSize }))).toThrow(
        /gitActivity\.git\.maxSize must be a size such as 500MB/,
      );
    },
  );

  it('reads credentials', () => {
    const credentials = [
      { host: 'Git.Example.com:8443', token: 't' },
      {
        host: 'other.example.com',
        baseUrl: 'https://other.example.com/git/',
        username: 'me',
        password: 'p',
      },
      { host: 'ssh', sshKeyFile: '/key', knownHostsFile: '/known' },
    ];
    expect(readCredentials(git({ credentials }))).toEqual([
      { host: 'git.example.com:8443', secret: 't' },
      {
        host: 'other.example.com',
        baseUrl: 'https://other.example.com/git',
        username: 'me',
        secret: 'p',
      },
      { host: 'ssh', ssh: { keyFile: '/key', knownHostsFile: '/known' } },
    ]);
  });

  it.each<[object, RegExp]>([
    [{}, /credentials\[0\]\.host/],
    [{ host: 'https://x.example' }, /credentials\[0\]\.host must be a host/],
    [{ host: 'me@x.example' }, /credentials\[0\]\.host must be a host/],
    [{ host: '-oProxyCommand=x' }, /credentials\[0\]\.host must be a host/],
    [{ host: 'x', baseUrl: 'https://y' }, /credentials\[0\]\.baseUrl/],
    [{ host: 'x', baseUrl: 'ftp://x' }, /credentials\[0\]\.baseUrl/],
    [{ host: 'x', baseUrl: 'https://a:hush@x' }, /credentials\[0\]\.baseUrl/],
    [{ host: 'x', username: 'a:hush', token: 'hush' }, /\[0\]\.username/],
    [{ host: 'x', username: 'me' }, /\[0\] has a username but no/],
    [{ host: 'x', sshKeyFile: '/k' }, /\[0\]\.knownHostsFile is missing/],
    [{ host: 'x', knownHostsFile: '/k' }, /\[0\]\.sshKeyFile is missing/],
    [
      { host: 'x', sshKeyFile: '/k\n', knownHostsFile: '/k' },
      /\[0\]\.sshKeyFile must be a path/,
    ],
  ])('names the key, and no secret, when it is wrong: %j', (entry, key) => {
    const read = () => readCredentials(git({ credentials: [entry] }));
    expect(read).toThrow(key);
    expect(read).not.toThrow(/hush/);
  });
});
