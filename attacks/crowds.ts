import { TestCommit } from '../plugins/git-activity-source-test-kit/src';

/** When all that crowds do is done. */
export const AUTHORED_AT = 1_700_000_000;
/** The same as a day. */
export const DAY = '2023-11-14';

/** Many commits on one day, each by somebody else. */
export function* crowd(
  size: number,
  author: (index: number) => TestCommit['author'],
): Generator<TestCommit> {
  for (let index = 0; index < size; index++) {
    yield { author: author(index), authoredAt: AUTHORED_AT };
  }
}

/** One commit that names as many co-authors. */
export function commitOfCrowd(size: number): TestCommit {
  const trailers = Array.from(
    { length: size },
    (_, n) => `Co-authored-by: P${n} <p${n}@example.com>`,
  );
  return {
    message: `Thank you all\n\n${trailers.join('\n')}`,
    authoredAt: AUTHORED_AT,
  };
}
