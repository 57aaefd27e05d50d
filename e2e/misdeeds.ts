import { expect, Page } from '@playwright/test';

// What no page may do, whoever wrote what it shows.

/** What a page has done, as far as it may not. */
export interface Misdeeds {
  /** URLs of requests to anybody but the portal. */
  requests: string[];
  dialogs: string[];
  /** Addresses of pages that opened by themselves. */
  pages: string[];
}

function ownOrigins(): string[] {
  const { E2E_PAGE, E2E_BACKEND } = process.env;
  return [E2E_PAGE, E2E_BACKEND].map(url => new URL(url ?? '').origin);
}

/** Notes from now on whatever a page does that it may not. */
export function watch(page: Page): Misdeeds {
  const misdeeds: Misdeeds = { requests: [], dialogs: [], pages: [] };
  const own = ownOrigins();
  page.on('request', request => {
    const { origin, protocol } = new URL(request.url());
    if (/^http/.test(protocol) && !own.includes(origin)) {
      misdeeds.requests.push(request.url());
    }
  });
  page.on('dialog', async dialog => {
    misdeeds.dialogs.push(dialog.message());
    await dialog.dismiss();
  });
  page.context().on('page', opened => misdeeds.pages.push(opened.url()));
  return misdeeds;
}

/**
 * That no script of somebody else ran, nobody else was asked, no link leads elsewhere than to the portal and the repositories' host,
 * and nothing is wider than its place.
 */
export async function expectHarmless(
  page: Page,
  misdeeds: Misdeeds,
): Promise<void> {
  const found = await page.evaluate(() => ({
    pwned: 'pwned' in window,
    polluted: 'polluted' in {},
    tooWide: [
      document.documentElement,
      ...document.querySelectorAll('main li, [role=alert], [role=option]'),
    ]
      .filter(element => element.scrollWidth > element.clientWidth + 1)
      .map(element => element.textContent?.slice(0, 100)),
    links: [...document.querySelectorAll<HTMLAnchorElement>('main a')].map(
      link => link.href,
    ),
  }));
  expect(misdeeds).toEqual({ requests: [], dialogs: [], pages: [] });
  expect(found).toMatchObject({ pwned: false, polluted: false, tooWide: [] });
  const allowed = [...ownOrigins(), `http://${process.env.E2E_HOST}`];
  for (const link of found.links) {
    const { origin, username } = new URL(link);
    expect(allowed, link).toContain(origin);
    expect(username, link).toBe('');
  }
}
