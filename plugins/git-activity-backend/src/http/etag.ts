/**
 * Whether the caller has what an ETag names, by what they sent as `If-None-Match`.
 *
 * Express would tell too, but not to a caller that sends `Cache-Control: no-cache`, as `fetch` does by itself with every
 * `If-None-Match` that it is given.
 */
export function isKnownToCaller(
  ifNoneMatch: string | undefined,
  etag: string,
): boolean {
  const known = (ifNoneMatch ?? '')
    .split(',')
    // A cache on the way may have made it a weak one
    .map(value => value.trim().replace(/^W\//, ''));
  return known.includes(etag) || known.includes('*');
}
