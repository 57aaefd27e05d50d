import { expect, test } from '@playwright/test';
import { commitsOf, counted, lastTwelveMonths, within } from './git';
import { total, visitTab } from './portal';

/** Long enough for the portal to hear of it, short enough to wait for its end. */
const LIMITED_SECONDS = 40;
const NOTICE_TIMEOUT_MS = 45_000;
const RECOVERY_TIMEOUT_MS = 100_000;

const entity = 'component/remote-payments';
const notice = /^A host’s limit on requests holds back 1 of 1 repository until/;

/** Tells the GitHub of these tests what to do; see remoteHost.ts. */
async function order(path: string, body: object): Promise<void> {
  const response = await fetch(`${process.env.E2E_HOST_CONTROL}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  expect(response.status).toBe(204);
}

test('A repository of GitHub counts as git does, waits while a limit holds it back, and goes on by itself', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const count = within(
    counted(commitsOf(['payments-api.git'])),
    lastTwelveMonths(),
  ).length;
  const expectSoon = (timeout: number, seen: () => Promise<void>) =>
    expect(async () => {
      await visitTab(page, { entity });
      await seen();
    }).toPass({ timeout });

  await visitTab(page, { entity });
  await expect(total(page, count)).toBeVisible();
  await expect(page.getByText(notice)).toHaveCount(0);

  await order('/exhaust', { seconds: LIMITED_SECONDS });
  await order('/commit', { subject: 'Pushed while nobody may look' });
  await expectSoon(NOTICE_TIMEOUT_MS, () =>
    expect(page.getByText(notice)).toBeVisible({ timeout: 3000 }),
  );
  // Nothing has failed: the numbers are there, and nothing says that they could not be had.
  await expect(page.getByText(/^Current; last synced/)).toBeVisible();
  await expect(
    page.getByText(/Waits until .* lets git-activity go on/),
  ).toBeVisible();

  await expectSoon(RECOVERY_TIMEOUT_MS, () =>
    expect(total(page, count + 1)).toBeVisible({ timeout: 3000 }),
  );
  await expect(page.getByText(notice)).toHaveCount(0);
});
