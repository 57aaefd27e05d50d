import { SourceCommit } from '../CommitSource';
import { boundCommit, COMMIT_BOUNDS } from './bounds';

const COMMIT: SourceCommit = {
  sha: 'a'.repeat(40),
  parents: [],
  author: { name: 'Ada', email: 'ada@example.com', login: 'ada' },
  coAuthors: [{ name: 'Bob', email: 'bob@example.com' }],
  subject: 'Begin',
};

describe('boundCommit', () => {
  it('leaves what people write as it is', () => {
    expect(boundCommit(COMMIT)).toEqual(COMMIT);
  });

  it('cuts texts so that one sees it, and comes to the same when done again', () => {
    const long = '世🦄'.repeat(1_000);
    const bounded = boundCommit({
      ...COMMIT,
      author: { name: long, email: `${long}@x`, login: long },
      coAuthors: [{ name: 'x'.repeat(256), email: 'y'.repeat(320) }],
      subject: `x${long}`,
    });
    // 254 and 319 of the units before the ellipsis; where the last would be half of a unicorn, one less
    expect(bounded).toEqual({
      ...COMMIT,
      author: {
        name: `${long.slice(0, 253)}…`.replace(/[\ud800-\udbff]…$/, '…'),
        email: `${long.slice(0, 319)}…`.replace(/[\ud800-\udbff]…$/, '…'),
        login: `${long.slice(0, 253)}…`.replace(/[\ud800-\udbff]…$/, '…'),
      },
      coAuthors: [{ name: `${'x'.repeat(254)}…`, email: 'y'.repeat(320) }],
      subject: `x${long.slice(0, 998)}`.slice(0, 998).concat('…'),
    });
    expect(boundCommit(bounded)).toEqual(bounded);
  });

  it('keeps the first co-authors and adds those it leaves out to those that the source left out', () => {
    const people = Array.from({ length: 1_000 }, (_, index) => ({
      name: `${index}`,
      email: '',
    }));
    const cut = (coAuthorsCut?: number | null) =>
      boundCommit({ ...COMMIT, coAuthors: people, coAuthorsCut });
    expect(cut().coAuthors).toEqual(people.slice(0, COMMIT_BOUNDS.coAuthors));
    expect(
      [cut(), cut(5), cut(null)].map(bounded => bounded.coAuthorsCut),
    ).toEqual([900, 905, null]);
    expect(boundCommit({ ...COMMIT, coAuthorsCut: 7 }).coAuthorsCut).toBe(7);
  });
});
