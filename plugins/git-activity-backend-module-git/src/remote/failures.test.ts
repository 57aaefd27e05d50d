import { fetchError } from './failures';

const HOST = { name: 'git.example.com', baseUrl: 'https://git.example.com' };
const repository = {
  url: 'https://git.example.com/a/b',
  cloneUrl: 'https://git.example.com/a/b.git',
  protocol: 'https' as const,
  host: HOST,
};
const explain = (words: string) =>
  fetchError({
    repository,
    authorized: true,
    directory: '/var/clones',
    words,
  });

describe('what git says when it cannot fetch', () => {
  it.each([
    [
      'fatal: write error: No space left on device',
      'try-later',
      /\/var\/clones is full.*workingDirectory.*maxSize/,
    ],
    [
      "fatal: cannot mkdir 'x': Read-only file system",
      'try-later',
      /may not write to \/var\/clones/,
    ],
    [
      'warning: filtering not recognized by server, ignoring',
      'refused',
      /uploadpack\.allowFilter/,
    ],
    [
      'fatal: remote error: upload-pack: not our ref 123',
      'head-unknown',
      /no longer has/,
    ],
    [
      'fatal: unable to access x: The requested URL returned error: 429',
      'rate-limited',
      /HTTP 429/,
    ],
    [
      'fatal: unable to access x: The requested URL returned error: 503',
      'try-later',
      /HTTP 503/,
    ],
    ["fatal: Authentication failed for 'x'", 'forbidden', /expired or revoked/],
    ["fatal: repository 'x' not found", 'gone', /has no repository/],
    ['Host key verification failed.', 'forbidden', /knownHostsFile/],
    ['git@x: Permission denied (publickey).', 'forbidden', /SSH key/],
    [
      'ssh: Could not resolve hostname x: Name or service not known',
      'try-later',
      /Could not resolve/,
    ],
    ['fatal: early EOF', 'try-later', /early EOF/],
    ['error: packfile x is corrupt', 'try-later', /damaged/],
  ])('is told apart: %s', (words, kind, message) => {
    expect(explain(words)).toMatchObject({
      kind,
      message: expect.stringMatching(message),
    });
  });
});
