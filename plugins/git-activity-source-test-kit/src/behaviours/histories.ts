import { TestCommit, TestPerson } from '../commits';

/** Later than the commits that say nothing of their time. */
const START = 1_710_000_000;
const MINUTE = 60;

const ADA: TestPerson = { name: 'Ada Lovelace', email: 'ada@example.com' };

/** Long for a subject, and short enough to be taken whole. */
const LONG_SUBJECT_LENGTH = 960;

/**
 * A history with all that commits commonly hold and that is easily got wrong on the way. Every commit was committed a minute
 * after the one before it, so that there is but one order.
 */
export function eventfulHistory(): TestCommit[] {
  const commits: TestCommit[] = [
    { label: 'root', message: 'Begin' },
    { utcOffset: '+0530', authoredAt: 1_500_000_000, message: 'Far away\n' },
    { utcOffset: '-0330', authoredAt: 1_600_000_000, label: 'fork' },
    { utcOffset: '+1245', branch: 'topic', parents: ['fork'] },
    { utcOffset: '-1200', branch: 'topic', authoredAt: 4_000_000_000 },
    { utcOffset: '+1400', authoredAt: 1_000_000 },
    { parents: ['main', 'topic'], message: "Merge branch 'topic'\n" },
    { branch: 'second', parents: ['fork'] },
    { branch: 'third', parents: ['fork'] },
    { parents: ['main', 'second', 'third'], message: 'Merge three\n' },
    {
      author: { name: 'Jörg 世界 🦄', email: 'jörg@exämple.com' },
      committer: { name: 'GitHub', email: 'noreply@github.com' },
      message: 'Grüße — “quoted”, 世界 🦄\n\nBody\n',
    },
    { author: { name: '', email: 'nameless@example.com' } },
    { author: { name: 'No Address', email: 'not an address' } },
    { author: { name: 'A "B" (C), D.', email: 'd+e@example.com' } },
    { message: 'A subject\nof two lines \n\nBody\n' },
    { message: '\n\n  Indented, below empty lines\n' },
    { message: 'Ends of lines\r\n\r\nof another kind\r\n' },
    { message: `${'Long 🦄 '.repeat(LONG_SUBJECT_LENGTH / 8)}end\n` },
    { message: 'A\ttab, <b>markup</b> & "quotes" \\n %s $HOME `x`\n' },
    ...coAuthored(),
  ];
  return commits.map((commit, index) => ({
    authoredAt: START + index * MINUTE - 10,
    author: ADA,
    ...commit,
    committedAt: START + index * MINUTE,
  }));
}

function coAuthored(): TestCommit[] {
  const blocks = [
    ['Co-authored-by: Grace Hopper <grace@example.com>'],
    [
      'CO-AUTHORED-BY: Upper <upper@example.com>',
      'co-authored-by:Tight <tight@example.com>',
      'Co-Authored-By : Spaced <spaced@example.com>',
    ],
    [
      'Co-authored-by: Folded',
      '  <folded@example.com>',
      'Signed-off-by: Somebody Else <else@example.com>',
      'Co-authored-by: Jörg Müller <jörg@exämple.com>',
    ],
    ['Co-authored-by: Not in the <last@block>', '', 'Reviewed-by: R <r@x>'],
    ['Some prose', 'Co-authored-by: Beside Prose <beside@example.com>'],
    ['Some prose,', 'more,', 'more', 'and more', 'Co-authored-by: N <n@x>'],
    ['Co-authored-by: CR LF <crlf@example.com>\r'],
    [
      'Co-authored-by: One <one@example.com>',
      '# Co-authored-by: Comment <comment@example.com>',
      '',
      '# below',
    ],
  ];
  return blocks.map(lines => ({
    message: `Together\n\nBody\n\n${lines.join('\n')}\n`,
  }));
}

/** Trailers that git takes for others than `Co-authored-by`, although they begin like it, end like it or mean it. */
const OTHER_KEYS = [
  'C',
  'Co',
  'Co-author',
  'Co-authored',
  'Co-authored-b',
  'Co-authored-bys',
  'Co-authored-by-me',
  'Coauthored-by',
  'Authored-by',
  'Also-by',
];

/** Messages, and the names of the co-authors in each. */
export function coAuthoredHistory(): Array<{
  message: string;
  coAuthors: string[];
}> {
  const others = OTHER_KEYS.map(key => `${key}: Wrong <wrong@example.com>`);
  const blocks: Array<[string[], string[]]> = [
    ...others.map((line): [string[], string[]] => [[line], []]),
    [['Co-authored-by: Usual <a@example.com>'], ['Usual']],
    [['CO-AUTHORED-BY: Loud <a@example.com>'], ['Loud']],
    [['co-authored-by: Quiet <a@example.com>'], ['Quiet']],
    [
      [
        ...others,
        'Co-Authored-By: First <a@example.com>',
        ...others,
        'cO-aUTHORED-bY: Last <b@example.com>',
      ],
      ['First', 'Last'],
    ],
    [['Prose', 'Co-authored-by: Beside Prose <a@example.com>'], []],
    [
      [
        'Prose',
        'Co-authored-by: Beside a Trailer of Git <a@example.com>',
        'Signed-off-by: Somebody Else <else@example.com>',
      ],
      ['Beside a Trailer of Git'],
    ],
  ];
  return blocks.map(([lines, coAuthors]) => ({
    message: `Together\n\nBody\n\n${lines.join('\n')}\n`,
    coAuthors,
  }));
}

/** More than a host tells with a commit unless asked for all of them. */
const OCTOPUS_PARENTS = 24;

/** Merges: of parents in either order, of merges, of a history with a root of its own, and of many branches at once. */
export function mergingHistory(): TestCommit[] {
  const sides = Array.from(
    { length: OCTOPUS_PARENTS - 1 },
    (_, index) => `side-${index}`,
  );
  return [
    { label: 'split' },
    { branch: 'left', parents: ['split'] },
    {},
    { branch: 'left', parents: ['left', 'main'] },
    { parents: ['left', 'main'] },
    { branch: 'unrelated', parents: [] },
    { parents: ['unrelated', 'main'] },
    ...sides.map(branch => ({ branch, parents: ['split'] })),
    { parents: [...sides.slice(2), 'main', ...sides.slice(0, 2)] },
    {},
  ];
}

/** As many commits in a row as asked for, a minute apart. */
export function* rowOfCommits(
  length: number,
  first: TestCommit = {},
): Generator<TestCommit> {
  for (let index = 0; index < length; index++) {
    const { branch } = first;
    yield index === 0 ? first : { branch };
  }
}
