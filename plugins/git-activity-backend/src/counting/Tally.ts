import { Mailmaps, personIn, WhoIsWho } from '../people/PeopleIndex';
import { CountTable } from './CountTables';
import { fromDayNumber } from './dayNumbers';
import { CountingRules, Verdict, Work } from './rules';
import { readWork } from './work';

/** Adds work up, by the rules of a question. */
export class Tally {
  readonly #rules: CountingRules;
  readonly #known: { people: WhoIsWho; mailmaps: Mailmaps };
  readonly #days = new Map<number, number>();
  readonly #doers = new Set<number>();
  readonly #repositories = new Set<number>();
  readonly #left = new Map<Verdict, number>();

  constructor(options: {
    rules: CountingRules;
    people: WhoIsWho;
    mailmaps: Mailmaps;
  }) {
    this.#rules = options.rules;
    this.#known = options;
  }

  /** @param repositoryId - the one that all of this counts in */
  add(table: CountTable, repositoryId: number): void {
    const personOf = personIn(this.#known, repositoryId);
    for (const { work, commits } of readWork(table, { personOf })) {
      this.#count(work, commits, repositoryId);
    }
  }

  #count(work: Work, commits: number, repositoryId: number): void {
    const verdict = this.#rules.judge(work);
    if (verdict === Verdict.Counts) {
      const { dayNumber } = work;
      this.#days.set(dayNumber, (this.#days.get(dayNumber) ?? 0) + commits);
      this.#repositories.add(repositoryId);
    } else if (verdict !== Verdict.NotAskedFor) {
      this.#left.set(verdict, (this.#left.get(verdict) ?? 0) + commits);
    }
    this.#rules.forEachDoer(work, person => this.#doers.add(person));
  }

  /** The people who did something that counts, or would if they were asked for alone. */
  get personIds(): number[] {
    return [...this.#doers].sort((a, b) => a - b);
  }

  get repositories(): number {
    return this.#repositories.size;
  }

  get days(): Array<{ date: string; commits: number }> {
    return [...this.#days]
      .sort(([a], [b]) => a - b)
      .map(([dayNumber, commits]) => ({
        date: fromDayNumber(dayNumber),
        commits,
      }));
  }

  get excluded(): { merges: number; bots: number; invalidDates: number } {
    const left = (verdict: Verdict) => this.#left.get(verdict) ?? 0;
    return {
      merges: left(Verdict.Merge),
      bots: left(Verdict.Bot),
      invalidDates: left(Verdict.InvalidDate),
    };
  }
}
