import { NO_DAY } from '../database/tables';
import { personIn } from '../people/PeopleIndex';
import { NO_DAY_NUMBER, toDayNumber } from './dayNumbers';
import { Selected } from './Roster';
import { CountingFilter, CountingRules, VerdictCode } from './rules';
import { SelectedSet } from './selectedSets';

const MERGE_PARENTS = 2;

/** A stored commit, as far as it matters for whether it counts. */
export interface JudgedRow {
  set_id: number;
  folder_set_id: number | null;
  /** The empty string if its date is unusable. */
  day: string;
  author_id: number;
  /** Ids of authors, with commas between them. */
  coauthors: string;
  parents: number;
}

/** What becomes of a commit in a selection, and who did it there. */
export interface Judgement {
  verdict: VerdictCode;
  /** The repository of the selection that it belongs to. */
  repositoryId: number;
  author: number;
  /** Humans other than the author. */
  coAuthors: number[];
  /** Those asked for for whom it counts, or would if they were asked for alone, though it is left out as a bot's. */
  doers: number[];
}

/** Whether a commit is a merge. */
export function isMerge({ parents }: { parents: number }): boolean {
  return parents >= MERGE_PARENTS;
}

/** Judges single commits of a selection, by the rules of a question. */
export class CommitJudge {
  readonly #selected: Selected;
  readonly #rules: CountingRules;
  readonly #sets: Map<number, SelectedSet>;

  constructor(options: { selected: Selected; filter: CountingFilter }) {
    const { selected, filter } = options;
    this.#selected = selected;
    this.#rules = new CountingRules(filter, selected.people);
    this.#sets = new Map(selected.sets.map(set => [set.id, set]));
  }

  /** @returns undefined if the commit is not in the selection */
  judge(row: JudgedRow): Judgement | undefined {
    // What is in a selected set of repositories is in no selected set of folders.
    const set =
      this.#sets.get(row.set_id) ?? this.#sets.get(row.folder_set_id ?? 0);
    if (!set) {
      return undefined;
    }
    const { repositoryId } = set;
    const personOf = personIn(this.#selected, repositoryId);
    const author = personOf(row.author_id);
    const named = row.coauthors
      ? row.coauthors.split(',').map(id => personOf(Number(id)))
      : [];
    const verdict = this.#rules.judge(
      row.day === NO_DAY ? NO_DAY_NUMBER : toDayNumber(row.day),
      author,
      named,
      isMerge(row),
    );
    // Who is mapped to the author is no second person, and a bot did not do anything
    const coAuthors = [...new Set(named)].filter(
      person => person !== author && !this.#selected.people.isBot(person),
    );
    const doers = new Set<number>();
    if (this.#rules.hasDoers(verdict)) {
      this.#rules.forEachDoer(author, named, person => doers.add(person));
    }
    return { verdict, repositoryId, author, coAuthors, doers: [...doers] };
  }
}
