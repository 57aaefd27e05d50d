import { expect, Page, Route, test } from '@playwright/test';
import { commitsOf } from './git';
import { HARM, HOSTILE_TEXTS } from './hostile';
import { expectHarmless, watch } from './misdeeds';
import { calendarOf, listedCommits, visit } from './portal';

// What the page makes of answers that are not what the backend promises.

/** What answers have, of whichever endpoint. */
interface Answer {
  items: object[];
  days: object[];
  totals: object;
  coverage: object;
}

const [{ day }] = commitsOf(['hostile.git']);
const TAB = `/catalog/default/component/remote-hostile/git-activity?day=${day}`;
const SCRIPT = `<img src=x onerror="${HARM}">`;
const GONE = undefined;
const SOME_SECONDS_MS = 10_000;

/** Goes to another page of the portal without loading all of it anew. */
async function moveTo(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    window.history.pushState({}, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
}

/** Opens the tab with something else in place of what one endpoint answers. */
async function openTab(
  page: Page,
  endpoint: string,
  answer: (route: Route) => Promise<void>,
): Promise<void> {
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await moveTo(page, '/settings');
  await expect(calendarOf(page)).toHaveCount(0);
  await page.route(`**/api/git-activity/${endpoint}?*`, answer);
  await moveTo(page, TAB);
}

/** An answer of the backend, changed. */
function changed(change: (answer: Answer) => object | string) {
  return async (route: Route) => {
    const response = await route.fetch();
    const body = change(await response.json());
    await route.fulfill({
      response,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  };
}

/** The same for every item of a list. */
function changedItems(change: object) {
  return changed(answer => ({
    ...answer,
    items: answer.items.map(item => ({ ...item, ...change })),
  }));
}

// Each opens the tab many times.
test.describe.configure({ timeout: 180_000 });

test.beforeEach(({ page }) => visit(page, '/settings'));
// What is still being answered is nobody's business any more.
test.afterEach(({ page }) => page.unrouteAll({ behavior: 'ignoreErrors' }));

const NO_ANSWERS = [
  `<html><script>${HARM}</script></html>`,
  '{"items": [{"id": "1"',
  'null',
  '{"items": {"length": 1e9}, "days": "all"}',
];

for (const [endpoint, words] of [
  ['calendar', 'Git activity cannot be loaded'],
  ['commits', 'Commits cannot be loaded'],
  ['breakdown', 'Repositories cannot be loaded'],
  ['people', 'People cannot be listed'],
]) {
  test(`What is no answer of ${endpoint} is an error that is told: ${words}`, async ({
    page,
  }) => {
    const misdeeds = watch(page);
    for (const body of NO_ANSWERS) {
      await openTab(
        page,
        endpoint,
        changed(() => body),
      );
      await expect(page.getByText(words), body).toBeVisible();
      await expectHarmless(page, misdeeds);
    }
  });
}

test('A calendar that no page could draw is an error that is told, and none that it hangs at', async ({
  page,
}) => {
  const misdeeds = watch(page);
  for (const range of [
    { from: '0001-01-01', to: '9999-12-31' },
    { from: '2026-02-01', to: '2026-01-01' },
    { from: SCRIPT, to: SCRIPT },
    { from: null, to: null },
  ]) {
    await openTab(
      page,
      'calendar',
      changed(answer => ({ ...answer, ...range })),
    );
    await expect(page.getByText('Git activity cannot be loaded')).toBeVisible({
      timeout: SOME_SECONDS_MS,
    });
    await expectHarmless(page, misdeeds);
  }
});

test('Fields that are missing or of another kind never leave the page blank', async ({
  page,
}) => {
  const misdeeds = watch(page);
  for (const [endpoint, answer] of [
    ['calendar', changed(it => ({ ...it, coverage: GONE }))],
    ['calendar', changed(it => ({ ...it, totals: GONE }))],
    ['calendar', changed(it => ({ ...it, unrecognised: [SCRIPT] }))],
    ['commits', changedItems({ author: GONE })],
    ['commits', changedItems({ subject: { $$typeof: 'react.element' } })],
    ['commits', changedItems({ coAuthors: null })],
    ['commits', changed(it => ({ ...it, items: [null] }))],
    ['breakdown', changedItems({ repository: GONE })],
    ['breakdown', changed(it => ({ ...it, totals: GONE }))],
    ['people', changed(it => ({ ...it, items: [null] }))],
  ] as const) {
    await openTab(page, endpoint, answer);
    await expect(page.getByRole('alert').first()).toBeVisible();
    await expectHarmless(page, misdeeds);
  }
});

test('Numbers, days and keys that are none do no harm', async ({ page }) => {
  const misdeeds = watch(page);
  const polluted =
    '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}},';
  for (const answer of [
    changed(it => ({
      ...it,
      totals: { ...it.totals, commits: SCRIPT, people: '7' },
    })),
    changed(it => ({ ...it, days: [{ date: day, commits: '3' }] })),
    changed(it => ({ ...it, days: [{ date: '__proto__', commits: -1 }] })),
    changed(it => ({ ...it, dayBasis: HOSTILE_TEXTS.join(' ') })),
    changed(it => ({
      ...it,
      coverage: { ...it.coverage, syncedAt: SCRIPT, completeFrom: SCRIPT },
    })),
    changed(it => JSON.stringify(it).replace('{', polluted)),
  ]) {
    await openTab(page, 'calendar', answer);
    await expect(calendarOf(page)).toBeVisible();
    await expectHarmless(page, misdeeds);
  }
});

test('A commit leads nowhere but to its page on the host of its repository', async ({
  page,
}) => {
  const misdeeds = watch(page);
  const links = listedCommits(page).getByRole('link');
  await openTab(page, 'commits', route => route.continue());
  await expect(links.first()).toHaveAttribute(
    'href',
    `http://${process.env.E2E_HOST}/harbour/hostile/commit/${
      commitsOf(['hostile.git'])[0].sha
    }`,
  );
  for (const url of [
    `javascript:${HARM}`,
    `java\tscript:${HARM}`,
    `data:text/html,<script>${HARM}</script>`,
    'https://evil.invalid/commit/1',
    `https://${process.env.E2E_HOST}@evil.invalid/`,
    `http://user:token@${process.env.E2E_HOST}/`,
    '//evil.invalid/',
    '/settings',
    42,
    { toString: 1 },
  ]) {
    await openTab(page, 'commits', changedItems({ url }));
    await expect(
      listedCommits(page).filter({ hasText: '__proto__' }),
    ).toHaveCount(1);
    await expect(links).toHaveCount(0);
    await expectHarmless(page, misdeeds);
  }
});

test('A repository leads to a page of the web or nowhere', async ({ page }) => {
  const misdeeds = watch(page);
  for (const url of [
    `javascript:${HARM}//hostile/one`,
    `data:text/html,<script>${HARM}</script>/hostile/one`,
    'https://github.com@evil.invalid/hostile/one',
    '//evil.invalid/hostile/one',
  ]) {
    await openTab(
      page,
      'breakdown',
      changed(it => ({
        ...it,
        items: it.items.map(item => ({
          ...item,
          repository: { ...Object(item).repository, url },
        })),
        totals: { ...it.totals, repositories: 2 },
      })),
    );
    const row = page.getByRole('row').filter({ hasText: 'hostile/one' });
    await expect(row).toBeVisible();
    await expect(row.getByRole('link', { name: 'one' })).toHaveCount(0);
    await expectHarmless(page, misdeeds);
  }
});

test('What the backend is said to have said is text', async ({ page }) => {
  const misdeeds = watch(page);
  for (const message of [SCRIPT, HOSTILE_TEXTS.join(' ')]) {
    await openTab(page, 'calendar', route =>
      route.fulfill({
        status: 400,
        json: { error: { name: 'InputError', message }, response: {} },
        headers: {
          'Access-Control-Allow-Origin': new URL(page.url()).origin,
          'Access-Control-Allow-Credentials': 'true',
        },
      }),
    );
    await expect(page.getByText('This selection was refused')).toBeVisible();
    await expectHarmless(page, misdeeds);
  }
});

test('Of five thousand repositories that cannot be followed, some are named', async ({
  page,
}) => {
  const misdeeds = watch(page);
  const problems = Array.from({ length: 5_000 }, (_, index) => ({
    entityRef: `component:default/${index}`,
    message: SCRIPT,
  }));
  await openTab(
    page,
    'calendar',
    changed(it => ({ ...it, coverage: { ...it.coverage, problems } })),
  );
  await expect(page.getByText('and 4,980 more')).toBeVisible({
    timeout: SOME_SECONDS_MS,
  });
  await expectHarmless(page, misdeeds);
});
