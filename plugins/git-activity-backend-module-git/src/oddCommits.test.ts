import { SourceCommit } from 'backstage-plugin-git-activity-node';
import {
  RawTestCommit,
  runTestGit,
} from 'backstage-plugin-git-activity-source-test-kit';
import { setUpSource } from './__testUtils__/setup';

const NORMAL = 'A <a@example.com> 1700000000 +0100';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('odd commits', () => {
  const { createRepository, head, readAll } = setUpSource();

  const readOne = async (commit: RawTestCommit) => {
    const repository = await createRepository('repository');
    const before = await repository.writeRawCommit({ message: 'before' });
    const sha = await repository.writeRawCommit({
      author: NORMAL,
      parents: [before],
      ...commit,
    });
    const after = await repository.writeRawCommit({
      author: NORMAL,
      parents: [sha],
      message: 'after',
    });
    await repository.setBranch('main', after);
    await expect(head(repository.url)).resolves.toMatchObject({ sha: after });

    const { added } = await readAll(repository.url, { to: after });

    const shas = added.map(commitRead => commitRead.sha);
    // An odd commit must not cost its neighbours, wherever git puts it.
    expect([...shas].sort()).toEqual([after, before, sha].sort());
    const subjects = added.map(({ subject }) => subject);
    expect(subjects).toEqual(expect.arrayContaining(['before', 'after']));
    return added[shas.indexOf(sha)];
  };

  it.each<[string, RawTestCommit, Partial<SourceCommit>]>([
    [
      'an offset of 518 hours',
      { author: 'A <a@x> 1700000000 +051800' },
      { authoredAt: 1_700_000_000, utcOffset: 518 * 60 },
    ],
    [
      'an offset of more minutes than an hour has',
      { author: 'A <a@x> 1700000000 -9959' },
      { authoredAt: 1_700_000_000, utcOffset: -(99 * 60 + 59) },
    ],
    [
      'an offset of -0000',
      { author: 'A <a@x> 1700000000 -0000' },
      { authoredAt: 1_700_000_000, utcOffset: 0 },
    ],
    [
      'an offset of half an hour west',
      { author: 'A <a@x> 1700000000 -0030' },
      { authoredAt: 1_700_000_000, utcOffset: -30 },
    ],
    [
      'no offset',
      { author: 'A <a@x> 1700000000' },
      { authoredAt: undefined, utcOffset: undefined },
    ],
    [
      'no times',
      { author: 'A <a@x>', committer: 'C <c@x>' },
      {
        author: { name: 'A', email: 'a@x' },
        authoredAt: undefined,
        utcOffset: undefined,
        committedAt: undefined,
      },
    ],
    [
      'a negative time',
      { author: 'A <a@x> -5 +0000', committer: NORMAL },
      { authoredAt: undefined, committedAt: 1_700_000_000 },
    ],
    [
      'a time that is no number',
      { author: 'A <a@x> tomorrow +0000', committer: NORMAL },
      { authoredAt: undefined, committedAt: 1_700_000_000 },
    ],
    [
      'the time 0',
      { author: 'A <a@x> 0 +0000' },
      { authoredAt: 0, committedAt: 0 },
    ],
    [
      'the year 2120',
      { author: 'A <a@x> 4733510400 +0200' },
      { authoredAt: 4_733_510_400, utcOffset: 120 },
    ],
    [
      'the largest number that is exact',
      { author: 'A <a@x> 9007199254740991 +0200' },
      { authoredAt: 9_007_199_254_740_991, utcOffset: 120 },
    ],
    [
      'the first number that is not',
      { author: 'A <a@x> 9007199254740992 +0200', committer: NORMAL },
      { authoredAt: undefined, utcOffset: undefined },
    ],
    [
      'the time 2^64-1',
      { author: 'A <a@x> 18446744073709551615 +0200' },
      { authoredAt: undefined, utcOffset: undefined, committedAt: undefined },
    ],
    [
      'a time of thirty digits',
      { author: `A <a@x> ${'9'.repeat(30)} +0200` },
      { authoredAt: undefined, committedAt: undefined },
    ],
    [
      'no author line',
      { author: null, committer: NORMAL },
      {
        author: { name: '', email: '' },
        authoredAt: undefined,
        committedAt: 1_700_000_000,
      },
    ],
    [
      'no committer line',
      { committer: null },
      {
        author: { name: 'A', email: 'a@example.com' },
        authoredAt: 1_700_000_000,
        committedAt: undefined,
      },
    ],
    [
      'an empty name',
      { author: ' <a@x> 1 +0000' },
      { author: { name: '', email: 'a@x' } },
    ],
    [
      'an empty email',
      { author: 'A <> 1 +0000' },
      { author: { name: 'A', email: '' } },
    ],
    [
      'neither name nor email',
      { author: '<> 1700000000 +0000' },
      { author: { name: '', email: '' }, authoredAt: 1_700_000_000 },
    ],
    [
      'two emails',
      { author: 'A <a@x> <b@y>> 1700000000 +0000' },
      { author: { name: 'A', email: 'a@x' } },
    ],
    [
      'control characters in a name',
      { author: 'A\x1f\x01\x1b[31m\tB <a@x> 1700000000 +0000' },
      { author: { name: 'A\x1f\x01\x1b[31m\tB', email: 'a@x' } },
    ],
    [
      'bytes that are no UTF-8',
      {
        author: bytes('J\xf6rg <j\xff@x> 1700000000 +0000'),
        message: bytes('Gr\xfc\xdfe \xe2\x82'),
      },
      {
        author: { name: 'J\ufffdrg', email: 'j\ufffd@x' },
        subject: 'Gr\ufffd\ufffde \ufffd',
      },
    ],
    [
      'another encoding',
      {
        author: bytes('J\xf6rg <j@x> 1700000000 +0000'),
        headers: ['encoding ISO-8859-1'],
        message: bytes('Gr\xfc\xdfe\n\nCo-authored-by: Ren\xe9 <r@x>\n'),
      },
      {
        author: { name: 'Jörg', email: 'j@x' },
        subject: 'Grüße',
        coAuthors: [{ name: 'René', email: 'r@x' }],
      },
    ],
    [
      'an encoding that nobody knows',
      { headers: ['encoding klingon'], message: 'Grüße' },
      { subject: 'Grüße' },
    ],
    [
      'a NUL in its message',
      { message: 'before\0after\n\nCo-authored-by: B <b@x>\n' },
      { subject: 'before', coAuthors: [] },
    ],
    [
      'a NUL in its author',
      { author: 'A\0B <a@x> 1700000000 +0000', committer: NORMAL },
      { authoredAt: undefined, author: { name: '', email: '' } },
    ],
    ['no message', { message: '' }, { subject: '' }],
    ['a message of newlines', { message: '\n\n\n' }, { subject: '' }],
    [
      'bytes in its subject that look like ends of lines',
      { message: 'a\rb\vc\fd\x85e\u2028f\u2029g\x1eh\n\nbody' },
      { subject: 'a\rb\vc\fd\x85e\u2028f\u2029g\x1eh' },
    ],
    [
      'emoji at the edge of what is taken of a subject',
      { message: `${'🦄'.repeat(1000)}\n` },
      { subject: `${'🦄'.repeat(499)}…` },
    ],
    [
      'a signature that nobody can check',
      {
        headers: [
          'gpgsig -----BEGIN PGP SIGNATURE-----\n \n abc\n -----END PGP SIGNATURE-----',
        ],
        message: 'signed',
      },
      { subject: 'signed' },
    ],
    [
      'co-authors in any spelling',
      {
        message: [
          'Subject',
          '',
          'Co-authored-by: Not <in@the.last.block>',
          '',
          'CO-AUTHORED-BY: Upper <upper@x>',
          'co-authored-by:Tight<tight@x>',
          'Co-authored-by:   Wide   <  wide@x  >  ',
          'Co-authored-by: Folded',
          '  Name <folded@x>',
          'Co-authored-by: <no-name@x>',
          'Co-authored-by: No Email <>',
          'Co-authored-by: <>',
          'Co-authored-by: nothing at all',
          'Co-authored-by: open <open@x',
          'Co-authored-by: Two <one@x>, Other <other@x>',
          'Co-authored-by: Upper <upper@x>',
          'Co-authored-by: Upper <UPPER@x>',
          'Co-authored-by: A <a@example.com>',
          'Co-authored-by: U\x1fS <us@x>',
          'Signed-off-by: Nobody <nobody@x>',
          '',
        ].join('\n'),
      },
      {
        coAuthors: [
          { name: 'Upper', email: 'upper@x' },
          { name: 'Tight', email: 'tight@x' },
          { name: 'Wide', email: 'wide@x' },
          { name: 'Folded Name', email: 'folded@x' },
          { name: '', email: 'no-name@x' },
          { name: 'No Email', email: '' },
          { name: 'Two', email: 'one@x' },
          { name: 'Upper', email: 'UPPER@x' },
          { name: 'A', email: 'a@example.com' },
          { name: 'U\x1fS', email: 'us@x' },
        ],
      },
    ],
  ])('reads a commit with %s', async (_, commit, expected) => {
    await expect(readOne(commit)).resolves.toMatchObject(expected);
  });

  it('loses nothing when an encoding makes a NUL of what was none', async () => {
    const { author, subject } = await readOne({
      author: 'A+AAA-B <a+AAA-@x> 1700000000 +0000',
      headers: ['encoding UTF-7'],
      message: 's+AAA-t\n\nCo-authored-by: C+AAA-D <c@x>\n',
    });

    expect(JSON.stringify({ author, subject })).not.toContain('\\u0000');
  });

  it('agrees with git about every field of a history of oddities', async () => {
    const repository = await createRepository('repository');
    let tip: string | undefined;
    for (let index = 0; index < 60; index++) {
      const odd = String.fromCharCode(1 + index * 4);
      tip = await repository.writeRawCommit({
        parents: tip ? [tip] : [],
        author: bytes(
          `N${odd}me ${index % 7} <e${odd}@x> ${index} +0${index}0`,
        ),
        message: bytes(`S${odd}\n${odd}\n\nCo-authored-by: C <c${odd}@x>`),
      });
    }
    const to = String(tip);
    await repository.setBranch('main', to);

    const { added } = await readAll(repository.url, { to });

    const column = async (format: string) => {
      const output = await runTestGit({
        dir: repository.path,
        args: ['log', '-z', '--date=raw', `--format=${format}`],
      });
      return output.toString('utf8').split('\0').slice(0, -1);
    };
    expect(added.map(({ sha }) => sha)).toEqual(await column('%H'));
    expect(added.map(({ author }) => author.name)).toEqual(await column('%an'));
    expect(added.map(({ author }) => author.email)).toEqual(
      await column('%ae'),
    );
    expect(added.map(({ subject }) => subject)).toEqual(await column('%s'));
    expect(added.map(({ authoredAt = '' }) => `${authoredAt}`)).toEqual(
      await column('%at'),
    );
  });
});
