import assert from 'node:assert/strict';
import { Behaviour } from './Behaviour';
import { collect, promptly, Published, rejection, Stage } from './Stage';
import { rowOfCommits } from './histories';

/** The one thing that tells being stopped from any trouble. */
class Stopped extends Error {}

async function assertStopped(
  promise: Promise<unknown>,
  reason: Stopped,
): Promise<void> {
  const error = await promptly(rejection(promise));
  assert.equal(error, reason, `it rejects with the signal's reason`);
}

/** Everything that a source may be told to stop, with a signal. */
function work(
  stage: Stage,
  published: Published,
): Array<(signal: AbortSignal) => Promise<unknown>> {
  const { source } = stage;
  const { resolved: repository, shas } = published;
  const [from, to] = shas;
  return [
    signal => source.getHeads({ repositories: [repository], signal }),
    signal => collect(source.readCommits({ repository, to, signal })),
    signal => collect(source.readCommits({ repository, from, to, signal })),
  ];
}

export const stoppingBehaviours: Behaviour[] = [
  {
    name: 'does not begin what is stopped already',
    async run(stage) {
      const published = await stage.publish({}, {});
      for (const begin of work(stage, published)) {
        const reason = new Stopped();

        await assertStopped(begin(AbortSignal.abort(reason)), reason);
      }
    },
  },
  {
    name: 'stops between two batches',
    async run(stage) {
      const { harness } = stage;
      const small = harness.sourceWithPagesOf !== undefined;
      const published = await stage.publish({});
      const { repository, resolved } = published;
      await repository.commitMany(rowOfCommits(small ? 9 : 4_500));
      await harness.update?.(repository);
      const to = await repository.git('rev-parse', 'main');
      const source = harness.sourceWithPagesOf?.(2) ?? stage.source;
      const controller = new AbortController();
      const reason = new Stopped();
      let batches = 0;

      const { signal } = controller;
      const reading = (async () => {
        const request = { repository: resolved, to, signal };
        for await (const batch of source.readCommits(request)) {
          batches += batch ? 1 : 0;
          controller.abort(reason);
        }
      })();

      await assertStopped(reading, reason);
      assert.equal(batches, 1, 'nothing is sent after the stop');
    },
  },
  {
    name: 'stops at once while the host keeps silent',
    abilities: ['stall'],
    async run(stage) {
      const published = await stage.publish({}, {});
      const speakAgain = await stage.harness.stall?.();
      for (const begin of work(stage, published)) {
        const controller = new AbortController();
        const reason = new Stopped();

        const promise = begin(controller.signal);
        setImmediate(() => controller.abort(reason));

        await assertStopped(promise, reason);
      }
      await speakAgain?.();
    },
  },
];
