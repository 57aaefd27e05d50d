export { Filters } from './Filters';
