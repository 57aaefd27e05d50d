import { expect, test } from '@playwright/test';
import { commitsOf } from './git';
import { HOSTILE_TEXTS, HOSTILE_URLS } from './hostile';
import { expectHarmless, watch } from './misdeeds';
import { listedCommits, total, visit, visitTab } from './portal';

for (const entity of ['component/local-hostile', 'component/remote-hostile']) {
  for (const width of [1440, 390]) {
    test(`What somebody wrote into commits to do harm is text and nothing else: ${entity}, ${width} pixels wide`, async ({
      page,
    }) => {
      await page.setViewportSize({ width, height: 1000 });
      const misdeeds = watch(page);
      const commits = commitsOf(['hostile.git']);
      expect(commits).toHaveLength(HOSTILE_TEXTS.length);
      const [{ day }] = commits;

      await visitTab(page, { entity, query: `?day=${day}` });
      await expect(total(page, commits.length)).toBeVisible();
      await expect(listedCommits(page)).toHaveCount(
        commits.filter(commit => commit.day === day).length,
      );
      for (const text of [
        '<script>window.pwned=1</script>',
        '<a href="https://evil.invalid/">Sign in again</a>',
        '[Sign in](javascript:window.pwned=1)',
        'ends in gnp.exe',
        'refund',
        '(no subject)',
        '__proto__',
      ]) {
        await expect(
          listedCommits(page).filter({ hasText: text }).first(),
        ).toBeVisible();
      }
      await expectHarmless(page, misdeeds);

      // Whoever committed can be filtered for, by names that are as hostile.
      await page.getByLabel('People').click();
      const people = page.getByRole('listbox').getByRole('option');
      await people.filter({ hasText: /^W+…$/ }).first().click();
      await expect(total(page, 1)).toBeVisible();
      await expectHarmless(page, misdeeds);
    });
  }
}

test('Repository URLs that lead nowhere good are refused, and named as text', async ({
  page,
}) => {
  const misdeeds = watch(page);
  await visit(page, '/catalog/default/system/nowhere/git-activity');
  const alert = page.getByRole('alert').filter({
    hasText: `${HOSTILE_URLS.length} repositories cannot be followed`,
  });
  await expect(alert).toBeVisible();
  for (const text of [
    'javascript:window.pwned=1',
    'data:text/html,<script>window.pwned=1</script>',
    '"onmouseover="x',
    'could make git run a program',
  ]) {
    await expect(alert).toContainText(text);
  }
  await expectHarmless(page, misdeeds);
});
