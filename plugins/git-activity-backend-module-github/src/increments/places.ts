import { InputError } from '@backstage/errors';
import { END } from '../history';

/** How far the reading of what lies between two heads has come. Both heads are pinned. */
export type Place =
  /** What is removed, and then what is added, was found by walking: the last commit that was sent. */
  | { part: 'removed' | 'added'; after?: string }
  /** What is added is listed by the host. */
  | ListedPlace
  | { part: 'end' };

/** A place in a list of the host's. */
export interface ListedPlace {
  part: 'listed';
  /** The next page, counted from 1. */
  page: number;
  /** Whether a commit that was sent has the old head as a parent, which proves that nothing is gone. */
  joined: boolean;
  /** How many commits the new head reaches, if the host could count them. */
  total?: number;
}

const WALKED = /^(removed|added)(?: ([0-9a-f]{40,64}))?$/;
const LISTED = /^listed (\d{1,6}) (joined|apart) (\d{1,12}|-)$/;

export const BEGINNING: Place = { part: 'removed' };

export function formatPlace(place: Place): string {
  switch (place.part) {
    case 'end':
      return END;
    case 'listed': {
      const { page, joined, total } = place;
      return `listed ${page} ${joined ? 'joined' : 'apart'} ${total ?? '-'}`;
    }
    default:
      return place.after === undefined
        ? place.part
        : `${place.part} ${place.after}`;
  }
}

/** @throws InputError if no batch ever had such a cursor */
export function parsePlace(cursor: string | undefined): Place {
  if (cursor === undefined) {
    return BEGINNING;
  }
  if (cursor === END) {
    return { part: 'end' };
  }
  const [, part, after] = WALKED.exec(cursor) ?? [];
  if (part === 'removed' || part === 'added') {
    return { part, after };
  }
  const [, page, joined, total] = LISTED.exec(cursor) ?? [];
  if (page === undefined) {
    throw new InputError(`No batch of commits has the cursor "${cursor}"`);
  }
  return {
    part: 'listed',
    page: Number(page),
    joined: joined === 'joined',
    total: total === '-' ? undefined : Number(total),
  };
}
