/**
 * What is sent back for a request.
 *
 * @internal
 */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

/**
 * Ends a request early, in GitLab's own words.
 *
 * @internal
 */
export class ApiError extends Error {
  readonly answer: Answer;

  constructor(
    status: number,
    body: Record<string, unknown>,
    headers: Record<string, string> = {},
  ) {
    super(`${status}`);
    const answer = json(body, { status });
    this.answer = { ...answer, headers: { ...answer.headers, ...headers } };
  }
}

/** @internal */
export function notFound(what: string): ApiError {
  return new ApiError(404, { message: `404 ${what} Not Found` });
}

/** @internal */
export function json(
  body: unknown,
  options: { status?: number; headers?: Record<string, string> } = {},
): Answer {
  return {
    status: options.status ?? 200,
    headers: { 'Content-Type': 'application/json', ...options.headers },
    body: JSON.stringify(body),
  };
}

const DEFAULT_PER_PAGE = 20;
const MAX_PER_PAGE = 100;

/** @internal */
export interface Paging {
  page: number;
  perPage: number;
  offset: number;
}

/**
 * Reads `page` and `per_page` as GitLab does: what is too large becomes the largest.
 *
 * @internal
 */
export function readPaging(query: Record<string, string>): Paging {
  const read = (name: string, whenAbsent: number) => {
    const text = query[name];
    if (text === undefined) {
      return whenAbsent;
    }
    if (!/^-?\d{1,9}$/.test(text)) {
      throw new ApiError(400, { error: `${name} is invalid` });
    }
    return Number(text) > 0 ? Number(text) : whenAbsent;
  };
  const page = read('page', 1);
  const perPage = Math.min(read('per_page', DEFAULT_PER_PAGE), MAX_PER_PAGE);
  return { page, perPage, offset: (page - 1) * perPage };
}

/**
 * The headers of one page of a list whose length nobody counted: a full page announces a next one, which may be empty.
 *
 * @internal
 */
export function pagingHeaders(options: {
  url: URL;
  paging: Paging;
  found: number;
}): Record<string, string> {
  const { url, paging, found } = options;
  const { page, perPage } = paging;
  const link = (rel: string, number: number) => {
    const target = new URL(url);
    target.searchParams.set('page', String(number));
    target.searchParams.set('per_page', String(perPage));
    return `<${target.href}>; rel="${rel}"`;
  };
  const hasNext = found === perPage;
  const links = [
    ...(page > 1 ? [link('prev', page - 1)] : []),
    ...(hasNext ? [link('next', page + 1)] : []),
    link('first', 1),
  ];
  return {
    'X-Page': String(page),
    'X-Per-Page': String(perPage),
    'X-Prev-Page': page > 1 ? String(page - 1) : '',
    'X-Next-Page': hasNext ? String(page + 1) : '',
    Link: links.join(', '),
  };
}
