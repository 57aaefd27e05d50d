import { InputError } from '@backstage/errors';

/** How far a reading has come: everything that is removed is sent before anything that is added. */
export interface Place {
  part: 'removed' | 'added';
  /** How many of this part were sent. */
  sent: number;
}

const CURSOR = /^(removed|added):(\d{1,15})$/;

/** What is sent in pages is found again by its place in GitLab's list, which the two heads decide alone. */
export function formatCursor(place: Place): string {
  return `${place.part}:${place.sent}`;
}

/** @throws InputError if no batch ever had such a cursor */
export function parseCursor(cursor: string): Place {
  const [, part, sent] = CURSOR.exec(cursor) ?? [];
  if (part !== 'removed' && part !== 'added') {
    throw new InputError(`No batch of commits has the cursor "${cursor}"`);
  }
  return { part, sent: Number(sent) };
}
