import { TestCommit } from '../commits';

/** The same word, composed and decomposed. */
const COMPOSED = 'docs/Gr\u00fc\u00dfe';
const DECOMPOSED = 'docs/Gru\u0308\u00dfe';

/** What a shell, a pathspec, a configuration or a quoting rule could take for something else. */
const ODD_FOLDERS = [
  'with space',
  ' around ',
  'quo"te',
  "it's",
  'new\nline',
  '\nfirst',
  'tab\there',
  'back\\slash',
  '*',
  'glob*[a-z]?',
  '-dash',
  '--',
  ':colon',
  ':(top)magic',
  ':!not',
  '#hash',
  '%00',
  '"',
  '\u4e16\u754c',
  '\u{1f984}/deep',
  'caf\u00e9',
  // What a name that is no UTF-8 is often read as; see `BYTES_PATH`.
  'caf\ufffd',
];

/** A path that is no UTF-8, as git quotes it. */
export const BYTES_PATH = '"caf\\351/\\377\\376"';

/** The folders that are asked for together; some lie in others, some only look as if they did, and some were never there. */
export const FOLDERS = [
  'services/api',
  'services',
  'services/api-client',
  'services/api/deep/er',
  'services/ap',
  'api',
  'API',
  'Services/api',
  'vendor',
  'vendor/lib',
  'link',
  'script.sh',
  'web',
  'never/was',
  'services/never',
  COMPOSED,
  DECOMPOSED,
  ...ODD_FOLDERS,
];

const file = (content: string) => ({ mode: '100644', content } as const);
const program = (content: string) => ({ mode: '100755', content } as const);
const link = (content: string) => ({ mode: '120000', content } as const);
const submodule = (digit: string) =>
  ({ mode: '160000', content: digit.repeat(40) } as const);

/** Many lines, so that a copy with one changed is taken for the same file by those who look for such. */
const LINES = Array.from({ length: 40 }, (_, line) => `${line}\n`).join('');

/** A history in a row, with all that may become of a folder. */
export function folderHistory(): TestCommit[] {
  const changes: Array<NonNullable<TestCommit['files']>> = [
    {
      'README.md': 'x',
      'services/api/a': LINES,
      'services/api/deep/er/x': 'x',
      'services/api-client/a': 'x',
      'services/web/a': 'x',
      'script.sh': 'x',
      'api/a': 'x',
    },
    {},
    { 'README.md': 'y' },
    { 'services/api/a': `${LINES}more\n` },
    { 'services/api-client/a': 'y' },
    { 'services/api/deep/er/x': 'y' },
    { 'services/apian': 'x' },
    // Renamed: within a folder, out of it, into it, and the folder itself
    { 'services/api/a': null, 'services/api/b': `${LINES}more\n` },
    { 'services/api/b': null, 'web/b': `${LINES}more\n` },
    { 'web/b': null, 'services/api/c': `${LINES}more\n` },
    { 'services/api/deep': null, 'web/deep/er/x': 'y' },
    // Copied
    { 'web/c': `${LINES}more\n` },
    // The mode alone, and what kind of thing it is
    { 'script.sh': program('x') },
    { 'services/api/c': program(`${LINES}more\n`) },
    { link: link('services/api') },
    { link: link('services/web') },
    { link: null, 'link/a': 'x' },
    { link: null },
    { link: file('services/web') },
    { 'script.sh/a': 'x' },
    // Back to what it was
    { 'services/api/c': 'z' },
    { 'services/api/c': program(`${LINES}more\n`) },
    // Submodules
    { '.gitmodules': '[submodule "vendor/lib"]\n\tignore = all\n' },
    { 'vendor/lib': submodule('1') },
    { 'vendor/lib': submodule('2') },
    { 'services/api/lib': submodule('1') },
    { 'services/api/lib': submodule('2') },
    { 'services/api/lib': null },
    { 'vendor/lib': null, 'vendor/lib/a': 'x' },
    { vendor: null },
    // Upper and lower case, and forms of the same letters
    { 'API/a': 'x' },
    { 'Services/api/a': 'x' },
    { 'services/API/a': 'x' },
    { [`${COMPOSED}/a`]: 'x' },
    { [`${DECOMPOSED}/a`]: 'x' },
    ...ODD_FOLDERS.map(folder => ({ [`${folder}/a`]: folder })),
    { ' around': 'x', with: 'x', glob: 'x', 'dash/a': 'x' },
    { 'globs[b]c/a': 'x', 'not/a': 'x', 'magic/a': 'x', colon: 'x' },
    { services: null },
    { services: file('no folder any more') },
  ];
  return changes.map(files => ({ files }));
}

/** Merges that take a side, both, neither, or something of their own; and a history with a root of its own. */
export function mergedFolders(): TestCommit[] {
  const both = { 'web/a': 'main', 'services/api/a': 'topic' };
  return [
    { label: 'split', files: { 'web/a': 'x', 'services/api/a': 'x' } },
    { label: 'ours', files: { 'web/a': 'main' } },
    {
      branch: 'topic',
      parents: ['split'],
      files: { 'services/api/a': 'topic' },
    },
    // It brings what the second parent changed.
    { parents: ['main', 'topic'], files: both },
    // The other way round it brings what the first one of before has changed.
    { branch: 'topic', parents: ['topic', 'ours'], files: both },
    {},
    { branch: 'topic', files: { 'services/api/a': 'lost' } },
    // It stays as its first parent is.
    { parents: ['main', 'topic'] },
    { branch: 'topic', files: { 'services/api/a': 'theirs' } },
    { files: { 'web/a': 'ours' } },
    // It becomes what its second parent is.
    {
      parents: ['main', 'topic'],
      files: { ...both, 'services/api/a': 'theirs' },
    },
    { branch: 'topic', files: { 'api/a': 'x' } },
    // It changes what neither parent has changed, and leaves out what one has.
    { parents: ['main', 'topic'], files: { link: 'of its own' } },
    { branch: 'third', parents: ['split'], files: { 'vendor/lib': 'x' } },
    {
      parents: ['main', 'topic', 'third'],
      files: { 'api/a': 'x', 'vendor/lib': 'x' },
    },
    { branch: 'other', parents: [], files: { 'web/z': 'x', 'API/a': 'x' } },
    { parents: ['main', 'other'], files: { 'web/z': 'x', 'API/a': 'x' } },
    { parents: ['other', 'main'], files: { 'web/z': 'y' } },
    { files: { 'web/z': null } },
  ];
}
