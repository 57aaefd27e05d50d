import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { foldersOf, readPlace } from './places';

const annotation = 'backstage.io/source-location';
const integrations = ScmIntegrations.fromConfig(
  new ConfigReader({
    integrations: {
      github: [{ host: 'ghe.example', apiBaseUrl: 'https://ghe.example/api' }],
      gitlab: [
        {
          host: 'lab.example',
          baseUrl: 'https://lab.example/lab',
          apiBaseUrl: 'https://lab.example/lab/api/v4',
        },
      ],
      gitea: [{ host: 'tea.example', baseUrl: 'https://tea.example/git' }],
      bitbucketServer: [{ host: 'stash.example', token: 't' }],
      azure: [{ host: 'tfs.example' }],
    },
  }),
);

function read(options: { url?: string; named?: string; branch?: string }) {
  const { url = 'https://github.com/o/r', named, branch = null } = options;
  const place = readPlace({ url, named, annotation, integrations });
  return 'problem' in place ? place.problem : foldersOf(place, branch);
}

describe('The folders of an entity', () => {
  it.each([
    // As the catalog writes locations: with a slash at the end
    ['https://github.com/o/r/tree/main/services/api/', 'services/api'],
    ['https://GHE.example/o/r.git//tree/main//services/./api', 'services/api'],
    ['http://ghe.example/o/r/tree/main/services/api', 'services/api'],
    ['https://gitlab.com/g/s/p/-/tree/main/services/api/', 'services/api'],
    ['https://gitlab.com/g/s/p/-/blob/main/services/api/', 'services/api'],
    ['https://gitlab.com/g/p/tree/main/services/api', 'services/api'],
    ['https://lab.example/lab/g/p/-/tree/main/services/api', 'services/api'],
    [
      'https://tea.example/git/o/r/src/branch/main/services/api',
      'services/api',
    ],
    ['https://bitbucket.org/w/r/src/main/services/api/', 'services/api'],
    [
      'https://stash.example/projects/K/repos/r/browse/services/api?at=refs%2Fheads%2Fmain',
      'services/api',
    ],
    ['https://dev.azure.com/o/p/_git/r?path=/services/api', 'services/api'],
    ['https://dev.azure.com/o/p/_git/r?path=%2Fa%20b%2F&version=GBmain', 'a b'],
    ['https://tfs.example/c/p/_git/r?path=%2Fservices%2Fapi', 'services/api'],
    // A file is in its folder
    [
      'https://github.com/o/r/blob/main/services/api/catalog.yaml',
      'services/api',
    ],
    ['https://gitlab.com/g/p/-/raw/main/api/catalog.yaml', 'api'],
    ['https://github.com/o/r/blob/main/catalog.yaml', ''],
    // Descriptions lie in hidden folders, and code does not
    ['https://github.com/o/r/tree/main/.backstage/', ''],
    ['https://gitlab.com/g/p/-/tree/main/api/.catalog/x/', 'api'],
    ['https://dev.azure.com/o/p/_git/r?path=/.backstage', ''],
    // Names that mean something elsewhere
    [
      'https://github.com/o/r/tree/main/issues/tree/-/src/',
      'issues/tree/-/src',
    ],
    ['https://bitbucket.org/w/r/src/main/tree/x/', 'tree/x'],
    ['https://gitlab.com/g/s/src/-/tree/main/x/', 'x'],
    ['https://github.com/o/r/tree/main/libs/site.git/', 'libs/site.git'],
    // Decoded once, and compared byte by byte
    ['https://github.com/o/r/tree/main/100%2525/%E2%82%AC', '100%25/€'],
    ['https://github.com/o/r/tree/main/e\u0301', 'e\u0301'],
    ['https://github.com/o/r/tree/main/\u00e9', '\u00e9'],
    // The whole repository
    ['https://github.com/o/r', ''],
    ['https://github.com/o/r/tree/main/', ''],
    ['https://github.com/o/r/tree/main', ''],
    ['https://github.com/o/r/pulls', ''],
    ['https://dev.azure.com/o/p/_git/r', ''],
    ['git@github.com:o/r.git', ''],
    ['ssh://git@github.com/o/r/tree/main/x', ''],
    ['file:///srv/o/r/tree/main/x', ''],
    // Nobody knows how this host writes its URLs
    ['https://git.unknown.example/o/r/tree/main/x', ''],
  ])('of %s is "%s"', (url, folder) => {
    expect(read({ url })).toEqual([folder]);
  });

  it('is what comes after the branch, which may have slashes if it is the one that is counted', () => {
    const url = 'https://github.com/o/r/tree/release/v2/services/api/';
    expect(read({ url })).toEqual(['v2/services/api']);
    expect(read({ url, branch: 'main' })).toEqual(['v2/services/api']);
    expect(read({ url, branch: 'release/v2' })).toEqual(['services/api']);
    expect(read({ url, branch: 'release/v' })).toEqual(['v2/services/api']);
    const root = 'https://github.com/o/r/tree/release/v2';
    expect(read({ url: root, branch: 'release/v2' })).toEqual(['']);
  });

  it('is one or several that an annotation names, whatever the URL says', () => {
    const url = 'https://github.com/o/r/tree/main/other/';
    expect(read({ url, named: 'services/api' })).toEqual(['services/api']);
    expect(
      read({
        url,
        named: ' /libs//a/ , ./services/./api\r\n\nlibs/b,',
        branch: 'libs',
      }),
    ).toEqual(['libs/a', 'services/api', 'libs/b']);
    expect(read({ named: 'a%20b/[x]*?/\\' })).toEqual(['a%20b/[x]*?/\\']);
  });

  it.each(['/', '.', './', '//', 'services/api, .'])(
    'is the whole repository if an annotation says %p',
    named => {
      expect(
        read({ url: 'https://github.com/o/r/tree/main/other/', named }),
      ).toEqual(['']);
    },
  );

  it('leaves out what is in another one, which holds the same commits', () => {
    expect(read({ named: 'a/b/c, a-b, a/b, a/bc, a/b, A/b/c' })).toEqual([
      'a-b',
      'a/b',
      'a/bc',
      'A/b/c',
    ]);
  });

  it.each([
    ['', /names no folder; give one, such as services\/api, or \//],
    [' , \n', /names no folder/],
    ['a/../b', /by way of \.\.; give its path from the root/],
    ['..', /by way of/],
    ['a, ../b', /by way of/],
    ['a\0b', /a control character .* in it; remove that/],
    ['a\tb', /a control character/],
    ['a\u0085b', /a control character/],
    ['\ud800', /half a character/],
    ['x'.repeat(1_001), /more than 1000 bytes; give one that holds it/],
    ['€'.repeat(334), /more than 1000 bytes/],
    [
      Array.from({ length: 51 }, (_, index) => `a${index}`).join(),
      /names 51 folders, and at most 50 are possible; give one that holds several/,
    ],
  ])('is none if an annotation says %j', (named, message) => {
    const problem = read({ named });
    expect(problem).toMatch(message);
    expect(problem).toMatch(/^The annotation git-activity\/path names /);
  });

  it('has as long a path, and as many of them, as are possible', () => {
    expect(read({ named: '€'.repeat(333) })).toEqual(['€'.repeat(333)]);
    const many = Array.from({ length: 50 }, (_, index) => `a${index}`);
    expect(read({ named: many.join() })).toEqual(many);
  });

  it.each([
    ['https://dev.azure.com/o/p/_git/r?path=/a/../../b', /by way of/],
    ['https://github.com/o/r/tree/main/a%2F..%2Fb', /by way of/],
    ['https://github.com/o/r/tree/main/a%00b', /a control character/],
    [`https://github.com/o/r/tree/main/${'x'.repeat(1_001)}`, /more than/],
    ['https://github.com/o/r/tree/main/100%', /not properly percent-encoded/],
    ['https://github.com/o/r/tree/main/%ff', /not properly percent-encoded/],
  ])(
    'is none if a URL says %s, and its annotation is named',
    (url, message) => {
      expect(read({ url })).toMatch(message);
      expect(read({ url })).toContain(`annotation ${annotation}`);
    },
  );
});
