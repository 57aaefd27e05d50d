import { createMockDirectory } from '@backstage/backend-test-utils';
import { runTestGit } from 'backstage-plugin-git-activity-source-test-kit';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { parseCoAuthors } from './coAuthors';
import { parseCommitMessage } from './parseCommitMessage';
import { seededRandom } from '../__testUtils__/seededRandom';

jest.setTimeout(60_000);

/** Chosen so that what they make when thrown together is close to every rule that git has. */
const PIECES = [
  'Subject',
  'A second line',
  '',
  '',
  '',
  ' ',
  '\t',
  '\r',
  'Grüße, 世界 🦄',
  '\u00a0',
  '\v',
  'Co-authored-by: Ada <ada@example.com>',
  'co-authored-by: Ada <ada@example.com>',
  'CO-AUTHORED-BY : Bob <bob@example.com>',
  'Co-authored-by:Tight<t@x>',
  'Co-authored-by: Jörg Müller <jörg@exämple.com>  ',
  'Co-authored-by: Nobody',
  'Co-authored-by:',
  'Co-authored-by :',
  'Co-authored-by',
  'Co-authored-by-: Dash <dash@x>',
  'Co-authored-by\t: Tab <tab@x>',
  'Co-authored by: No dash <no@x>',
  'Co: Short <short@x>',
  'c: Shorter <shorter@x>',
  '-: Shortest <shortest@x>',
  ': Empty <empty@x>',
  ' : Space <space@x>',
  'Co-authored-byes: Longer <longer@x>',
  ' Co-authored-by: Indented <indented@x>',
  '\tCo-authored-by: Indented more <indented@x>',
  '# Co-authored-by: Comment <comment@x>',
  '#',
  ' # not a comment',
  ' continued',
  '\tcontinued <more@x>',
  ' <folded@x>',
  '  \r',
  'Signed-off-by: Sig <sig@x>',
  'signed-off-by: Sig <sig@x>',
  'Signed-off-by:',
  '(cherry picked from commit 0123456789)',
  'Reviewed-by: R <r@x>',
  'Bug #43',
  'Bug: 43',
  'https://example.com',
  'Ünicode: x',
  'some prose, and more',
  'some prose: and more',
  'Conflicts:',
  'Conflicts: ',
  '\tfile',
  '---',
  '--- ',
  '# ------------------------ >8 ------------------------',
  'diff --git a b',
  'Co-authored-by: CR <cr@x>\r',
  ' <folded-cr@x>\r',
];

describe('parseCommitMessage', () => {
  const directory = createMockDirectory();
  let count = 0;

  /** What git itself makes of messages. */
  const askGit = async (messages: string[]) => {
    const repository = await TestRepository.create({
      dir: directory.resolve(`repository ${++count}`),
      bare: true,
    });
    await repository.commitMany(messages.map(message => ({ message })));
    const output = await runTestGit({
      dir: repository.path,
      args: [
        'log',
        '-z',
        '--reverse',
        '--topo-order',
        '--format=%s%x00%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x0a)',
      ],
    });
    const fields = output.toString('utf8').split('\0');
    return messages.map((message, index) => ({
      message,
      subject: fields[2 * index],
      coAuthors: parseCoAuthors(fields[2 * index + 1]),
    }));
  };

  const parse = (messages: string[]) =>
    messages.map(message => ({ message, ...parseCommitMessage(message) }));

  it.each([1, 2, 3])(
    'reads thousands of odd messages as git does (seed %i)',
    async seed => {
      const random = seededRandom(seed);
      const messages = Array.from({ length: 4000 }, () => {
        const lines = Array.from({ length: 1 + random.integer(12) }, () =>
          random.pick(PIECES),
        );
        const ending = random.pick(['\n', '\n', '\n', '\r\n']);
        return lines.join(ending) + random.pick(['', '\n', '\n\n', '\n \n']);
      });

      const expected = await askGit(messages);

      expect(parse(messages)).toEqual(expected);
      // Else the comparison would prove little.
      expect(
        expected.filter(({ coAuthors }) => coAuthors.length > 0).length,
      ).toBeGreaterThan(150);
    },
  );

  it.each([
    ['trailers among prose', /^[\w(#-]|^\s/],
    [
      'what only follows a message',
      /^(Co-authored-by: Ada|Conflicts|\tfile|#|some prose, and|Signed-off-by: | continued|$)/,
    ],
  ])('tells %s as git does', async (_, pattern) => {
    const random = seededRandom(4);
    const pieces = PIECES.filter(piece => pattern.test(piece));
    const messages = Array.from({ length: 4000 }, () =>
      [
        'Subject',
        '',
        ...random.pick([[], ['Body', '']]),
        ...Array.from({ length: 1 + random.integer(7) }, () =>
          random.pick(pieces),
        ),
        '',
      ].join('\n'),
    );

    expect(parse(messages)).toEqual(await askGit(messages));
  });

  it('reads messages as long as it reads any as git does, but for what is beyond the bounds', async () => {
    const messages = [
      `${'x'.repeat(190_000)}\n`,
      `${'word '.repeat(39_000)}\n`,
      `Subject${' '.repeat(90_000)}x${'\t'.repeat(90_000)}\n`,
      `Subject\n${'\n'.repeat(190_000)}Co-authored-by: A <a@x>\n`,
      `Subject\n\n${'Co-authored-by: A <a@x>\n'.repeat(8_000)}`,
      `Subject\n\nCo-authored-by: A\n${' more\n'.repeat(30_000)} <a@x>\n`,
      `Subject\n\nCo-authored-by: ${'<'.repeat(190_000)}\n`,
      `Subject\n\n${'# comment\n'.repeat(19_000)}Co-authored-by: A <a@x>\n`,
      `Subject\n\n${'prose\n'.repeat(30_000)}Co-authored-by: A <a@x>\n`,
      `${'a line\n'.repeat(25_000)}`,
    ];
    const cut = (text: string, length: number) =>
      text.length > length ? `${text.slice(0, length - 1)}…` : text;

    // Compared as short texts: what is not as it must be would take minutes to be told otherwise.
    const told = ({ subject, coAuthors }: ReturnType<typeof parse>[number]) =>
      JSON.stringify({
        subject: cut(subject, 1_000),
        coAuthors: coAuthors.map(({ name, email }) => ({
          name: cut(name, 255),
          email: cut(email, 320),
        })),
      });
    expect(parse(messages).map(told)).toEqual(
      (await askGit(messages)).map(told),
    );
    expect(parse(messages).map(({ subject }) => subject.length)).toEqual([
      1000, 1000, 1000, 7, 7, 7, 7, 7, 7, 1000,
    ]);
  });

  it('takes the first hundred co-authors and counts the others', () => {
    const people = Array.from({ length: 1_234 }, (_, index) => ({
      name: `P${index}`,
      email: `p${index}@x`,
    }));
    const trailers = people.map(
      ({ name, email }) => `Co-authored-by: ${name} <${email}>`,
    );
    expect(parseCommitMessage(`Subject\n\n${trailers.join('\n')}`)).toEqual({
      subject: 'Subject',
      coAuthors: people.slice(0, 100),
      coAuthorsCut: 1_134,
    });
    expect(
      parseCommitMessage(`Subject\n\n${trailers.slice(0, 100).join('\n')}`),
    ).toEqual({ subject: 'Subject', coAuthors: people.slice(0, 100) });
  });

  it.each([
    [200_000, undefined],
    [200_001, null],
    [50_000_000, null],
  ])(
    'of a message of %d characters reads the subject, and says whether it knows the co-authors',
    (length, coAuthorsCut) => {
      const trailer = '\n\nCo-authored-by: A <a@x>';
      const message = `Subject\n\n${'x'.repeat(
        length - trailer.length - 9,
      )}${trailer}`;
      expect(message).toHaveLength(length);
      const parsed = parseCommitMessage(message);
      expect(parsed.subject).toBe('Subject');
      expect(parsed.coAuthorsCut).toBe(coAuthorsCut);
      expect(parsed.coAuthors).toHaveLength(coAuthorsCut === null ? 0 : 1);
    },
  );

  it('ends a message at a NUL, as git does', () => {
    expect(
      parseCommitMessage('before\0after\n\nCo-authored-by: A <a@x>\n'),
    ).toEqual({ subject: 'before', coAuthors: [] });
  });

  it.each(['', '\n', ' \n\t\r\n', '\0'])('finds nothing in %j', message => {
    expect(parseCommitMessage(message)).toEqual({ subject: '', coAuthors: [] });
  });

  it.each([
    'Co-authored-by: Right <right@x>',
    'CO-AUTHORED-BY: Right <right@x>',
    'co-authored-by : Right <right@x>',
  ])('counts %j', trailer => {
    expect(parseCommitMessage(`Subject\n\nBody\n\n${trailer}\n`)).toEqual({
      subject: 'Subject',
      coAuthors: [{ name: 'Right', email: 'right@x' }],
    });
  });

  it.each(['Co-author', 'Co', 'C', '-', 'Co-authored', 'Co-authored-bys'])(
    'counts nobody who is named as %j',
    key => {
      expect(
        parseCommitMessage(
          `Subject\n\nBody\n\n${key}: Wrong <wrong@x>\nCo-authored-by: Right <right@x>\n`,
        ).coAuthors,
      ).toEqual([{ name: 'Right', email: 'right@x' }]);
    },
  );

  it('names the same person once, and each spelling of a person', () => {
    expect(
      parseCommitMessage(
        [
          'Subject',
          '',
          'Co-authored-by: Ada <ada@x>',
          'CO-AUTHORED-BY:  Ada  <ada@x> ',
          'Co-authored-by: ada <ada@x>',
          'Co-authored-by: nobody',
        ].join('\r\n'),
      ),
    ).toEqual({
      subject: 'Subject',
      coAuthors: [
        { name: 'Ada', email: 'ada@x' },
        { name: 'ada', email: 'ada@x' },
      ],
    });
  });
});
