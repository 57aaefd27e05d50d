/**
 * The CommitSource extension point of git-activity.
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
