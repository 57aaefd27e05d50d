import AxeBuilder from '@axe-core/playwright';
import { expect, Page, test } from '@playwright/test';
import { commit } from './git';
import { visit, visitTab } from './portal';

/** The demo searches for changes every few seconds. */
const SYNC_TIMEOUT_MS = 60_000;

/** The row of somebody in the list of everyone. */
function rowOf(page: Page, name: string) {
  return page
    .getByRole('table', { name: 'People' })
    .getByRole('row', { name: new RegExp(`^${name}`) });
}

/** The list of everyone, searched for somebody whose commits have just been made. */
async function findPerson(page: Page, options: { name: string; text: string }) {
  const { name, text } = options;
  await expect(async () => {
    await visit(page, '/git-activity/people');
    await page.getByLabel(/^Search names/).fill(text);
    await expect(rowOf(page, name)).toHaveCount(1, { timeout: 3000 });
  }).toPass({ timeout: SYNC_TIMEOUT_MS });
  return rowOf(page, name);
}

test('An admin merges two people, sees whose commits that made them, and undoes it', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const author = { name: 'Tane at home', email: 'tane@home.example' };
  commit({ repository: 'warehouse.git', subject: 'Work at home', author });

  await visit(page, '/');
  await page.getByRole('link', { name: 'Git activity', exact: true }).click();
  await expect(page).toHaveURL(/\/git-activity\/people/);

  const row = await findPerson(page, { name: author.name, text: author.email });
  await expect(row).toContainText('1 commit, by nothing but the address');
  await row.getByRole('button', { name: /^Merge/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Who is it?').fill('Walker');
  await page.getByRole('option', { name: /Tāne Walker/ }).click();
  await expect(dialog).toContainText(
    '1 commit of Tane at home would be Tāne Walker’s',
  );
  await expect(dialog).toContainText(
    'Tāne Walker <tane.walker@harbour.example> <tane@home.example>',
  );
  const inDialog = await new AxeBuilder({ page })
    .include('[role=dialog]')
    .analyze();
  expect(inDialog.violations).toEqual([]);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();

  const merged = rowOf(page, 'Tāne Walker');
  await expect(merged).toContainText(author.email);
  await expect(merged).toContainText('1 commit, by a merge');
  await expect(rowOf(page, author.name)).toHaveCount(0);
  const results = await new AxeBuilder({ page })
    .include('[data-writing]')
    .analyze();
  expect(results.violations).toEqual([]);

  await page
    .getByRole('button', { name: `Undo: ${author.email} is`, exact: false })
    .click();
  await expect(rowOf(page, author.name)).toContainText(
    '1 commit, by nothing but the address',
  );
  await expect(page.getByText(/undone by user:default\//)).toBeVisible();
});

test('An engineer claims an address, and has its commits once that is approved', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const author = { name: 'Amara on the train', email: 'amara@train.example' };
  commit({ repository: 'warehouse.git', subject: 'Work on the way', author });
  await findPerson(page, { name: author.name, text: author.email });

  await visitTab(page, { entity: 'user/amara.okafor' });
  await expect(page.getByRole('button', { name: 'Claim it' })).toBeVisible();
  await page.getByRole('button', { name: 'Claim it' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Address, as it is/).fill(author.email);
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText(`${author.email}: waits for a decision`);

  await visit(page, '/git-activity/people');
  await page
    .getByRole('button', { name: `Approve ${author.email} for`, exact: false })
    .click();
  await page.getByLabel(/^Search names/).fill(author.email);
  await expect(
    page.getByRole('table', { name: 'People' }).getByRole('row').nth(1),
  ).toContainText('1 commit, by a claim');
});
