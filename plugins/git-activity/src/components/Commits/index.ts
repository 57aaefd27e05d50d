export { OpenedCommits } from './OpenedCommits';
