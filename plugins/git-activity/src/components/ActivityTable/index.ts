export { ActivityTable } from './ActivityTable';
