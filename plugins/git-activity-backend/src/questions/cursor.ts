import { InputError } from '@backstage/errors';

/** A place in a list as text that nobody needs to understand. */
export function writeCursor(place: Record<string, string | number>): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * Reads what {@link writeCursor} wrote.
 *
 * @param isPlace - whether it is a place in the list that is being read
 * @throws InputError that names the parameter if it is anything else
 */
export function readCursor<TPlace>(
  cursor: string,
  isPlace: (place: unknown) => place is TPlace,
): TPlace {
  const place = parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!isPlace(place)) {
    throw new InputError('cursor: this list never gave it');
  }
  return place;
}

/** Something of JSON; undefined if it is none. */
function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
