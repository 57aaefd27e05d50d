export { DayCommits } from './DayCommits';
