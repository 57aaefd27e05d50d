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

/** What becomes of a commit. Each is in just one of these. */
export const Verdict = {
  /** It is in the numbers. */
  counts: 0,
  /** Nobody asked for the work of those who did it. */
  byOthers: 1,
  /** It is set aside, since its author date is unusable. */
  invalidDate: 2,
  /** It is left out as a merge. */
  merge: 3,
  /** It is left out as the work of a bot. */
  bot: 4,
  /** Nobody asked for its day. */
  outsideRange: 5,
} as const;

/** @see Verdict */
export type VerdictCode = (typeof Verdict)[keyof typeof Verdict];

const NOT_ASKED_FOR = 0;
const HUMAN = 1;
const BOT = 2;

/**
 * The rules by which a commit counts or is left out, for one question. Numbers, lists and names of people are all made by asking
 * here, so that no two of them can disagree. People are ids; a day is days since 1970, or {@link NO_DAY_NUMBER}. Plain parameters,
 * since a question may be about a million rows.
 */
export class CountingRules {
  readonly firstDay: number;
  readonly lastDay: number;
  readonly #withMerges: boolean;
  readonly #withBots: boolean;
  readonly #ofSomePeople: boolean;
  /** By person. */
  readonly #kinds: Uint8Array;

  constructor(filter: CountingFilter, people: WhoIsWho) {
    this.firstDay = toDayNumber(filter.from);
    this.lastDay = toDayNumber(filter.to);
    this.#withMerges = filter.merges === 'include';
    this.#withBots = filter.bots === 'include';
    this.#ofSomePeople = filter.personIds !== undefined;
    this.#kinds = new Uint8Array(people.highestPersonId + 1);
    if (filter.personIds) {
      for (const id of filter.personIds) {
        this.#kinds[id] = people.isBot(id) ? BOT : HUMAN;
      }
    } else {
      this.#kinds.fill(HUMAN);
      people.bots.forEach(id => this.#kinds.fill(BOT, id, id + 1));
    }
  }

  /** Whether nothing can count. */
  get isEmpty(): boolean {
    return !this.#kinds.some(kind => kind !== NOT_ASKED_FOR);
  }

  /** @param coAuthors - may hold the author, too */
  judge(
    dayNumber: number,
    author: number,
    coAuthors: readonly number[] | undefined,
    isMerge: boolean,
  ): VerdictCode {
    const doneBy = this.#doneBy(author, coAuthors);
    if (doneBy === NOT_ASKED_FOR) return Verdict.byOthers;
    if (dayNumber === NO_DAY_NUMBER) return Verdict.invalidDate;
    if (dayNumber < this.firstDay || dayNumber > this.lastDay) {
      return Verdict.outsideRange;
    }
    if (isMerge && !this.#withMerges) return Verdict.merge;
    if (doneBy === BOT && !this.#withBots) return Verdict.bot;
    return Verdict.counts;
  }

  /**
   * Whether those who did it are among the people of the answer, each by {@link CountingRules.forEachDoer}: who would see it if they
   * were asked for alone, even if it is left out as a bot's.
   */
  hasDoers(verdict: VerdictCode): boolean {
    return verdict === Verdict.counts || verdict === Verdict.bot;
  }

  /** Calls with those of whom it shows that they did something: a bot who is named as co-author never did. */
  forEachDoer(
    author: number,
    coAuthors: readonly number[] | undefined,
    onDoer: (person: number) => void,
  ): void {
    const kind = this.#kinds[author];
    if (kind === HUMAN || (kind === BOT && this.#withBots)) onDoer(author);
    if (coAuthors) {
      for (const coAuthor of coAuthors) {
        if (this.#kinds[coAuthor] === HUMAN) onDoer(coAuthor);
      }
    }
  }

  /** What a human among those asked for authored or co-authored is a human's work, whoever else did it. */
  #doneBy(author: number, coAuthors: readonly number[] | undefined): number {
    const kind = this.#kinds[author];
    return kind !== HUMAN &&
      this.#ofSomePeople &&
      coAuthors?.some(coAuthor => this.#kinds[coAuthor] === HUMAN)
      ? HUMAN
      : kind;
  }
}
