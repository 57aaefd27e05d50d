import { ResponseError } from '@backstage/errors';
import { LocalFormat } from '../calendar/locale';

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
/** From which status on it is the backend that is in trouble. */
const SERVER_TROUBLE = 500;

/** What Backstage adds to a message when another error was behind it, which is for logs. */
const CAUSES = /; caused by .*$/s;

/**
 * What the backend said, for viewers to read: what they asked for and cannot have. Of its own troubles, which are for its
 * administrators and in its log, they learn the status; and nothing of what a browser or a proxy says where nothing answered.
 */
export function messageOf(
  error: Error,
  { t }: LocalFormat,
): string | undefined {
  if (!ResponseError.is(error)) {
    return undefined;
  }
  return error.cause.name === NAMELESS || error.statusCode >= SERVER_TROUBLE
    ? t('problem.status', { status: error.statusCode.toString() })
    : error.cause.message.replace(CAUSES, '');
}
