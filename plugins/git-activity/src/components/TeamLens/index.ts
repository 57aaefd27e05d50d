export { TeamLens } from './TeamLens';
