import { ResponseError } from '@backstage/errors';

/** Why something cannot be shown, as far as that changes what a viewer can do about it. */
export type ProblemKind = 'forbidden' | 'not-found' | 'refused' | 'unavailable';

/** Sorts an error by what a viewer can do about it. */
export function problemKindOf(error: Error): ProblemKind {
  switch (ResponseError.is(error) ? error.statusCode : undefined) {
    case 401:
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 400:
      return 'refused';
    default:
      return 'unavailable';
  }
}

/** The name of an error that Backstage makes up where an answer is not the backend's own. */
const NAMELESS = 'Error';

/**
 * What the backend said, for viewers to read. Where nothing or something else answered, that is a status at most: what a browser
 * or a proxy says of it is for nobody.
 */
export function messageOf(error: Error): string | undefined {
  if (!ResponseError.is(error)) {
    return undefined;
  }
  return error.cause.name === NAMELESS
    ? `Status ${error.statusCode}`
    : error.cause.message;
}
