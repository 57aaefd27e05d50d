export * from './commits';
export { readCounts, readPeople } from './counts';
export * from './filter';
export * from './fingerprint';
export * from './freshness';
export * from './repositories';
