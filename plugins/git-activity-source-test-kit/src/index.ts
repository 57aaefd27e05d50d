/**
 * For those who write a CommitSource: real git repositories and servers, and the behaviours that every source owes.
 *
 * @packageDocumentation
 */

export * from './TestRepository';
export type {
  RawTestCommit,
  TestCommit,
  TestEntry,
  TestPerson,
} from './commits';
export * from './runTestGit';
export * from './gitServer/GitServer';
export * from './gitServer/faults';
export * from './gitServer/gitRequest';
export * from './gitServer/serveGit';
export * from './behaviours/sourceBehaviours';
export type { SourceAbility, SourceHarness } from './behaviours/harness';
