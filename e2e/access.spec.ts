import AxeBuilder from '@axe-core/playwright';
import { expect, Page, test } from '@playwright/test';
import { commitsOf, counted, lastTwelveMonths, within } from './git';
import {
  browserToday,
  calendarOf,
  cellOf,
  listedCommits,
  total,
  visit,
  visitTab,
} from './portal';

const DAY_MS = 86_400_000;

function daysBefore(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - count * DAY_MS)
    .toISOString()
    .slice(0, 10);
}

/** The day that has the keyboard's focus. */
function focusedDay(page: Page): Promise<string | null> {
  return page.evaluate(
    () => document.activeElement?.getAttribute('data-day') ?? null,
  );
}

test('The calendar can be walked and opened by keyboard alone', async ({
  page,
}) => {
  const today = browserToday();
  const commits = within(
    counted(commitsOf(['payments-api.git'])),
    lastTwelveMonths(),
  );
  // A working day of the weeks past, which has commits and to which arrow keys lead.
  const { day } = commits.find(commit => commit.day < daysBefore(today, 7))!;
  const distance =
    (Date.parse(`${today}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) /
    DAY_MS;

  await visitTab(page, { entity: 'component/payments-api' });
  await expect(total(page, commits.length)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Include bots' }).focus();
  for (let presses = 0; presses < 5; presses++) {
    await page.keyboard.press('Tab');
    if (await focusedDay(page)) {
      break;
    }
  }
  expect(await focusedDay(page)).toBe(today);

  for (let week = 0; week < Math.floor(distance / 7); week++) {
    await page.keyboard.press('ArrowLeft');
  }
  for (let count = 0; count < distance % 7; count++) {
    await page.keyboard.press('ArrowUp');
  }
  expect(await focusedDay(page)).toBe(day);
  await expect(cellOf(page, day)).toHaveAccessibleName(/^\d+ commits? on /);

  await page.keyboard.press('Enter');
  await expect(listedCommits(page)).toHaveCount(
    commits.filter(commit => commit.day === day).length,
  );
  await page.keyboard.press('Escape');
  await expect(listedCommits(page)).toHaveCount(0);
});

test('The same numbers are there as a table', async ({ page }) => {
  await visitTab(page, { entity: 'component/payments-api' });
  await page.getByRole('button', { name: 'Show as table' }).click();
  await expect(page.getByRole('table').first()).toBeVisible();
  await expect(calendarOf(page)).toHaveCount(0);
});

for (const theme of ['Light', 'Dark']) {
  test(`axe finds nothing on the tab in the ${theme.toLowerCase()} theme`, async ({
    page,
  }) => {
    await visit(page, '/settings');
    const choice = page.getByRole('button', { name: theme });
    await choice.click();
    await expect(choice).toHaveAttribute('aria-pressed', 'true');
    await visitTab(page, { entity: 'component/payments-api' });
    const { day } = counted(commitsOf(['payments-api.git']))[0];
    await cellOf(page, day).click();
    await expect(listedCommits(page).first()).toBeVisible();
    // What is the plugin's; the frame around it is Backstage's own.
    const results = await new AxeBuilder({ page }).include('main').analyze();
    expect(results.violations).toEqual([]);
  });
}

/** How much wider the page is than the screen. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      document.documentElement.scrollWidth -
      document.documentElement.clientWidth,
  );
}

test('On a phone months stand below each other, in squares that a finger can hit', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const entity of ['component/payments-api', 'group/team-payments']) {
    await visitTab(page, { entity });
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    const { width, height } = (await cellOf(
      page,
      browserToday(),
    ).boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    const months = calendarOf(page).getByRole('rowgroup');
    const [newest, before] = await months.evaluateAll(elements =>
      elements.slice(0, 2).map(element => element.getBoundingClientRect()),
    );
    expect(before.top).toBeGreaterThanOrEqual(newest.bottom);
    expect(before.left).toBe(newest.left);
  }
});

test('Where not all months have room the calendar scrolls inside itself, and says which are in view', async ({
  page,
}) => {
  await page.setViewportSize({ width: 760, height: 800 });
  await visitTab(page, { entity: 'component/payments-api' });
  expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  await expect(page.getByText(/^In view: .* to .*\. Scroll/)).toBeVisible();
  const words = await page.getByText(/^In view:/).textContent();
  await cellOf(page, lastTwelveMonths().from).scrollIntoViewIfNeeded();
  await expect(page.getByText(/^In view:/)).not.toHaveText(words!);
});

test('Dragging over days lists all of them', async ({ page }) => {
  const commits = within(
    counted(commitsOf(['payments-api.git'])),
    lastTwelveMonths(),
  );
  const last = commits.find(({ day }) => day < daysBefore(browserToday(), 7))!;
  const from = daysBefore(last.day, 7);
  await visitTab(page, { entity: 'component/payments-api' });
  await cellOf(page, from).hover();
  await page.mouse.down();
  await cellOf(page, last.day).hover();
  await page.mouse.up();
  await expect(listedCommits(page)).toHaveCount(
    commits.filter(({ day }) => day >= from && day <= last.day).length,
  );
});
