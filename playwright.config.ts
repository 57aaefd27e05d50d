import { defineConfig } from '@playwright/test';

// `yarn test:e2e` starts a portal, says where it is, and which browser there is. Without it: a portal that runs already,
// and an installed Chrome.
const executablePath = process.env.E2E_CHROMIUM;
const args = JSON.parse(process.env.E2E_CHROMIUM_ARGS ?? '[]') as string[];

export default defineConfig({
  testDir: './e2e',
  outputDir: './e2e-test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  // The portal is one, and some tests change its repositories.
  workers: 1,
  reporter: [
    ['list'],
    ['html', { open: 'never', outputFolder: 'e2e-test-report' }],
    ...(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['json'] as const] : []),
  ],
  use: {
    baseURL: process.env.E2E_PAGE ?? 'http://localhost:3000',
    browserName: 'chromium',
    ...(executablePath
      ? { launchOptions: { executablePath, args } }
      : { channel: 'chrome' }),
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    viewport: { width: 1440, height: 1000 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
});
