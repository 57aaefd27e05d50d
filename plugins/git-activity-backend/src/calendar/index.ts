export { CommitCounter } from './CommitCounter';
export * from './commits';
export * from './filter';
export * from './fingerprint';
export * from './freshness';
export * from './repositories';
