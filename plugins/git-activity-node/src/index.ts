/**
 * The CommitSource extension point of git-activity, and what every source needs to read commits as git does.
 *
 * @packageDocumentation
 */

export * from './CommitSource';
export * from './errors';
export * from './extensionPoint';
export * from './commits/coAuthors';
export * from './commits/parseCommitMessage';
export * from './commits/parseGitDate';
export * from './mailmap/mapAuthorsByMailmap';
export * from './urls/readRemoteUrl';
export * from './limits/RequestBudget';
export * from './git';
