import { writeFile } from 'node:fs/promises';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { seededRandom } from '../__testUtils__/seededRandom';
import { CommitAuthor } from '../CommitSource';
import { runTestGit } from 'backstage-plugin-git-activity-source-test-kit';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { mapAuthorsByMailmap } from './mapAuthorsByMailmap';

jest.setTimeout(60_000);

const NAMES = [
  '',
  'Ada',
  'ada',
  'ADA',
  'Ada L',
  ' Ada',
  'Jörg',
  'JÖRG',
  'jörg',
  'a > b',
  '#Ada',
  '"Ada"',
  'İ',
  'x',
  'K',
];
const EMAILS = [
  '',
  'ada@x',
  'Ada@X',
  'ADA@x',
  'ada',
  'jörg@x',
  'JÖRG@x',
  'a<b',
  ' ada@x',
  'ada@x ',
  'x y',
  '\u212a',
  'k',
];
const GLUE = ['', ' ', '  ', '\t', '\r', ' # ', ', ', '\u00a0'];
const ENDS = ['\n', '\n', '\n', '\r\n', ' \n', '\n\n', '\n#', '\n # ', ''];

describe('mapAuthorsByMailmap', () => {
  const directory = createMockDirectory();

  /** What git itself makes of the authors. */
  const askGit = async (
    repository: TestRepository,
    options: { mailmap: string; authors: CommitAuthor[] },
  ): Promise<CommitAuthor[]> => {
    const path = directory.resolve('mailmap');
    await writeFile(path, options.mailmap);
    const blob = await repository.git('hash-object', '-w', path);
    const output = await runTestGit({
      dir: repository.path,
      args: ['-c', `mailmap.blob=${blob}`, 'check-mailmap', '--stdin'],
      input: options.authors
        .map(({ name, email }) => `${name}${name && ' '}<${email}>\n`)
        .join(''),
    });
    const lines = output.toString('utf8').split('\n').slice(0, -1);
    return lines.map(line => {
      const start = line.indexOf('<');
      return {
        name: line.slice(0, Math.max(0, start - 1)),
        email: line.slice(start + 1, -1),
      };
    });
  };

  it('maps as git does, whatever the mailmap holds', async () => {
    const random = seededRandom(1);
    const repository = await TestRepository.create({
      dir: directory.resolve('repository'),
      bare: true,
    });
    const authors = NAMES.flatMap(name =>
      EMAILS.map(email => ({ name, email })),
    );
    const contact = () =>
      random.pick(NAMES) +
      random.pick(GLUE) +
      random.pick(['<', '<', '<', '<', '<', '', '<<']) +
      random.pick(EMAILS) +
      random.pick(['>', '>', '>', '>', '>', '', '>>']);
    let mappedCount = 0;

    for (let round = 0; round < 60; round++) {
      const lines = Array.from({ length: 1 + random.integer(12) }, () => {
        const contacts = Array.from(
          { length: random.pick([1, 2, 2, 2, 3]) },
          contact,
        );
        return contacts.join(random.pick(GLUE)) + random.pick(ENDS);
      });
      const mailmap = lines.join('') + random.pick(['', '', '\0<z@x> <ada@x>']);

      const expected = await askGit(repository, { mailmap, authors });

      const answer = await Promise.all(
        authors.map(async author => {
          const [found] = await mapAuthorsByMailmap(mailmap, [author]);
          return found?.mapped ?? author;
        }),
      );
      expect({ mailmap, answer }).toEqual({ mailmap, answer: expected });
      mappedCount += (await mapAuthorsByMailmap(mailmap, authors)).length;
    }
    // Else the comparison would prove little.
    expect(mappedCount).toBeGreaterThan(1000);
  });

  it('returns only those mapped to somebody else, in order, and as they were given', async () => {
    const mailmap = [
      '# People',
      'Ada Lovelace <ada@example.com> <countess@example.com>',
      'Grace Hopper <grace@example.com> Amazing Grace <navy@example.com>',
      '<new@example.com> <old@example.com>',
      'Only A Name <same@example.com>',
    ].join('\n');
    const byron = {
      name: 'Ada Byron',
      email: 'Countess@example.com',
      login: 'ada',
    };

    expect(
      await mapAuthorsByMailmap(mailmap, [
        { name: 'Nobody', email: 'nobody@example.com' },
        { name: 'amazing grace', email: 'NAVY@example.com' },
        { name: 'Other Grace', email: 'navy@example.com' },
        byron,
        { name: '', email: 'old@example.com' },
        { name: 'Only A Name', email: 'same@example.com' },
      ]),
    ).toEqual([
      {
        author: { name: 'amazing grace', email: 'NAVY@example.com' },
        mapped: { name: 'Grace Hopper', email: 'grace@example.com' },
      },
      {
        author: byron,
        mapped: { name: 'Ada Lovelace', email: 'ada@example.com' },
      },
      {
        author: { name: '', email: 'old@example.com' },
        mapped: { name: '', email: 'new@example.com' },
      },
    ]);
  });

  it('leaves alone what git could not have read from a commit', async () => {
    expect(
      await mapAuthorsByMailmap('Ada <ada@x>', [
        { name: 'a <b', email: 'ada@x' },
        { name: 'two\nlines', email: 'ada@x' },
        { name: 'nul\0', email: 'ada@x' },
        { name: 'x', email: 'ada@x>' },
      ]),
    ).toEqual([]);
  });

  it('takes no longer than there are lines and authors', async () => {
    const lines = Array.from(
      { length: 100_000 },
      (_, index) => `Person ${index} <${index}@x> <old-${index}@x>`,
    );
    const authors = lines.map((_, index) => ({
      name: '',
      email: `old-${index}@x`,
    }));
    const hostile = `${' '.repeat(1_000_000)}<${'<'.repeat(1_000_000)}\n`;

    const mapped = await mapAuthorsByMailmap(
      hostile + lines.join('\n'),
      authors,
    );

    expect(mapped).toHaveLength(authors.length);
    expect(mapped[99_999].mapped).toEqual({
      name: 'Person 99999',
      email: '99999@x',
    });
  });
});
