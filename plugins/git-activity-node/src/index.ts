/**
 * The CommitSource extension point of git-activity, and what every source needs to read commits as git does.
 *
 * @packageDocumentation
 */

export * from './CommitSource';
export * from './errors';
export * from './extensionPoint';
export { boundAuthor, boundCommit, COMMIT_BOUNDS } from './commits/bounds';
export * from './commits/coAuthors';
export * from './commits/parseCommitMessage';
export * from './commits/parseGitDate';
export * from './mailmap/mapAuthorsByMailmap';
export * from './urls/readRemoteUrl';
export * from './limits/RequestBudget';
export * from './git';
export * from './text/Redactor';
export * from './http/createCheckedFetch';
export * from './http/explainUnreachable';
export * from './http/FetchFailure';
export * from './http/readHostSettings';
export * from './http/readRetryAfter';
export * from './turns/Turns';
