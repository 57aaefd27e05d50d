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
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (error) {
    throw new InputError('cursor is not one that this list gave', error);
  }
  if (!isPlace(place)) {
    throw new InputError('cursor is not one that this list gave');
  }
  return place;
}
