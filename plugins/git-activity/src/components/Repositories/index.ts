export { Freshness } from './Freshness';
export { Repositories } from './Repositories';
