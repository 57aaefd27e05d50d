import { Turns } from 'backstage-plugin-git-activity-node';
import { Mailmaps, personIn, WhoIsWho } from '../people/PeopleIndex';
import { CountTable } from './countTable';
import { fromDayNumber } from './dayNumbers';
import { CountingRules, Verdict, VerdictCode } from './rules';
import { forEachWork } from './work';

/** Adds work up, by the rules of a question. */
export class Tally {
  readonly #rules: CountingRules;
  readonly #known: { people: WhoIsWho; mailmaps: Mailmaps };
  /** By day, from the first one of the range. */
  readonly #days: Int32Array;
  /** By person: 1 for those who did something. */
  readonly #doers: Uint8Array;
  readonly #repositories = new Set<number>();
  readonly #turns = new Turns();
  /** By verdict. */
  readonly #left = new Int32Array(Object.keys(Verdict).length);

  constructor(options: {
    rules: CountingRules;
    people: WhoIsWho;
    mailmaps: Mailmaps;
  }) {
    const { rules, people } = options;
    this.#rules = rules;
    this.#known = options;
    this.#days = new Int32Array(rules.lastDay - rules.firstDay + 1);
    this.#doers = new Uint8Array(people.highestPersonId + 1);
  }

  /** @param repositoryId - the one that all of this counts in */
  async add(tables: CountTable[], repositoryId: number): Promise<void> {
    const rules = this.#rules;
    const days = this.#days;
    const left = this.#left;
    const noteDoer = (person: number) => {
      this.#doers[person] = 1;
    };
    let counted = 0;
    await forEachWork(
      tables,
      personIn(this.#known, repositoryId),
      this.#turns,
      (dayNumber, author, coAuthors, isMerge, commits) => {
        const verdict = rules.judge(dayNumber, author, coAuthors, isMerge);
        if (verdict === Verdict.counts) {
          days[dayNumber - rules.firstDay] += commits;
          counted += commits;
        } else {
          left[verdict] += commits;
        }
        if (rules.hasDoers(verdict)) {
          rules.forEachDoer(author, coAuthors, noteDoer);
        }
      },
    );
    if (counted > 0) this.#repositories.add(repositoryId);
  }

  /** How many people did something that counts, or would if they were asked for alone. */
  get people(): number {
    return this.#doers.reduce((people, doer) => people + doer, 0);
  }

  /** Their ids. */
  get personIds(): number[] {
    const ids: number[] = [];
    // Of everyone there is, few did something.
    for (let id = this.#doers.indexOf(1); id !== -1; ) {
      ids.push(id);
      id = this.#doers.indexOf(1, id + 1);
    }
    return ids;
  }

  get repositories(): number {
    return this.#repositories.size;
  }

  get days(): Array<{ date: string; commits: number }> {
    return [...this.#days].flatMap((commits, index) =>
      commits > 0
        ? [{ date: fromDayNumber(this.#rules.firstDay + index), commits }]
        : [],
    );
  }

  get excluded(): { merges: number; bots: number; invalidDates: number } {
    const left = (verdict: VerdictCode) => this.#left[verdict];
    return {
      merges: left(Verdict.merge),
      bots: left(Verdict.bot),
      invalidDates: left(Verdict.invalidDate),
    };
  }
}
