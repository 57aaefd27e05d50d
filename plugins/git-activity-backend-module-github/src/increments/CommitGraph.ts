import { GraphNode, parentsOf } from '../commits';

/** A part of a repository's history: those commits whose parents are known. */
export class CommitGraph {
  readonly #parents = new Map<string, string[]>();

  /** @throws a CommitSourceError of kind `incomplete` if not all parents of a commit are given */
  add(nodes: GraphNode[]): void {
    nodes.forEach(node => this.#parents.set(node.oid, parentsOf(node)));
  }

  /** Whether every commit that a head reaches is known. */
  isWhole(head: string): boolean {
    return this.#unknown(this.#reach(head)).length === 0;
  }

  /**
   * The commits that one head has and another has not, as far as is known: perhaps some that the other has as well. If all of
   * them are known, none is missing; otherwise what lies behind those that are not known may be.
   */
  difference({ head, base }: { head: string; base: string }): Set<string> {
    return this.#reach(head, this.#reach(base));
  }

  /**
   * Whether it is certain that a head reaches none of some commits, which are known with all that they have and the head has not.
   *
   * Any way from the head to one of them would lead through what is not known. But if each of them reaches all of that itself,
   * then such a way would lead in a circle, and there is none among commits.
   */
  isUnreachable(shas: Set<string>, head: string): boolean {
    const unknown = this.#unknown(this.#reach(head));
    if (unknown.length === 0) {
      return true;
    }
    // What the lowest of them reach, the others reach through those.
    const lowest = [...shas].filter(
      sha => !this.#parents.get(sha)?.some(parent => shas.has(parent)),
    );
    return lowest.every(sha => {
      const reached = this.#reach(sha);
      return unknown.every(each => reached.has(each));
    });
  }

  #unknown(shas: Set<string>): string[] {
    return [...shas].filter(sha => !this.#parents.has(sha));
  }

  #reach(start: string, stops: Set<string> = new Set()): Set<string> {
    const reached = new Set<string>();
    const waiting = [start];
    for (let sha = waiting.pop(); sha !== undefined; sha = waiting.pop()) {
      if (!reached.has(sha) && !stops.has(sha)) {
        reached.add(sha);
        waiting.push(...(this.#parents.get(sha) ?? []));
      }
    }
    return reached;
  }
}
