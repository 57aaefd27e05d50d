import { TestCommit } from 'backstage-plugin-git-activity-source-test-kit';
import { isDeepStrictEqual } from 'node:util';
import { setUpGitlab, shasOf } from './__testUtils__/setup';

const HOUR = 3_600;
const START = 1_700_000_000;

const COMMITS = 400;
/** Git is only misled by more commits in a row than it looks at. */
const ROW = 16;
const ROWS = COMMITS / ROW;

/** Numbers from 0 to below 1, always the same ones. */
function* randomNumbers(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

/** Rows, branches and merges, in which every row has times of its own, whatever it follows on. */
function wovenHistory(count: number): TestCommit[] {
  const random = randomNumbers(7);
  const pick = (choices: number) => Math.floor(random.next().value * choices);
  let epoch = 0;
  return Array.from({ length: count }, (_, index) => {
    const earlier = () => `c${index - 1 - pick(Math.min(index, 4 * ROW))}`;
    const beginsRow = index % ROW === 0;
    epoch = beginsRow ? pick(ROWS) - index / ROW : epoch;
    const follows = beginsRow && index > 0 ? earlier() : `c${index - 1}`;
    const parents = pick(10) === 0 ? [follows, earlier()] : [follows];
    return {
      label: `c${index}`,
      branch: `b${index}`,
      parents: index === 0 ? [] : [...new Set(parents)],
      authoredAt: START + Math.floor(epoch * HOUR) + index,
    };
  });
}

describe('a rewritten history', () => {
  const context = setUpGitlab();
  const { publish, readAll, takeRequests } = context;

  /** The questions of a reading besides those for pages. */
  const questions = () =>
    takeRequests().filter(request => !request.endsWith('/commits'));

  const row = (length: number, first: TestCommit = {}) =>
    Array.from({ length }, (_, index) => ({
      branch: first.branch,
      ...(index === 0 ? first : {}),
    }));

  it('costs no question more than where it branches off, if it is a straight one', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...row(120));
    const from = await repository.git('rev-parse', 'HEAD');
    await repository.commit(...row(2, { parents: [`${from}~110`] }));
    const to = await repository.git('rev-parse', 'HEAD');
    const gone = await repository.git('rev-list', `${to}..${from}`);

    const { added, removed } = await readAll(url, { from, to });

    expect(removed).toEqual(gone.split('\n'));
    expect(removed).toHaveLength(110);
    expect(added).toHaveLength(2);
    expect(questions()).toEqual([
      'GET /projects/g%2Fp/repository/merge_base',
      `GET /projects/g%2Fp/repository/commits/${to}/sequence`,
    ]);
  });

  it('costs a question for each branch from before, and is read anew if that is too many', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, ...row(40));
    const trunk = await repository.git('rev-parse', 'HEAD');
    const mergeOf = async (branches: number) => {
      await repository.setBranch('main', trunk);
      for (let index = 1; index <= branches; index++) {
        const branch = `topic-${branches}-${index}`;
        await repository.commit(
          { branch, parents: [`${trunk}~${index}`] },
          { branch },
          { parents: ['main', branch] },
        );
      }
      return repository.git('rev-parse', 'main');
    };
    const few = await mergeOf(3);
    const many = await mergeOf(31);
    await repository.setBranch('main', trunk);
    const [to] = await repository.commit({});

    const { removed } = await readAll(url, { from: few, to });
    expect(removed).toHaveLength(9);
    expect(questions()).toHaveLength(2 + 3);
    await expect(readAll(url, { from: many, to })).rejects.toMatchObject({
      kind: 'head-unknown',
    });
    expect(questions()).toHaveLength(2 + 30);
  });

  it('costs a few questions more to find what is still there, where dates are out of order', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, {});
    const topic = await repository.commit(
      ...row(40, { branch: 'topic', parents: ['main'], authoredAt: START }),
    );
    const [tip] = await repository.commit({ authoredAt: 2 * START });
    const [from] = await repository.commit({ parents: ['main', 'topic'] });
    await repository.commit(
      ...row(20, {
        branch: 'early',
        authoredAt: START / 2,
        parents: [topic[25]],
      }),
    );
    const [to] = await repository.commit({
      parents: [tip, 'early'],
      authoredAt: 2 * START,
    });
    const told = await repository.git('rev-list', `${to}..${from}`);
    expect(told.split('\n')).toEqual([from, ...[...topic].reverse()]);

    const { removed } = await readAll(url, { from, to });

    expect(removed).toEqual([from, ...topic.slice(26).reverse()]);
    // That the oldest is still there, and then where that begins among forty.
    expect(questions().length).toBeLessThanOrEqual(2 + 1 + 6);
  });

  it('is read anew if it has nothing in common with what was there, or lost too much to list', async () => {
    const { repository, url } = await publish({ path: 'g/p' }, {});
    const root = await repository.git('rev-parse', 'HEAD');
    await repository.commitMany(row(5_001));
    const from = await repository.git('rev-parse', 'HEAD');
    const [to] = await repository.commit({ parents: [root] });
    const [other] = await repository.commit({ parents: [] });

    for (const head of [to, other]) {
      await expect(readAll(url, { from, to: head })).rejects.toMatchObject({
        kind: 'head-unknown',
      });
    }
  });

  it('loses exactly what git says, or is read anew, however it is woven and dated', async () => {
    const { repository, url } = await publish({ path: 'g/p' });
    const shas = await repository.commit(...wovenHistory(COMMITS));
    const reach = async (sha: string) =>
      (await repository.git('rev-list', sha, '--')).split('\n');
    const random = randomNumbers(11);
    const pick = () =>
      shas[Math.floor((0.5 + random.next().value / 2) * COMMITS)];

    const outcomes = { misled: 0, anew: 0, wrong: [] as string[] };
    for (let round = 0; round < 40; round++) {
      const [from, to] = [pick(), pick()];
      const [before, after] = [await reach(from), await reach(to)];
      const gone = before.filter(sha => !after.includes(sha));
      const told = await repository.git('rev-list', `${to}..${from}`);
      outcomes.misled += told.split('\n').length > (gone.length || 1) ? 1 : 0;

      const { added, removed } = await readOrAnew(url, { from, to });
      const stored = new Set([...before, ...added]);
      removed?.forEach(sha => stored.delete(sha));
      if (!removed) {
        outcomes.anew++;
      } else if (
        !isDeepStrictEqual([...stored].sort(), after.sort()) ||
        !isDeepStrictEqual(removed.sort(), gone.sort())
      ) {
        outcomes.wrong.push(`${from}..${to}`);
      }
    }
    expect(outcomes.wrong).toEqual([]);
    // Git's own range would have been wrong several times.
    expect(outcomes.misled).toBeGreaterThan(3);
    expect(outcomes.anew).toBe(0);
  });

  async function readOrAnew(url: string, range: { from: string; to: string }) {
    try {
      const { added, removed } = await readAll(url, range);
      return { added: shasOf(added), removed };
    } catch (error) {
      if (Object(error).kind !== 'head-unknown') {
        throw error;
      }
      return { added: [], removed: undefined };
    }
  }
});
