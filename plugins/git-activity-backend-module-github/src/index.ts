/**
 * Reads commits from GitHub and GitHub Enterprise for git-activity.
 *
 * @packageDocumentation
 */

export { gitActivityModuleGithub as default } from './module';
