/** Headers by name in small letters. */
export type ResponseHeaders = Record<string, string | undefined>;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The headers of the response that an error is about, whichever library it comes from. */
export function readHeaders(error: unknown): ResponseHeaders {
  if (!isRecord(error)) {
    return {};
  }
  const { response, errors } = error;
  const ofResponse = isRecord(response) ? response.headers : undefined;
  // Only errors of GraphQL keep them beside the response.
  const headers = ofResponse ?? (Array.isArray(errors) && error.headers);
  return isRecord(headers)
    ? Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name, String(value)]),
      )
    : {};
}

/** What GraphQL says instead of, or beside, an answer. */
export interface GraphqlProblem {
  /** GitHub's own word, such as `NOT_FOUND`. */
  type?: string;
  message: string;
  /** Where in the answer something is missing; empty if all of it is. */
  path: Array<string | number>;
}

/** Reads `errors` as a host has written it. */
export function readProblems(errors: unknown): GraphqlProblem[] {
  const list = Array.isArray(errors) ? errors : [];
  return list.filter(isRecord).map(({ type, message, path }) => ({
    type: typeof type === 'string' ? type : undefined,
    message: typeof message === 'string' ? message : '',
    path: Array.isArray(path) ? path : [],
  }));
}
