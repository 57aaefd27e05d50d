export { GitActivityCard } from './GitActivityCard';
export type { GitActivityCardProps } from './GitActivityCard';
