export { ActivitySkeleton } from './ActivitySkeleton';
export { CoverageNotice } from './CoverageNotice';
export { NoRepository, RefusedRepositories } from './NoRepository';
export { ProblemPanel } from './ProblemPanel';
