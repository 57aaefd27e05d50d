import { NotAllowedError } from '@backstage/errors';

/** How much the portal tells of single people: everyone by name, or only yourself, or nobody. */
export type PeopleMode = 'named' | 'self' | 'team';

/** `gitActivity.privacy` of the portal's configuration. */
export interface PrivacyRules {
  people: PeopleMode;
  /** On how many people a figure has to rest that is not about the viewer alone; 1 for any. */
  minimumTeamSize: number;
  /** Whether viewers may see their own activity where single people are told apart for nobody else. */
  ownActivity: boolean;
  /** Refs of Users of whom nothing is told by name. */
  optOut: string[];
}

/** What is told unless something is configured. */
export const EVERYONE_NAMED: PrivacyRules = {
  people: 'named',
  minimumTeamSize: 1,
  ownActivity: true,
  optOut: [],
};

/**
 * What one viewer may be told of single people. Every question asks here, and nowhere else is it decided: who has a name, whose work
 * can be asked for by itself, and on how many people a figure has to rest.
 */
export class Discretion {
  readonly #rules: PrivacyRules;
  readonly #viewer?: string;
  readonly #mayReadPeople: boolean;
  readonly #optedOut: ReadonlySet<string>;
  readonly #optedOutByOthers: ReadonlySet<string>;

  /**
   * @param options - `viewer` is the ref of the User who asks, if it is one; `mayReadPeople`, whether their permissions let them read
   * who others are; `optedOut`, the refs of all who opted out; `optedOutByOthers`, of those whose entities or the configuration say so
   */
  constructor(options: {
    rules: PrivacyRules;
    viewer?: string;
    mayReadPeople: boolean;
    optedOut: ReadonlySet<string>;
    optedOutByOthers: ReadonlySet<string>;
  }) {
    this.#rules = options.rules;
    this.#viewer = options.viewer;
    this.#mayReadPeople = options.mayReadPeople;
    this.#optedOut = options.optedOut;
    this.#optedOutByOthers = options.optedOutByOthers;
  }

  /** Which rules this viewer is under. */
  get mode(): PeopleMode {
    const { people } = this.#rules;
    return people === 'named' && !this.#mayReadPeople ? 'self' : people;
  }

  /** On how many people a figure has to rest; 1 for any. */
  get minimumPeople(): number {
    return this.#rules.people === 'named' ? 1 : this.#rules.minimumTeamSize;
  }

  /** Whether others than the viewer are told apart at all. */
  get tellsApart(): boolean {
    return this.mode === 'named';
  }

  /** Whether somebody opted out who is not the viewer. */
  isOptedOut(userEntityRef: string): boolean {
    return this.#optedOut.has(userEntityRef) && userEntityRef !== this.#viewer;
  }

  /** Whether a User's entity or the configuration says that they are not told by name. */
  isOptedOutByOthers(userEntityRef: string): boolean {
    return this.#optedOutByOthers.has(userEntityRef);
  }

  /**
   * Whether somebody may be told by name.
   *
   * @param userEntityRef - the User who it is; undefined for those who are none
   */
  names(userEntityRef: string | undefined): boolean {
    if (userEntityRef !== undefined && userEntityRef === this.#viewer) {
      return this.tellsApart || this.#rules.ownActivity;
    }
    return (
      this.tellsApart &&
      (userEntityRef === undefined || !this.isOptedOut(userEntityRef))
    );
  }

  /** @throws NotAllowedError if it is asked for the work of a User that is not told by name */
  assertNames(userEntityRefs: string[]): void {
    const unnamed = userEntityRefs.find(ref => !this.names(ref));
    if (unnamed !== undefined) {
      throw this.isOptedOut(unnamed)
        ? new NotAllowedError(`${unnamed} is shown to nobody else`)
        : this.refusal();
    }
  }

  /** @throws NotAllowedError unless teams may be seen by who is in them: two of them may differ by one person */
  assertMembers(): void {
    if (!this.tellsApart) {
      throw new NotAllowedError(
        'lens: who is in a team is not told here by what they did; what the team owns is',
      );
    }
  }

  /** That something is told of single people only to themselves, or to nobody. */
  refusal(): NotAllowedError {
    return new NotAllowedError(
      this.names(this.#viewer ?? '')
        ? 'What single people did is shown to themselves only'
        : 'What single people did is not shown here',
    );
  }
}
