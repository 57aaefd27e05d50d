import { screen } from '@testing-library/react';
import { Commit, Day } from 'backstage-plugin-git-activity-common';
import { FakeBackend } from './FakeBackend';

/** What a repository of the sample is called on the page. */
export function nameOfSample(id: string): string {
  return id === '1' ? 'shop/shop' : `shop/shop-part-${id}`;
}

/** The row of a repository, by its id. */
export async function rowOf(id: string): Promise<HTMLElement> {
  const name = await screen.findByText(nameOfSample(id), {
    selector: 'td bdi',
  });
  return name.closest('tr')!;
}

/** The names in all rows, as they are on the page. */
export function listedNames(): string[] {
  return [...document.querySelectorAll('td bdi')]
    .map(({ textContent }) => textContent ?? '')
    .filter(name => name.startsWith('shop/'));
}

/** What counts in one repository, taken from the ledger itself. */
export function countedIn(
  backend: FakeBackend,
  options: { id: string; from: Day; to: Day },
): Commit[] {
  const { id, from, to } = options;
  return backend.ledger.commits.filter(
    ({ repository, day, merge, author }) =>
      repository.id === id && day >= from && day <= to && !merge && !author.bot,
  );
}
