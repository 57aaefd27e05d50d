import { Points } from './points';
import { CountingRules, VerdictCode, Verdict } from './rules';

const BITS_PER_BYTE = 8;

/** What a part of a range comes to. */
export interface WeekTotals {
  commits: number;
  /** Those who would be among the people of a calendar of just these days. */
  people: number;
  repositories: number;
}

/** Adds work up by the weeks of a range, by the rules of a question. */
export class Weeks {
  readonly #rules: CountingRules;
  readonly #points: Points;
  readonly #commits: Int32Array;
  /** By point, a bit for each person: there may be a hundred points and a million people. */
  readonly #doers: Uint8Array[];
  readonly #repositories: Array<Set<number>>;

  constructor(options: {
    rules: CountingRules;
    points: Points;
    highestPersonId: number;
  }) {
    const { rules, points, highestPersonId } = options;
    const bytes = Math.floor(highestPersonId / BITS_PER_BYTE) + 1;
    this.#rules = rules;
    this.#points = points;
    this.#commits = new Int32Array(points.length);
    this.#doers = Array.from(this.#commits, () => new Uint8Array(bytes));
    this.#repositories = Array.from(this.#commits, () => new Set());
  }

  /** Notes work of a repository by what the rules make of it. */
  add(work: {
    repositoryId: number;
    dayNumber: number;
    author: number;
    coAuthors: readonly number[] | undefined;
    commits: number;
    verdict: VerdictCode;
  }): void {
    const { verdict, author, coAuthors } = work;
    if (!this.#rules.hasDoers(verdict)) return;
    const point = this.#points.indexOf(work.dayNumber);
    if (verdict === Verdict.counts) {
      this.#commits[point] += work.commits;
      this.#repositories[point].add(work.repositoryId);
    }
    const doers = this.#doers[point];
    this.#rules.forEachDoer(author, coAuthors, person => {
      doers[Math.floor(person / BITS_PER_BYTE)] |= 1 << person % BITS_PER_BYTE;
    });
  }

  get totals(): WeekTotals[] {
    return this.#doers.map((doers, point) => ({
      commits: this.#commits[point],
      people: countBits(doers),
      repositories: this.#repositories[point].size,
    }));
  }
}

function countBits(bytes: Uint8Array): number {
  let bits = 0;
  for (let index = 0; index < bytes.length; index++) {
    for (let rest = bytes[index]; rest > 0; rest &= rest - 1) bits++;
  }
  return bits;
}
