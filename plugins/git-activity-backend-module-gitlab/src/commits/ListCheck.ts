import { SourceCommit } from 'backstage-plugin-git-activity-node';
import { incomplete } from './incomplete';

/**
 * So much of a SHA tells one commit from another; a million of them take 50 MB. Were two the same, the ledger would still notice that
 * a parent is missing.
 */
const DIGITS = 12;

/**
 * Watches a list of commits from its beginning to its end. Git comes to a commit only by one that it has listed before, so what nobody
 * awaits, or comes twice, is a sign of a page that was left out, came twice, or belongs elsewhere.
 */
export class ListCheck {
  readonly #listed = new Set<string>();
  readonly #awaited: Set<string>;

  /** @param first - what the list has to begin with */
  constructor(first: string) {
    this.#awaited = new Set([keyOf(first)]);
  }

  /** @throws CommitSourceError of kind `incomplete` */
  take(commits: SourceCommit[]): void {
    for (const { sha, parents } of commits) {
      const key = keyOf(sha);
      if (!this.#awaited.delete(key)) {
        throw incomplete(
          this.#listed.has(key)
            ? 'it holds a commit twice'
            : 'it holds a commit that nothing before it leads to',
        );
      }
      this.#listed.add(key);
      parents
        .map(keyOf)
        .filter(parent => !this.#listed.has(parent))
        .forEach(parent => this.#awaited.add(parent));
    }
  }

  /**
   * Makes sure of what can be told at the end of a list: of a whole history, that no parent is missing; of a range, that it goes down to
   * a commit that is known to be where it branches off.
   *
   * @throws CommitSourceError of kind `incomplete`
   */
  end(branchesOff: string | undefined): void {
    if (branchesOff === undefined) {
      if (this.#awaited.size > 0) {
        throw incomplete(`it ends before ${this.#awaited.size} commits`);
      }
    } else {
      const key = keyOf(branchesOff);
      if (!this.#awaited.has(key) && !this.#listed.has(key)) {
        throw incomplete('it ends too early');
      }
    }
  }
}

function keyOf(sha: string): string {
  return sha.slice(0, DIGITS);
}
