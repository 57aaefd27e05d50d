/**
 * Reads commits from GitLab for git-activity.
 *
 * @packageDocumentation
 */

export { gitActivityModuleGitlab as default } from './module';
