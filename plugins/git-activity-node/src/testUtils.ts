/**
 * A test kit for those who write a CommitSource, or anything else that needs real git repositories.
 *
 * @packageDocumentation
 */

export * from './testUtils/TestRepository';
export type {
  RawTestCommit,
  TestCommit,
  TestPerson,
} from './testUtils/commits';
export * from './testUtils/runTestGit';
export * from './testUtils/gitServer/GitServer';
export * from './testUtils/gitServer/faults';
export * from './testUtils/gitServer/gitRequest';
export * from './testUtils/gitServer/serveGit';
