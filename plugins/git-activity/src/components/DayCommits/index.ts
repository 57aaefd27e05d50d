export { DayCommits, titleOf } from './DayCommits';
