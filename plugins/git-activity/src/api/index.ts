export * from './gitActivityApiRef';
