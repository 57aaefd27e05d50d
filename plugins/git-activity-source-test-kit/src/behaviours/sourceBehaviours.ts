import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Behaviour } from './Behaviour';
import { changeBehaviours } from './changes';
import { folderBehaviours } from './folders';
import { abilitiesOf, SourceAbility, SourceHarness } from './harness';
import { headBehaviours } from './heads';
import { hintBehaviours } from './hints';
import { mailmapBehaviours } from './mailmaps';
import { readingBehaviours } from './reading';
import { resumingBehaviours } from './resuming';
import { skewBehaviours } from './skew';
import { Stage } from './Stage';
import { stoppingBehaviours } from './stopping';
import { troubleBehaviours } from './troubles';
import { urlBehaviours } from './urls';
import { wholenessBehaviours } from './wholeness';

const ALL: Behaviour[] = [
  ...urlBehaviours,
  ...headBehaviours,
  ...readingBehaviours,
  ...wholenessBehaviours,
  ...skewBehaviours,
  ...resumingBehaviours,
  ...stoppingBehaviours,
  ...changeBehaviours,
  ...troubleBehaviours,
  ...mailmapBehaviours,
  ...folderBehaviours,
  ...hintBehaviours,
];

/**
 * Something that the contract of a CommitSource promises.
 *
 * @public
 */
export interface SourceBehaviour {
  /** What the source does, for the name of a test. */
  name: string;
  /**
   * Tries it, on a harness that is made for it and stopped at the end.
   *
   * @returns a promise that is rejected, by `node:assert`, if the source does not do so
   */
  run(setUp: () => Promise<SourceHarness>): Promise<void>;
}

/**
 * All that a source with some abilities does. What takes an ability that is not named is not in the list, so that nothing
 * counts as passed that was not tried.
 *
 * @example
 * ```ts
 * it.each(behavioursFor(['rename', 'mapAuthors']))('$name', behaviour =>
 *   behaviour.run(setUp),
 * );
 * ```
 *
 * @param abilities - all that the harness and its source have; a behaviour fails if one is missing, or left out here
 * @public
 */
export function behavioursFor(
  abilities: readonly SourceAbility[],
): SourceBehaviour[] {
  return ALL.filter(behaviour =>
    (behaviour.abilities ?? []).every(ability => abilities.includes(ability)),
  ).map(behaviour => ({
    name: behaviour.name,
    run: setUp => runBehaviour({ behaviour, abilities, setUp }),
  }));
}

/**
 * What every source does, whatever its host is able to: the contract of a CommitSource as tests, for any test runner.
 *
 * @example
 * ```ts
 * describe('MyCommitSource', () => {
 *   it.each(sourceBehaviours)('$name', behaviour => behaviour.run(setUp));
 * });
 * ```
 *
 * @public
 */
export const sourceBehaviours: SourceBehaviour[] = behavioursFor([]);

async function runBehaviour(options: {
  behaviour: Behaviour;
  abilities: readonly SourceAbility[];
  setUp: () => Promise<SourceHarness>;
}): Promise<void> {
  const { behaviour, abilities, setUp } = options;
  const harness = await setUp();
  const temporary = await mkdtemp(join(tmpdir(), 'source-behaviours-'));
  try {
    assertAbilities(harness, abilities);
    const dir = harness.dir ?? temporary;
    await behaviour.run(new Stage({ harness, dir }));
  } finally {
    await harness.stop();
    await rm(temporary, { recursive: true, force: true });
  }
}

/** A URL for commits is left to each repository, so that a source may have the method and none for this host. */
function assertAbilities(
  harness: SourceHarness,
  named: readonly SourceAbility[],
): void {
  const actual = abilitiesOf(harness);
  const missing = named.filter(ability => !actual.includes(ability));
  const leftOut = actual.filter(
    ability => ability !== 'getCommitUrl' && !named.includes(ability),
  );
  assert(
    missing.length === 0 && leftOut.length === 0,
    `behavioursFor is to name exactly the abilities of the harness; missing there: ${missing}; left out: ${leftOut}`,
  );
}
