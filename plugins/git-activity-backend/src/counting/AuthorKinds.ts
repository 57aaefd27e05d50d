/** Whose work is asked for, and of whom. */
export interface AuthorSets {
  /** Authors who are the people asked for and human; absent if everyone's work is asked for. */
  humans?: number[];
  /** Authors who are bots: only those asked for, if only some people's work is asked for. */
  bots: number[];
}

/** How the work of an author counts. */
export const AuthorKind = { human: 0, bot: 1, notAskedFor: 2 } as const;

/** Looks up how an author's work counts; fast enough for each of hundreds of thousands of rows. */
export class AuthorKinds {
  readonly #kinds: Uint8Array;
  readonly #others: number;

  constructor({ humans, bots }: AuthorSets) {
    this.#others = humans ? AuthorKind.notAskedFor : AuthorKind.human;
    const named = [...(humans ?? []), ...bots];
    const length = named.reduce((max, id) => Math.max(max, id + 1), 0);
    this.#kinds = new Uint8Array(length).fill(this.#others);
    humans?.forEach(id => this.#kinds.fill(AuthorKind.human, id, id + 1));
    bots.forEach(id => this.#kinds.fill(AuthorKind.bot, id, id + 1));
  }

  get(authorId: number): number {
    return authorId < this.#kinds.length ? this.#kinds[authorId] : this.#others;
  }
}
