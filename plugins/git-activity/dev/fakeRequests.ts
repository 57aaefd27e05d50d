import { BreakdownQuery } from 'backstage-plugin-git-activity-common';
import { HttpResponse } from 'msw';

const DEFAULT_LIMIT = 100;

/** How a backend fails. */
export type FakeFailure =
  | { status: number; name: string; message: string }
  | 'unreachable'
  | 'no-json';

/** The filters of a request, of whichever route: those that a route does not take are not sent to it. */
export function readQuery(request: Request): BreakdownQuery {
  const { searchParams } = new URL(request.url);
  const several = (name: string) =>
    searchParams.has(name) ? searchParams.getAll(name) : undefined;
  const one = (name: string) => searchParams.get(name) ?? undefined;
  return {
    entityRef: several('entityRef'),
    repository: several('repository'),
    person: several('person'),
    lens: one('lens') === 'members' ? 'members' : 'owned',
    subgroups: one('subgroups') === 'exclude' ? 'exclude' : 'include',
    scope: one('scope') === 'repository' ? 'repository' : 'entity',
    from: one('from'),
    to: one('to'),
    merges: one('merges') === 'include' ? 'include' : 'exclude',
    bots: one('bots') === 'include' ? 'include' : 'exclude',
    search: one('search'),
    state: several('state') as BreakdownQuery['state'],
    sort: one('sort') as BreakdownQuery['sort'],
    order: one('order') as BreakdownQuery['order'],
    cursor: one('cursor'),
    limit: Number(one('limit') ?? DEFAULT_LIMIT),
  };
}

/** An answer that refuses, in Backstage’s error format. */
export function refuse(failure: Exclude<FakeFailure, string>): Response {
  const { status, name, message } = failure;
  return HttpResponse.json(
    { error: { name, message }, response: { statusCode: status } },
    { status },
  );
}

/** The same text for the same answer: a checksum of it. */
export function nameOf(answer: unknown): string {
  const text = JSON.stringify(answer);
  let sum = 0;
  for (let index = 0; index < text.length; index++) {
    sum = (Math.imul(sum, 31) + text.charCodeAt(index)) % 0x7fffffff;
  }
  return `${text.length}-${sum}`;
}

/** One page of a list; a cursor is the number of items before it. */
export function pageOf<T>(
  items: T[],
  query: Pick<BreakdownQuery, 'cursor' | 'limit'>,
): { items: T[]; nextCursor?: string } {
  const start = Number(query.cursor ?? 0);
  const end = start + (query.limit ?? DEFAULT_LIMIT);
  return {
    items: items.slice(start, end),
    nextCursor: end < items.length ? String(end) : undefined,
  };
}
