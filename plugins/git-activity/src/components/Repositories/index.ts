export { Freshness, type Renewal } from './Freshness';
export { Repositories } from './Repositories';
