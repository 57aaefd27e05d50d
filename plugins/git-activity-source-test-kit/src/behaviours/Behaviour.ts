import { SourceAbility } from './harness';
import { Stage } from './Stage';

/** Something that a source does, before it has a harness to do it on. */
export interface Behaviour {
  /** What every source, or every one with these abilities, does. */
  name: string;
  /** Without these it cannot be tried; none unless given. */
  abilities?: SourceAbility[];
  /** Rejects if the source does not behave so. */
  run(stage: Stage): Promise<void>;
}
