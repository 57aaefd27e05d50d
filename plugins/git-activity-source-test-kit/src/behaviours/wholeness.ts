import assert from 'node:assert/strict';
import { TestCommit } from '../commits';
import { Behaviour } from './Behaviour';
import { assertSameShas, expectedParents, expectedShas } from './expected';
import { eventfulHistory, mergingHistory } from './histories';
import { placesToResume } from './resuming';
import { Published, Stage } from './Stage';
import { StoredCommits } from './StoredCommits';

/** Makes sure that what was handed over is the whole history of a head, as it shows by itself and as git says. */
async function assertWhole(
  { repository }: Published,
  stored: StoredCommits,
  head: string,
): Promise<void> {
  assertSameShas(
    stored.missing(head),
    [],
    'every parent of what was read is read or was there before',
  );
  assertSameShas(
    stored.leftOver(head),
    [],
    'everything that is there can be reached from the head by the parents that were named',
  );
  assertSameShas(
    stored.shas,
    await expectedShas(repository, head),
    'what hangs together is what git has',
  );
}

/** What is pushed, one after the other: more commits, merges, and another history in place of the last commits. */
const PUSHES: TestCommit[][] = [
  eventfulHistory().slice(10),
  mergingHistory(),
  [
    { parents: ['main~3'], message: 'In place of three\n' },
    { parents: ['main', 'left'], message: 'Merge what was there before\n' },
  ],
];

export const wholenessBehaviours: Behaviour[] = [
  {
    name: 'names the parents of every commit, in order, as git does',
    async run(stage) {
      const published = await stage.publish(...mergingHistory());
      const { repository } = published;
      const to = await repository.git('rev-parse', 'main');

      const { added } = await stage.read(published, { to });

      assert.deepEqual(
        new Map(added.map(({ sha, parents }) => [sha, parents])),
        await expectedParents(repository, to),
      );
    },
  },
  {
    name: 'hands over a history that hangs together, up to its roots',
    async run(stage) {
      const published = await stage.publish(
        ...eventfulHistory(),
        ...mergingHistory(),
      );
      const to = await published.repository.git('rev-parse', 'main');

      const { batches } = await stage.read(published, { to });

      await assertWhole(published, new StoredCommits(...batches), to);
    },
  },
  {
    name: 'hands over what is new so that it hangs together with what was there',
    async run(stage) {
      const published = await stage.publish({}, {});
      let [, from] = published.shas;
      const whole = await stage.read(published, { to: from });
      const stored = new StoredCommits(...whole.batches);

      for (const commits of PUSHES) {
        const shas = await stage.push(published, ...commits);
        const to = shas[shas.length - 1];
        const { batches } = await stage.read(published, { from, to });

        stored.take(...batches);
        await assertWhole(published, stored, to);
        from = to;
      }
    },
  },
  {
    name: 'hands over what hangs together, too, when it goes on after any batch',
    async run(stage) {
      const published = await stage.publish(...mergingHistory());
      const from = await published.repository.git('rev-parse', 'main');
      const before = await stage.read(published, { to: from });
      await stage.push(published, ...mergingHistory());
      const to = await published.repository.git('rev-parse', 'main');

      for (const range of [{ to }, { from, to }]) {
        const read = (cursor?: string) =>
          stage.read(published, { ...range, cursor }, stage.restartedSource());
        const { batches } = await read();
        for (const place of placesToResume(batches.length)) {
          const stored = new StoredCommits(
            ...(range.from ? before.batches : []),
            ...batches.slice(0, place + 1),
          );

          stored.take(...(await read(batches[place].cursor)).batches);
          await assertWhole(published, stored, to);
        }
      }
    },
  },
  {
    name: 'counts the commits of the head that it is asked for, if it tells their number',
    async run(stage) {
      const published = await stage.publish({}, {}, ...mergingHistory());
      const [, early] = published.shas;
      const late = await published.repository.git('rev-parse', 'main');
      await assertTotals(stage, published, { to: late });
      await assertTotals(stage, published, { from: early, to: late });

      const [later] = await stage.push(published, {});
      await assertTotals(stage, published, { to: late });
      await assertTotals(stage, published, { to: later });

      const [rewritten] = await stage.push(published, { parents: [early] });
      await assertTotals(stage, published, { from: later, to: rewritten });
    },
  },
];

async function assertTotals(
  stage: Stage,
  published: Published,
  range: { from?: string; to: string },
): Promise<void> {
  const source = stage.restartedSource();
  const { batches } = await stage.read(published, range, source);
  const count = await published.repository.git('rev-list', '--count', range.to);
  for (const { total } of batches) {
    assert(
      total === undefined || total === Number(count),
      `the total is ${total}, and git counts ${count}`,
    );
  }
}
