/**
 * Commit activity as calendar heatmaps on the pages of components, systems, domains, groups and users.
 *
 * @packageDocumentation
 */

export * from './api';
export type { GitActivityCardProps } from './components/GitActivityCard';
export {
  GIT_ACTIVITY_REPOSITORY_ANNOTATION,
  isGitActivityAvailable,
} from './entities';
export { gitActivityTranslationRef } from './translation';
export {
  EntityGitActivityCard,
  EntityGitActivityContent,
  GitActivityAdminPage,
  gitActivityPlugin,
  HomePageGitActivity,
} from './plugin';
