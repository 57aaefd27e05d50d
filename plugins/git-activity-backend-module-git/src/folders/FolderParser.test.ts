import { FolderParser } from './FolderParser';

const [A, B, C, D] = ['a', 'b', 'c', 'd'].map(digit => digit.repeat(40));

/** What git prints: fields that end with a NUL, the first path of a commit behind a newline. */
const OUTPUT = [
  ...['', A, '\nservices/api/x', 'services/api-client/x'],
  ...['', B],
  ...['', C, '\n\nfirst/x', 'docs/Grüße/x', 'services', 'web'],
  ...['', D, '\nservices/ap'],
]
  .map(field => `${field}\0`)
  .join('');
const FOLDERS = [
  'services/api',
  '\nfirst',
  'services',
  'docs/Grüße',
  'services/api',
  'never',
  'web/x',
];
const COMMITS = [
  { sha: A, folders: [0, 2, 4] },
  { sha: B, folders: [] },
  { sha: C, folders: [1, 2, 3] },
  { sha: D, folders: [2] },
];

function parse(folders: string[], chunks: Buffer[]) {
  const parser = new FolderParser(folders);
  const commits = chunks.flatMap(chunk => parser.push(chunk));
  const last = parser.end();
  return last ? [...commits, last] : commits;
}

describe('FolderParser', () => {
  it('finds the same folders wherever the output is cut', () => {
    const bytes = Buffer.from(OUTPUT);
    for (let cut = 0; cut <= bytes.length; cut++) {
      const chunks = [bytes.subarray(0, cut), bytes.subarray(cut)];
      expect(parse(FOLDERS, chunks)).toEqual(COMMITS);
    }
  });

  it('finds the same folders byte by byte', () => {
    const chunks = [...Buffer.from(OUTPUT)].map(byte => Buffer.from([byte]));

    expect(parse(FOLDERS, chunks)).toEqual(COMMITS);
  });

  it('finds nothing where git has printed nothing', () => {
    expect(parse(FOLDERS, [])).toEqual([]);
  });

  it.each(['x'.repeat(70), 'é'.repeat(100), `${'deep/'.repeat(60)}er`])(
    'tells a long folder from what only begins like it: %s',
    folder => {
      const paths = [folder, `${folder}/x`, `${folder}x`, `${folder}x/y`];
      const found = paths.map(path =>
        parse([folder], [Buffer.from(`\0${A}\0\n${path}\0`)]),
      );

      expect(found.map(([{ folders }]) => folders)).toEqual([[0], [0], [], []]);
    },
  );

  it('compares bytes that are no text', () => {
    const paths = Buffer.from('caf\xe9/x\0caf\xff\xfe\0', 'latin1');
    const output = Buffer.concat([Buffer.from(`\0${A}\0\n`), paths]);

    expect(parse(['café', 'caf\ufffd', 'caf'], [output])).toEqual([
      { sha: A, folders: [] },
    ]);
  });

  it('keeps nothing of how much a commit has changed', () => {
    const MIB = 1024 * 1024;
    const parser = new FolderParser(['a']);
    const paths = Buffer.from('a/some/path\0b\0'.repeat(5000));
    const noise = Buffer.alloc(MIB, 'x');
    parser.push(Buffer.from(`\0${A}\0\n`));
    const before = process.memoryUsage();
    for (let round = 0; round < 100; round++) {
      expect(parser.push(paths)).toEqual([]);
      expect(parser.push(noise)).toEqual([]);
    }
    const { heapUsed, arrayBuffers } = process.memoryUsage();

    // It has been given 100 MiB of one path, and a million paths.
    expect(heapUsed - before.heapUsed).toBeLessThan(60 * MIB);
    expect(arrayBuffers - before.arrayBuffers).toBeLessThan(10 * MIB);
    expect(parser.end()).toEqual({ sha: A, folders: [0] });
  });
});
