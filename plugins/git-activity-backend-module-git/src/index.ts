/**
 * Reads commits from git repositories for git-activity.
 *
 * @packageDocumentation
 */

export { gitActivityModuleGit as default } from './module';
