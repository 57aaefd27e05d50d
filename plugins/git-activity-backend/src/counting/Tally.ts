import { AuthorKind, AuthorKinds } from './AuthorKinds';
import { CommitFilter } from './filter';
import {
  CountTable,
  fromDayNumber,
  NO_DAY_NUMBER,
  toDayNumber,
} from './DailyCounts';
import { Sums } from './Sums';

/** Work of one author on one day in one repository. */
export interface Work {
  repositoryId: number;
  /** Days since 1970, or {@link NO_DAY_NUMBER}. */
  dayNumber: number;
  authorId: number;
  commits: number;
  merges: number;
  /** Whether it shows that the author did something. */
  own: boolean;
}

/** Adds work up, by the rules of a filter. */
export class Tally {
  readonly #kinds: AuthorKinds;
  readonly #firstDay: number;
  readonly #lastDay: number;
  readonly #withMerges: boolean;
  readonly #withBots: boolean;
  readonly #days = new Sums();
  readonly #repositories = new Sums();
  readonly #authors = new Sums();
  #excludedMerges = 0;
  #excludedBots = 0;
  #invalidDates = 0;

  constructor(options: { kinds: AuthorKinds; filter: CommitFilter }) {
    const { kinds, filter } = options;
    this.#kinds = kinds;
    this.#firstDay = toDayNumber(filter.from);
    this.#lastDay = toDayNumber(filter.to);
    this.#withMerges = filter.merges === 'include';
    this.#withBots = filter.bots === 'include';
  }

  addTable(repositoryId: number, counts: CountTable): void {
    const { dayNumbers, authorIds, commits, merges } = counts;
    for (let row = 0; row < dayNumbers.length; row++) {
      this.add({
        repositoryId,
        dayNumber: dayNumbers[row],
        authorId: authorIds[row],
        commits: commits[row],
        merges: merges[row],
        own: true,
      });
    }
  }

  add({ repositoryId, dayNumber, authorId, commits, merges, own }: Work): void {
    const kind = this.#kinds.get(authorId);
    if (kind === AuthorKind.notAskedFor) return;
    if (dayNumber === NO_DAY_NUMBER) {
      this.#invalidDates += commits + merges;
      return;
    }
    if (dayNumber < this.#firstDay || dayNumber > this.#lastDay) return;
    if (!this.#withMerges) this.#excludedMerges += merges;
    const ofKind = this.#withMerges ? commits + merges : commits;
    if (kind === AuthorKind.bot && !this.#withBots) {
      this.#excludedBots += ofKind;
      return;
    }
    this.#days.add(dayNumber - this.#firstDay, ofKind);
    this.#repositories.add(repositoryId, ofKind);
    if (own) this.#authors.add(authorId, ofKind);
  }

  /** The authors of whom something of their own counts. */
  get authorIds(): number[] {
    return this.#authors.positive().map(({ key }) => key);
  }

  get repositories(): number {
    return this.#repositories.positive().length;
  }

  get days(): Array<{ date: string; commits: number }> {
    return this.#days.positive().map(({ key, sum }) => ({
      date: fromDayNumber(this.#firstDay + key),
      commits: sum,
    }));
  }

  get excluded(): { merges: number; bots: number; invalidDates: number } {
    return {
      merges: this.#excludedMerges,
      bots: this.#excludedBots,
      invalidDates: this.#invalidDates,
    };
  }
}
