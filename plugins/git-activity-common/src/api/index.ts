export * from './GitActivityClient';
export * from './types';
