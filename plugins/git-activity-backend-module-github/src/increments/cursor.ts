import { InputError } from '@backstage/errors';
import { END } from '../history';

/** How far a reading has come: everything that is removed is sent before anything that is added. */
export interface Place {
  part: 'removed' | 'added' | 'end';
  /** The next page of the comparison, counted from 1. */
  page: number;
}

const CURSOR = /^(removed|added):(\d{1,6})$/;

export const BEGINNING: Place = { part: 'removed', page: 1 };

/** Both heads are pinned, so that a page of their comparison stays what it is. */
export function formatPlace({ part, page }: Place): string {
  return part === END ? END : `${part}:${page}`;
}

/** @throws InputError if no batch ever had such a cursor */
export function parsePlace(cursor: string | undefined): Place {
  if (cursor === undefined) {
    return BEGINNING;
  }
  if (cursor === END) {
    return { part: END, page: 1 };
  }
  const [, part, page] = CURSOR.exec(cursor) ?? [];
  if (part !== 'removed' && part !== 'added') {
    throw new InputError(`No batch of commits has the cursor "${cursor}"`);
  }
  return { part, page: Number(page) };
}
