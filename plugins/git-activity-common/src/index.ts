/**
 * What both sides of git-activity share: API types, permissions, calendar arithmetic, safe texts and the typed client.
 *
 * @packageDocumentation
 */

export * from './api';
export * from './calendar';
export * from './permissions';
export * from './text';
