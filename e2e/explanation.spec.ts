import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import {
  commitsOf,
  counted,
  git,
  lastTwelveMonths,
  PAYMENTS_REPOSITORIES,
  within,
} from './git';
import { total, visitTab } from './portal';

const TEAM = 'group/team-payments';

test('Whoever misses a commit is told which rule left it out, and it counts once that is changed', async ({
  page,
}) => {
  const recent = within(commitsOf(PAYMENTS_REPOSITORIES), lastTwelveMonths());
  const merge = recent.find(commit => commit.merge)!;
  await visitTab(page, { entity: TEAM });
  const ask = async (text: string) => {
    await page.getByRole('button', { name: 'Commit missing?' }).click();
    const dialog = page.getByRole('dialog');
    // Who opened it can write at once
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    return dialog.getByRole('alert');
  };

  const told = await ask(`https://host.example.com/-/commit/${merge.sha}`);
  await expect(told).toContainText('It is a merge, and merges are left out.');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('checkbox', { name: 'Include merges' }).check();
  await expect(await ask(merge.sha)).toContainText('It is counted');
  await page.keyboard.press('Escape');

  const [repository] = PAYMENTS_REPOSITORIES;
  const stray = git(repository, [
    ...['-c', 'user.name=Sam', '-c', 'user.email=sam@example.com'],
    ...['commit-tree', '-m', 'Not pushed', 'HEAD^{tree}'],
  ]).trim();
  await expect(await ask(stray)).toContainText(
    /not on the branch that counts of any of the \d repositories/,
  );
});

test('The rows that are downloaded add up to what is on the page', async ({
  page,
}) => {
  const expected = within(
    counted(commitsOf(PAYMENTS_REPOSITORIES)),
    lastTwelveMonths(),
  );
  await visitTab(page, { entity: TEAM });
  await expect(total(page, expected.length)).toBeVisible();
  const download = async (name: string) => {
    const waiting = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Share' }).click();
    await page.getByRole('menuitem', { name }).click();
    const path = await (await waiting).path();
    const [columns, ...rows] = (await readFile(path, 'utf8'))
      .replace('\uFEFF', '')
      .trimEnd()
      .split('\r\n');
    return { columns: columns.split(','), rows };
  };
  const days = await download('Download days as CSV');
  expect(days.columns.at(-1)).toBe('commits');
  const sum = days.rows
    .map(row => Number(row.split(',').at(-1)))
    .reduce((a, b) => a + b, 0);
  expect(sum).toBe(expected.length);
  const commits = await download('Download commits as CSV');
  expect(commits.rows.map(row => row.split(',')[2]).sort()).toEqual(
    expected.map(({ sha }) => sha).sort(),
  );
});
