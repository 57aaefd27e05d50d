export { GitActivityContent } from './GitActivityContent';
