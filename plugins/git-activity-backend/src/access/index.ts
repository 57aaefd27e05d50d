export * from './Access';
