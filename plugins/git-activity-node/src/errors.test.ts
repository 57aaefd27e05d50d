import { CommitSourceError } from './errors';

describe('trouble of a source', () => {
  it('is said to users in its own words, and not in those of its cause', () => {
    const cause = new TypeError('fetch failed');
    const error = new CommitSourceError('try-later', 'It is out of reach.', {
      cause,
    });

    expect(error.message).toBe('It is out of reach.');
    expect(`${error}`).toBe('CommitSourceError: It is out of reach.');
    expect(error.cause).toBe(cause);
    expect(new CommitSourceError('gone', 'x').cause).toBeUndefined();
  });
});
