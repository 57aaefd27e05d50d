import { Day } from 'backstage-plugin-git-activity-common';

/** What is asked: which repositories, whose work, which days, and what is left out. */
export interface CommitFilter {
  /** Only commits of these repositories; a SHA that several of them hold counts once. */
  repositoryIds: number[];
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
