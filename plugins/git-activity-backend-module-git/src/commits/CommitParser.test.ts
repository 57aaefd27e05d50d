import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  parseCommitMessage,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { CommitParser } from './CommitParser';

const SHA = 'a'.repeat(40);

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

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

  describe('of a commit that carries too much', () => {
    const MIB = 1024 * 1024;
    const CHUNK = 64 * 1024;
    const LOOKS = 5;
    const LOOK_MS = 50;
    const after = record(SHA, '', '', '', '', 'B', 'b@x', 'After');

    /** What is held once garbage has gone: that of buffers goes a while after it was collected. */
    const heldBytes = async () => {
      let held = Infinity;
      for (let look = 0; look < LOOKS; look++) {
        collectGarbage();
        await sleep(LOOK_MS);
        held = Math.min(held, process.memoryUsage().arrayBuffers);
      }
      return held;
    };

    /** Feeds what git prints, a chunk after the other, and looks at how much is held meanwhile. */
    const feed = (output: Buffer) => {
      const parser = new CommitParser();
      const commits: SourceCommit[] = [];
      for (let start = 0; start < output.length; start += CHUNK) {
        // As it comes from a pipe: each chunk is memory of its own.
        const chunk = Buffer.from(output.subarray(start, start + CHUNK));
        commits.push(...parser.push(chunk));
      }
      return { commits, parser };
    };

    it.each(['name', 'email', 'message'])(
      'holds no more of a huge %s than it takes',
      async what => {
        const fields = ['name', 'email', 'message'].map(field =>
          field === what ? 'é<'.repeat(10 * MIB) : 'Short',
        );
        const huge = record(SHA, '', '', '', '', ...fields);
        const before = await heldBytes();
        const { parser } = feed(huge.subarray(0, huge.length - 1));
        const held = (await heldBytes()) - before;

        const commits = parser.push(Buffer.concat([Buffer.from([0]), after]));

        expect(held).toBeLessThan(2 * MIB);
        expect(commits.map(({ subject }) => subject)).toEqual([
          what === 'message' ? `${fields[2].slice(0, 999)}…` : 'Short',
          'After',
        ]);
      },
    );

    it.each([199_999, 200_000, 200_001, 700_000])(
      'reads a message of %d letters as everybody does',
      length => {
        for (const letter of ['a', 'é', '世', '\n<', '🦄']) {
          const message = `Subject\n\n${letter.repeat(length)}`.slice(
            0,
            length,
          );
          const { commits } = feed(
            Buffer.concat([
              record(SHA, '', '', '', '', 'A', 'a@x', message),
              after,
            ]),
          );
          expect(commits).toMatchObject([
            parseCommitMessage(message),
            { subject: 'After' },
          ]);
          expect('coAuthorsCut' in commits[0]).toBe(length > 200_000);
        }
      },
    );

    it('reads a merge of a thousand, and none of a hundred thousand, of which no parent may be left out', () => {
      const merge = (parents: number) =>
        record(SHA, Array(parents).fill(SHA).join(' '), '', '', '', '', '', '');
      expect(feed(merge(1000)).commits[0].parents).toHaveLength(1000);
      expect(() => feed(merge(100_000))).toThrow('more parents than anybody');
    });
  });
});
