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
export * from './testUtils/fakeGitlab/FakeGitlab';
export type {
  FakeGitlabFault,
  FakeGitlabFaultScope,
} from './testUtils/fakeGitlab/faults';
export type { FakeGitlabPushEvent } from './testUtils/fakeGitlab/pushEvent';
export type {
  FakeGitlabLimit,
  FakeGitlabProjectOptions,
  FakeGitlabRequest,
  FakeGitlabTokenOptions,
} from './testUtils/fakeGitlab/types';
export * from './testUtils/fakeGithub/FakeGithub';
export * from './testUtils/fakeGithub/types';
export * from './testUtils/sourceBehaviours/sourceBehaviours';
export type {
  SourceAbility,
  SourceHarness,
} from './testUtils/sourceBehaviours/harness';
