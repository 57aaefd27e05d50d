import { expect, Locator, Page } from '@playwright/test';

/** The clock that the browser lives by; see playwright.config.ts. */
const BROWSER_TIME_ZONE = 'Europe/Vienna';

/** The day that it is for the browser. */
export function browserToday(): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: BROWSER_TIME_ZONE,
  }).format(new Date());
}

/** A number as the page writes it. */
export function written(count: number): string {
  return count.toLocaleString('en-GB');
}

/** A number of commits as the page writes it. */
export function commitsInWords(count: number): string {
  return count === 1 ? '1 commit' : `${written(count)} commits`;
}

/** Opens a page of the portal, as a guest. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  const enter = page.getByRole('button', { name: 'Enter' });
  const menu = page.getByRole('navigation').first();
  await enter.or(menu).first().waitFor({ state: 'attached', timeout: 60_000 });
  if (await enter.isVisible()) {
    await enter.click();
  }
  await expect(menu).toBeAttached();
}

/** The tab of an entity's page. */
export async function visitTab(
  page: Page,
  options: { entity: string; query?: string },
): Promise<void> {
  const { entity, query = '' } = options;
  await visit(page, `/catalog/default/${entity}/git-activity${query}`);
  await expect(calendarOf(page)).toBeVisible();
}

/** The calendar on a page. */
export function calendarOf(page: Page): Locator {
  return page.getByRole('grid', { name: /^Commits by day/ });
}

/** One day of it. */
export function cellOf(page: Page, day: string): Locator {
  return calendarOf(page).locator(`[data-day="${day}"]`);
}

/** The number that a day announces. */
export async function countOf(page: Page, day: string): Promise<number> {
  const label = await cellOf(page, day).getAttribute('aria-label');
  if (label?.startsWith('No commits')) {
    return 0;
  }
  const match = label?.match(/^([\d,]+) commits? on /);
  if (!match) {
    throw new Error(`${day} announces no number: ${label}`);
  }
  return Number(match[1].replaceAll(',', ''));
}

/** The commits listed for the chosen day. */
export function listedCommits(page: Page): Locator {
  return page
    .getByRole('region', { name: / on \w+, .*\d{4}$|commits? (on|from) / })
    .getByRole('listitem');
}

/** The line with the number of all commits in the calendar. */
export function total(page: Page, count: number): Locator {
  return page.getByRole('heading', {
    name: commitsInWords(count),
    exact: true,
  });
}
