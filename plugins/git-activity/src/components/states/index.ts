export { ActivitySkeleton } from './ActivitySkeleton';
export { CoverageNotice, hasNoNumbers } from './CoverageNotice';
export { NoRepository, RefusedRepositories } from './NoRepository';
export { ProblemPanel } from './ProblemPanel';
export { LostRepositories } from './LostRepositories';
export { UnreadNotice } from './UnreadNotice';
