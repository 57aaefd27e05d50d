import { InputError } from '@backstage/errors';

/** A part of a list. */
export interface Page {
  /** The place after which it begins; absent for the first one. */
  cursor?: string;
  /** How many items it holds at most. */
  limit: number;
}

/** The last item of the page before, in a list of what has ids. */
export interface IdPlace {
  id: number;
}

/** Whether a place is one in a list of what has ids. */
export function isIdPlace(place: unknown): place is IdPlace {
  return (
    typeof place === 'object' &&
    place !== null &&
    'id' in place &&
    Number.isSafeInteger(place.id)
  );
}

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
