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

/** What the backend said, without the status line that errors of answers begin with. */
export function messageOf(error: Error): string {
  return ResponseError.is(error) ? error.cause.message : error.message;
}
