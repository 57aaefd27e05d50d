/** A commit and its parents. */
export interface GraphNode {
  oid: string;
  parents: { totalCount: number; nodes: Array<{ oid: string } | null> | null };
}

/** What a graph that is known in part can tell of the commits that one head has and another has not. */
export interface Difference {
  /** All of them, and perhaps some that the other head has as well. */
  shas: string[];
  /** Whether nothing that is not known yet could belong to them; otherwise some may be missing. */
  closed: boolean;
  /** Whether all that the other head has is known, so that none of them is too much. */
  exact: boolean;
}

/** A part of a repository's history: those commits whose parents are known. */
export class CommitGraph {
  readonly #parents = new Map<string, string[]>();

  add(nodes: GraphNode[]): void {
    for (const { oid, parents } of nodes) {
      const known = (parents.nodes ?? []).flatMap(parent => parent?.oid ?? []);
      // A commit with more parents than were given stays unknown, and with it what only it leads to.
      if (known.length === parents.totalCount) {
        this.#parents.set(oid, known);
      }
    }
  }

  difference({ head, base }: { head: string; base: string }): Difference {
    const old = this.#reach(base, new Set());
    const reached = this.#reach(head, old);
    const isKnown = (sha: string) => this.#parents.has(sha);
    const closed = [...reached].every(isKnown);
    const exact = closed && [...old].every(isKnown);
    return { shas: [...reached], closed, exact };
  }

  #reach(start: string, stops: Set<string>): Set<string> {
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
