export * from './printable';
export * from './safeLink';
