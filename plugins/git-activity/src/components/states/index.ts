export { ActivitySkeleton } from './ActivitySkeleton';
export { CoverageNotice, isNeverRead } from './CoverageNotice';
export { NoRepository, RefusedRepositories } from './NoRepository';
export { ProblemPanel } from './ProblemPanel';
