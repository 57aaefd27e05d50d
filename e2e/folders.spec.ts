import { expect, test } from '@playwright/test';
import { commitsOf, counted, inFolders, lastTwelveMonths, within } from './git';
import { total, visitTab } from './portal';

// Three components of the sample organisation live in one repository.

const repository = 'warehouse.git';
const all = () => within(counted(commitsOf([repository])), lastTwelveMonths());

test('A component in a folder counts what changed it, and the rest when asked to', async ({
  page,
}) => {
  const folder = 'services/stock';
  const own = inFolders(all(), { repository, folders: [folder] });
  await visitTab(page, { entity: 'component/stock-service' });
  await expect(total(page, own.length)).toBeVisible();
  await expect(
    page.getByText(`Only commits that changed ${folder} are counted.`),
  ).toBeVisible();

  await page
    .getByRole('checkbox', { name: 'Include the rest of the repository' })
    .check();
  await expect(total(page, all().length)).toBeVisible();
  await expect(page).toHaveURL(/scope=repository/);
  expect(all().length).toBeGreaterThan(own.length);
});

test('A team that owns two of the folders counts each commit once', async ({
  page,
}) => {
  const folders = ['services/stock', 'services/picking'];
  const each = folders.map(folder =>
    inFolders(all(), { repository, folders: [folder] }),
  );
  const together = inFolders(all(), { repository, folders });
  expect(each[0].length + each[1].length).toBeGreaterThan(together.length);
  await visitTab(page, { entity: 'group/team-warehouse' });
  await expect(total(page, together.length)).toBeVisible();
});
