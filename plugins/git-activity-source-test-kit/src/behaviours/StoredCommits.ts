import { CommitBatch } from 'backstage-plugin-git-activity-node';

type Change = Pick<CommitBatch, 'added' | 'removed'>;

/** What somebody has who stores all that a source hands over, and can tell from that alone whether it is whole. */
export class StoredCommits {
  readonly #parents = new Map<string, string[]>();

  constructor(...changes: Change[]) {
    this.take(...changes);
  }

  get shas(): string[] {
    return [...this.#parents.keys()];
  }

  take(...changes: Change[]): void {
    for (const { removed, added } of changes) {
      removed.forEach(sha => this.#parents.delete(sha));
      added.forEach(({ sha, parents }) => this.#parents.set(sha, parents));
    }
  }

  /** What can be reached from a head by the parents that were named and is not stored: nothing if the history is whole. */
  missing(head: string): string[] {
    return [...this.#reach(head)].filter(sha => !this.#parents.has(sha));
  }

  /** What is stored although the head does not reach it. */
  leftOver(head: string): string[] {
    const reached = this.#reach(head);
    return this.shas.filter(sha => !reached.has(sha));
  }

  #reach(head: string): Set<string> {
    const reached = new Set([head]);
    // A set goes on to what is added to it meanwhile.
    for (const sha of reached) {
      this.#parents.get(sha)?.forEach(parent => reached.add(parent));
    }
    return reached;
  }
}
