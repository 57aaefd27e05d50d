import type {
  CommitSource,
  PushEvent,
} from 'backstage-plugin-git-activity-node';
import { TestRepository } from '../TestRepository';

/**
 * A source and the host that it reads from, as the {@link sourceBehaviours} need them: made anew for each behaviour. What is
 * optional is an ability that not every host has; see {@link behavioursFor}.
 *
 * @public
 */
export interface SourceHarness {
  /** The source, ready to be asked. */
  source: CommitSource;
  /**
   * Puts a repository on the host, readable for the source. Whatever becomes of it afterwards is to be seen on the host at once, or after
   * `update`.
   *
   * @returns its URL, as an entity would name it; two repositories have two URLs
   */
  publish(repository: TestRepository): Promise<string>;
  /** Ends everything that was started. */
  stop(): Promise<void>;

  /** Where repositories are made; a temporary folder unless given. */
  dir?: string;
  /** For a host that holds copies: brings the copy of a repository that was published up to date. */
  update?(repository: TestRepository): Promise<void>;
  /** Other URLs of the same repository. That a slash at the end makes no difference is always tried. */
  spellings?(url: string): string[];
  /** URLs that are none of this source's business; of hosts that nobody configured unless given. */
  strangers?: string[];
  /** What must never show: the credentials that the source uses, in every form in which it sends them. */
  secrets?: string[];
  /**
   * Makes another source for the same host, as after a restart, which reads a few commits at a time. Unless given, histories
   * are made that are long enough to take several batches of the source as it is.
   */
  sourceWithPagesOf?(commits: number): CommitSource;

  /** Ability: gives the repository at a URL another name on the host, and tells its new URL. */
  rename?(url: string): Promise<string>;
  /** Ability: makes the repository at a URL read-only. */
  archive?(url: string): Promise<void>;
  /** Ability: removes the repository at a URL from the host. */
  remove?(url: string): Promise<void>;
  /** Ability: takes the repository at a URL away from the eyes of the source. */
  makePrivate?(url: string): Promise<void>;
  /** Ability: makes the host answer everything with an error 500 or 502, whose text repeats what it was asked, until the answer is called. */
  breakDown?(): Promise<() => void>;
  /** Ability: makes the host answer nothing, and keep connections open, until the answer is called. */
  stall?(): Promise<() => void>;
  /** Ability: makes the host answer everything by saying that it was asked too often, until the answer is called. */
  limit?(): Promise<() => void>;
  /**
   * Ability: makes every list of commits end too early in an answer that looks well, as if there were no more: after half of what
   * it should hold, or before the first, until the answer is called.
   */
  shorten?(list: 'half' | 'empty'): Promise<() => void>;
  /** Ability: how many requests the host has had so far. */
  countRequests?(): number;
  /** Ability: what the portal's events service receives after a push to the repository at a URL. */
  pushEvent?(
    url: string,
    push: {
      /** Without `refs/heads/`. */
      branch: string;
      before: string;
      after: string;
    },
  ): PushEvent;
}

/**
 * What a host, or the source itself, can do and need not: the optional functions of a {@link SourceHarness} that say so, and
 * optional methods of a source.
 *
 * @public
 */
export type SourceAbility =
  | 'rename'
  | 'archive'
  | 'remove'
  | 'makePrivate'
  | 'breakDown'
  | 'stall'
  | 'limit'
  | 'shorten'
  | 'countRequests'
  | 'pushEvent'
  | 'mapAuthors'
  | 'readFolders'
  | 'getCommitUrl'
  | 'forget';

const HOST_ABILITIES = [
  'rename',
  'archive',
  'remove',
  'makePrivate',
  'breakDown',
  'stall',
  'limit',
  'shorten',
  'countRequests',
  'pushEvent',
] as const;

/** Optional methods of a source, each of which is a promise if it is there. */
const SOURCE_ABILITIES = [
  'mapAuthors',
  'readFolders',
  'getCommitUrl',
  'forget',
] as const;

/** The abilities that a harness has, whatever was said of it. */
export function abilitiesOf(harness: SourceHarness): SourceAbility[] {
  return [
    ...HOST_ABILITIES.filter(ability => harness[ability]),
    ...SOURCE_ABILITIES.filter(ability => harness.source[ability]),
  ];
}
