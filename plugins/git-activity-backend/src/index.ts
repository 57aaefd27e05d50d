/**
 * The backend of git-activity.
 *
 * @packageDocumentation
 */

export { gitActivityPlugin as default, gitActivityPlugin } from './plugin';
