import assert from 'node:assert/strict';
import { Behaviour } from './Behaviour';
import { assertSameShas, expectedCommits, expectedShas } from './expected';
import { Published, rejection, Stage } from './Stage';
import { StoredCommits } from './StoredCommits';

/**
 * Makes sure that a source, whatever the host leaves out, takes away only what is gone, and hands over nothing that seems whole and
 * is not: neither hanging together nor, where it tells a total, of that number.
 */
async function assertNotFooled(
  stage: Stage,
  published: Published,
  range: { from?: string; to: string },
): Promise<void> {
  const { repository } = published;
  const { from, to } = range;
  const reading = await stage.read(published, range).catch((error: unknown) => {
    stage.assertTrouble(error, 'incomplete', 'try-later', 'head-unknown');
    return undefined;
  });
  if (!reading) {
    return;
  }
  const present = new Set(await expectedShas(repository, to));
  assertSameShas(
    reading.removed.filter(sha => present.has(sha)),
    [],
    'removed holds nothing that is still there, whatever the host leaves out',
  );
  const before = from ? await expectedCommits(repository, from) : [];
  const stored = new StoredCommits({ added: before, removed: [] });
  stored.take(...reading.batches);
  const seemsWhole = reading.batches.every(
    ({ total = stored.shas.length }) => total === stored.shas.length,
  );
  if (seemsWhole && stored.missing(to).length === 0) {
    assertSameShas(stored.shas, [...present], 'what seems whole is whole');
  }
}

export const troubleBehaviours: Behaviour[] = [
  {
    name: 'waits for a host that is in trouble, and takes nothing away meanwhile',
    abilities: ['breakDown'],
    async run(stage) {
      const published = await stage.publish({}, {});
      const [from, to] = published.shas;

      const mend = await stage.harness.breakDown?.();

      const trouble = await stage.headTrouble(published.resolved);
      stage.assertTrouble(trouble, 'try-later', 'rate-limited');
      for (const range of [{ to }, { from, to }]) {
        const error = await rejection(stage.read(published, range));
        stage.assertTrouble(error, 'try-later', 'rate-limited');
      }
      await mend?.();
    },
  },
  {
    name: 'reads on once the host is out of trouble',
    abilities: ['breakDown'],
    async run(stage) {
      const published = await stage.publish({}, {});
      const [from, to] = published.shas;
      const mend = await stage.harness.breakDown?.();
      await stage.headTrouble(published.resolved);

      await mend?.();

      assert.equal((await stage.head(published.resolved)).sha, to);
      const { added } = await stage.read(published, { from, to });
      assert.deepEqual(
        added.map(({ sha }) => sha),
        [to],
      );
    },
  },
  {
    name: 'takes nothing away because a list of the host ends too early, and takes no part for the whole',
    abilities: ['shorten'],
    async run(stage) {
      for (const list of ['half', 'empty'] as const) {
        const published = await stage.publish({}, {}, {}, {});
        const [, base, , old] = published.shas;
        const [, , longer] = await stage.push(published, {}, {}, {});

        let lengthen = await stage.harness.shorten?.(list);
        await assertNotFooled(stage, published, { to: longer });
        await assertNotFooled(stage, published, { from: old, to: longer });
        await lengthen?.();

        const [, , rewritten] = await stage.push(
          published,
          { parents: [base], message: `Rewritten, ${list}\n` },
          {},
          {},
        );
        lengthen = await stage.harness.shorten?.(list);
        const rewrite = { from: longer, to: rewritten };
        await assertNotFooled(stage, published, rewrite);
        await lengthen?.();

        const { added } = await stage.read(published, { to: rewritten });
        assertSameShas(
          added.map(({ sha }) => sha),
          await expectedShas(published.repository, rewritten),
          'read anew once its lists are whole again',
        );
      }
    },
  },
  {
    name: 'says until when a limit of the host holds the work back',
    abilities: ['limit'],
    async run(stage) {
      const published = await stage.publish({}, {});
      const [, to] = published.shas;

      const lift = await stage.harness.limit?.();

      for (const error of [
        await stage.headTrouble(published.resolved),
        await rejection(stage.read(published, { to })),
      ]) {
        stage.assertTrouble(error, 'rate-limited');
        assert(
          error instanceof Error &&
            'retryAt' in error &&
            error.retryAt instanceof Date &&
            error.retryAt.getTime() > Date.now(),
          'it tells when to try again',
        );
      }
      await lift?.();
    },
  },
];
