import { Arena } from './Arena';

export type Engine = 'SQLite' | 'PostgreSQL';

export const ENGINES: Engine[] = ['SQLite', 'PostgreSQL'];

/** Something that a repository, a host, a caller or a machine may do to a portal. */
export interface Attack {
  /** What is done, in a few words. */
  name: string;
  /** Whether it takes a few seconds, so that it can be tried at every change; false unless given. */
  quick?: boolean;
  /** Where it makes sense; on both unless given. */
  engines?: Engine[];
  /**
   * Does it to portals that it starts in the arena.
   *
   * @returns what happened, in a few words, if the portal stood it
   * @throws if it did not
   */
  run(arena: Arena): Promise<string>;
}
