import { CountingFilter } from './rules';

/** What is asked: which repositories, whose work, which days, and what is left out. */
export interface CommitFilter extends CountingFilter {
  /** Only commits of these repositories, sorted; a SHA that several of them hold counts once. */
  repositoryIds: number[];
}
