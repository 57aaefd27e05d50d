import { incomplete } from './incomplete';

/**
 * Commits that an old head reaches, and what is known of whether a new head still reaches them. Each answer tells of many: what is
 * reached has all of its ancestors reached, and what is not has no descendant that is.
 */
export class Descent {
  /** Absent for commits at the edge, which are only named as parents. */
  readonly #parents: Map<string, string[]>;
  readonly #children = new Map<string, string[]>();
  readonly #reached = new Map<string, boolean>();

  /** @param parents - of each commit, in the order of the list that they come from */
  constructor(parents: Map<string, string[]>) {
    this.#parents = parents;
    for (const [sha, named] of parents) {
      for (const parent of named) {
        const children = this.#children.get(parent) ?? [];
        children.push(sha);
        this.#children.set(parent, children);
      }
    }
  }

  /**
   * Learns from the best common ancestor of the new head and a commit.
   *
   * @param base - undefined if they have none
   * @throws CommitSourceError of kind `incomplete` if that contradicts what is known
   */
  learn(commit: string, base: string | undefined): void {
    const lineage = this.#ancestorsOf(commit);
    if (base === undefined) {
      lineage.forEach(sha => this.#note(sha, false));
    } else {
      this.#ancestorsOf(base).forEach(sha => this.#note(sha, true));
    }
    if (base === commit) {
      return;
    }
    this.#note(commit, false);
    const lost = new Set([commit]);
    if (base !== undefined) {
      // Were any of those between them reached, that one would be the better ancestor.
      for (const sha of this.#descendantsOf(base)) {
        if (sha !== base && lineage.has(sha)) {
          lost.add(sha);
        }
      }
    }
    this.#walk(lost, this.#children).forEach(sha => this.#note(sha, false));
  }

  /** The commits of which nothing is known yet, those at the edge last and only if there are no others. */
  findOpen(): string[] {
    const isOpen = (sha: string) => !this.#reached.has(sha);
    const inner = [...this.#parents.keys()].filter(isOpen);
    return inner.length > 0 ? inner : [...this.#children.keys()].filter(isOpen);
  }

  /**
   * What the new head does not reach, once nothing is open.
   *
   * @throws CommitSourceError of kind `incomplete` if the list that the commits come from left some of it out
   */
  findLost(): string[] {
    for (const [sha, reached] of this.#reached) {
      if (!reached && !this.#parents.has(sha)) {
        throw incomplete('it leaves out commits that are gone');
      }
    }
    return [...this.#parents.keys()].filter(
      sha => this.#reached.get(sha) === false,
    );
  }

  #note(sha: string, reached: boolean): void {
    if (this.#reached.get(sha) === !reached) {
      throw incomplete('it contradicts how its commits are related');
    }
    this.#reached.set(sha, reached);
  }

  #ancestorsOf(sha: string): Set<string> {
    return this.#walk([sha], this.#parents);
  }

  #descendantsOf(sha: string): Set<string> {
    return this.#walk([sha], this.#children);
  }

  #walk(from: Iterable<string>, edges: Map<string, string[]>): Set<string> {
    const found = new Set(from);
    // A set goes on to what is added to it meanwhile.
    for (const sha of found) {
      edges.get(sha)?.forEach(next => found.add(next));
    }
    return found;
  }
}
