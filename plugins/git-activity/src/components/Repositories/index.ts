export { Freshness, type Renewal } from './Freshness';
export { Repositories } from './Repositories';
export { describeDaysAgo } from './words';
