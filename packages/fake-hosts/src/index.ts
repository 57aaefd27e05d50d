/** A GitHub and a GitLab for tests and benchmarks: real HTTP, the hosts' own rules, and their misbehaviour on demand. */

export * from './gitlab/FakeGitlab';
export type {
  FakeGitlabFault,
  FakeGitlabFaultScope,
  FakeGitlabPageFault,
} from './gitlab/faults';
export type { FakeGitlabPushEvent } from './gitlab/pushEvent';
export type {
  FakeGitlabLimit,
  FakeGitlabProjectOptions,
  FakeGitlabRequest,
  FakeGitlabTokenOptions,
} from './gitlab/types';
export * from './github/FakeGithub';
export * from './github/types';
