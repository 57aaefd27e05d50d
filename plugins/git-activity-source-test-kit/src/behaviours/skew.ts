import { TestCommit } from '../commits';
import { Behaviour } from './Behaviour';
import { assertSkewedStep, assertStepOrAnew } from './steps';

/**
 * Git stops looking for what only one side has a few commits after all that it still knows of is older: then a range such as
 * `old..new` holds commits that both sides have.
 */
const MORE_THAN_GIT_LOOKS_AT = 12;

const MINUTE = 60;
const EARLY = 1_500_000_000;
const LATE = 1_700_000_000;
const LATER = 1_710_000_000;

/** Commits in a row, a minute apart; the first may have parents of its own. */
function row(options: {
  since: number;
  length?: number;
  branch?: string;
  parents?: string[];
}): TestCommit[] {
  const { since, length = MORE_THAN_GIT_LOOKS_AT, branch, parents } = options;
  return Array.from({ length }, (_, index) => ({
    branch,
    authoredAt: since + index * MINUTE,
    ...(index === 0 && parents && { parents }),
  }));
}

const last = (shas: string[]) => shas[shas.length - 1];

export const skewBehaviours: Behaviour[] = [
  {
    name: 'takes nothing away and leaves nothing out where new commits claim to be older than their parents',
    async run(stage) {
      const published = await stage.publish(...row({ since: LATE }));
      const from = last(published.shas);
      const to = last(await stage.push(published, ...row({ since: EARLY })));

      await assertSkewedStep(stage, published, { from, to });
    },
  },
  {
    name: 'takes nothing away and leaves nothing out where a merge brings commits that claim to be older than their parents',
    async run(stage) {
      const merge = { parents: ['topic', 'main'], authoredAt: LATER + 1 };
      const newer = await stage.publish(...row({ since: LATE }));
      const [root] = newer.shas;
      const mergeOfNewer = await stage.push(
        newer,
        ...row({ since: EARLY }),
        ...row({ since: LATER, length: 1, branch: 'topic', parents: [root] }),
        merge,
      );
      const older = await stage.publish(
        ...row({ since: LATE }),
        ...row({ since: EARLY }),
      );
      const fork = older.shas[MORE_THAN_GIT_LOOKS_AT - 1];
      const mergeOfOlder = await stage.push(
        older,
        ...row({ since: LATER, length: 1, branch: 'topic', parents: [fork] }),
        merge,
      );

      for (const [published, shas] of [
        [newer, mergeOfNewer],
        [older, mergeOfOlder],
      ] as const) {
        const step = { from: last(published.shas), to: last(shas) };
        await assertSkewedStep(stage, published, step);
      }
    },
  },
  {
    name: 'takes away only what is gone where a rewritten history claims to be older than what it begins with, or asks to read it anew',
    async run(stage) {
      for (const [lost, gained] of [
        [LATER, EARLY],
        [EARLY, LATER],
      ]) {
        const shared = row({ since: LATE });
        const published = await stage.publish(
          ...shared,
          ...row({ since: lost }),
        );
        const parents = [published.shas[shared.length - 1]];
        const from = last(published.shas);
        const to = last(
          await stage.push(published, ...row({ since: gained, parents })),
        );

        await assertStepOrAnew(stage, published, {
          from,
          to,
          take: assertSkewedStep,
        });
      }
    },
  },
];
