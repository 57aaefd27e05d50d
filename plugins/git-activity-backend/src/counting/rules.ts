import { Day } from 'backstage-plugin-git-activity-common';
import { WhoIsWho } from '../people/PeopleIndex';
import { NO_DAY_NUMBER, toDayNumber } from './dayNumbers';

/** What is asked: whose work, which days, and what is left out. */
export interface CountingFilter {
  /** Only what these people authored or co-authored; absent for everyone's work. */
  personIds?: number[];
  /** The first day, inclusive. */
  from: Day;
  /** The last day, inclusive. */
  to: Day;
  /** Whether commits with two or more parents count. */
  merges: 'exclude' | 'include';
  /** Whether commits authored by bots count. */
  bots: 'exclude' | 'include';
}

/** A commit as far as it matters to whether it counts; or several that are alike. */
export interface Work {
  /** Days since 1970, or {@link NO_DAY_NUMBER}. */
  dayNumber: number;
  author: number;
  /** People, of whom some may be the author. */
  coAuthors: readonly number[];
  isMerge: boolean;
}

/** What becomes of a commit. Each is in just one of these. */
export enum Verdict {
  /** It is in the numbers. */
  Counts,
  /** Nobody asked for the work of those who did it, or for its day. */
  NotAskedFor,
  /** It is set aside, since its author date is unusable. */
  InvalidDate,
  /** It is left out as a merge. */
  Merge,
  /** It is left out as the work of a bot. */
  Bot,
}

const NOT_ASKED_FOR = 0;
const HUMAN = 1;
const BOT = 2;

/**
 * The rules by which a commit counts or is left out, for one question. Numbers, lists and names of people are all made by asking
 * here, so that no two of them can disagree.
 */
export class CountingRules {
  readonly #firstDay: number;
  readonly #lastDay: number;
  readonly #withMerges: boolean;
  readonly #withBots: boolean;
  readonly #ofSomePeople: boolean;
  /** By person. */
  readonly #kinds: Uint8Array;

  constructor(filter: CountingFilter, people: WhoIsWho) {
    this.#firstDay = toDayNumber(filter.from);
    this.#lastDay = toDayNumber(filter.to);
    this.#withMerges = filter.merges === 'include';
    this.#withBots = filter.bots === 'include';
    this.#ofSomePeople = filter.personIds !== undefined;
    this.#kinds = new Uint8Array(people.highestPersonId + 1);
    const asked =
      filter.personIds?.filter(id => id <= people.highestPersonId) ??
      this.#kinds.keys();
    for (const id of asked) {
      this.#kinds[id] = people.isBot(id) ? BOT : HUMAN;
    }
  }

  /** Whether nothing can count. */
  get isEmpty(): boolean {
    return !this.#kinds.some(kind => kind !== NOT_ASKED_FOR);
  }

  judge(work: Work): Verdict {
    const doneBy = this.#doneBy(work);
    if (doneBy === NOT_ASKED_FOR) return Verdict.NotAskedFor;
    if (work.dayNumber === NO_DAY_NUMBER) return Verdict.InvalidDate;
    if (!this.#isInRange(work)) return Verdict.NotAskedFor;
    if (this.#isMergeLeftOut(work)) return Verdict.Merge;
    if (doneBy === BOT && !this.#withBots) return Verdict.Bot;
    return Verdict.Counts;
  }

  /**
   * Calls back with each person asked for who did something of this: whoever would see it if they were asked for alone. A bot that is
   * named as co-author did not do anything.
   */
  forEachDoer(work: Work, note: (person: number) => void): void {
    if (!this.#isInRange(work) || this.#isMergeLeftOut(work)) return;
    const kind = this.#kinds[work.author];
    if (kind === HUMAN || (kind === BOT && this.#withBots)) note(work.author);
    for (const coAuthor of work.coAuthors) {
      if (this.#kinds[coAuthor] === HUMAN) note(coAuthor);
    }
  }

  /** What a human among those asked for authored or co-authored is a human's work, whoever else did it. */
  #doneBy({ author, coAuthors }: Work): number {
    const kind = this.#kinds[author] ?? NOT_ASKED_FOR;
    return kind !== HUMAN &&
      this.#ofSomePeople &&
      coAuthors.some(coAuthor => this.#kinds[coAuthor] === HUMAN)
      ? HUMAN
      : kind;
  }

  #isInRange({ dayNumber }: Work): boolean {
    return dayNumber >= this.#firstDay && dayNumber <= this.#lastDay;
  }

  #isMergeLeftOut({ isMerge }: Work): boolean {
    return isMerge && !this.#withMerges;
  }
}
