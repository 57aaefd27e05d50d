import assert from 'node:assert/strict';
import { Behaviour } from './Behaviour';
import { rejection } from './Stage';

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
