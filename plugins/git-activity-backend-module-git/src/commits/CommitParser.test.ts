import { parseCommitMessage } from 'backstage-plugin-git-activity-node';
import { CommitParser } from './CommitParser';

const SHA = 'a'.repeat(40);

function record(...fields: Array<string | Buffer>): Buffer {
  return Buffer.concat(
    fields.flatMap(field => [Buffer.from(field), Buffer.from([0])]),
  );
}

const TOGETHER = `Together

Co-authored-by: A <a@x>
CO-AUTHORED-BY: <b@x>
C: Nobody <c@x>
`;

const OUTPUT = Buffer.concat([
  record(SHA, '', '1', '1 +0100', '2', 'Jörg', 'j@x', 'Grüße 🦄\n\nBody\n'),
  record(SHA, `${SHA} ${SHA}`, '', '', '', '', '', TOGETHER),
  record(SHA, SHA, '3', '3 -0030', '4', 'Jörg', 'j@x', ''),
]);

const COMMITS = [
  {
    sha: SHA,
    parents: [],
    author: { name: 'Jörg', email: 'j@x' },
    coAuthors: [],
    authoredAt: 1,
    utcOffset: 60,
    committedAt: 2,
    subject: 'Grüße 🦄',
  },
  {
    sha: SHA,
    parents: [SHA, SHA],
    author: { name: '', email: '' },
    coAuthors: [
      { name: 'A', email: 'a@x' },
      { name: '', email: 'b@x' },
    ],
    subject: 'Together',
  },
  {
    sha: SHA,
    parents: [SHA],
    author: { name: 'Jörg', email: 'j@x' },
    coAuthors: [],
    authoredAt: 3,
    utcOffset: -30,
    committedAt: 4,
    subject: '',
  },
];

describe('CommitParser', () => {
  it('reads the same commits wherever the output is cut', () => {
    for (let cut = 0; cut <= OUTPUT.length; cut++) {
      const parser = new CommitParser();
      expect([
        ...parser.push(OUTPUT.subarray(0, cut)),
        ...parser.push(OUTPUT.subarray(cut)),
      ]).toEqual(COMMITS);
    }
  });

  it('reads the same commits byte by byte', () => {
    const parser = new CommitParser();

    expect(
      [...OUTPUT].flatMap(byte => parser.push(Buffer.from([byte]))),
    ).toEqual(COMMITS);
  });

  it('gives nothing of a commit whose end has not come', () => {
    expect(new CommitParser().push(record(SHA, '', '1'))).toEqual([]);
  });

  it.each([
    'One line',
    'One line\n\nBody\n\nmore',
    'Two\nlines\n\n\nBody',
    '\n\n  Indented\n\nBody',
    '\r\n\nBelow another kind of empty line\r\n\r\nBody',
    ' \t\n\n \nBelow white space \n\t\nBody',
    'Subject\n \nBody\n\nmore',
    'Subject\n\nCO-authored-BY: A <a@x>',
    'Subject\n\nA <b> c\n\nno trailer',
    ' \n\n',
  ])('reads of %j what there is to read', message => {
    const [commit] = new CommitParser().push(
      record(SHA, '', '1', '1 +0000', '2', 'A', 'a@x', message),
    );

    expect(commit).toMatchObject(parseCommitMessage(message));
  });

  it('does not hold on to the bytes it was given', () => {
    const parser = new CommitParser();
    const chunk = Buffer.from(OUTPUT);

    const commits = parser.push(chunk);
    chunk.fill('!');

    expect(commits).toEqual(COMMITS);
  });

  it('shares the authors that recur', () => {
    const [first, , third] = new CommitParser().push(OUTPUT);

    expect(first.author).toBe(third.author);
  });
});
