import { expect, test } from '@playwright/test';
import { commit, commitsOf, counted, lastTwelveMonths, within } from './git';
import { cellOf, listedCommits, total, visitTab } from './portal';

/** The demo searches for changes every few seconds. */
const SYNC_TIMEOUT_MS = 45_000;

test('A commit shows after the next sync, and an amended one replaces its former self', async ({
  page,
}) => {
  test.setTimeout(150_000);
  const repository = 'settlement-engine-brazil.git';
  const countNow = () =>
    within(counted(commitsOf([repository])), lastTwelveMonths()).length;
  const entity = 'component/settlement-engine-brazil';
  const expectTotal = (count: number) =>
    expect(async () => {
      await visitTab(page, { entity });
      await expect(total(page, count)).toBeVisible({ timeout: 3000 });
    }).toPass({ timeout: SYNC_TIMEOUT_MS });

  const before = countNow();
  await expectTotal(before);

  commit({ repository, subject: 'Try what happens' });
  expect(countNow()).toBe(before + 1);
  await expectTotal(before + 1);
  const [former] = commitsOf([repository]);

  commit({
    repository,
    subject: 'Try what happens, in better words',
    amend: true,
  });
  expect(countNow()).toBe(before + 1);
  const [{ day }] = commitsOf([repository]);
  await expect(async () => {
    await visitTab(page, { entity });
    await cellOf(page, day).click();
    await expect(
      listedCommits(page).filter({ hasText: 'in better words' }),
    ).toHaveCount(1, { timeout: 3000 });
  }).toPass({ timeout: SYNC_TIMEOUT_MS });
  await expect(total(page, before + 1)).toBeVisible();
  await expect(
    listedCommits(page).filter({ hasText: /Try what happens$/ }),
  ).toHaveCount(0);

  await page.getByRole('button', { name: 'Commit missing?' }).click();
  await page.keyboard.type(former.sha.slice(0, 12));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(
    'until the history was rewritten without it',
  );
});
