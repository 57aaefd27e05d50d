import { Entity } from '@backstage/catalog-model';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mutate } from 'swr';
import userEvent, { UserEvent } from '@testing-library/user-event';
import plugin from '../src/alpha';
import { gitActivityApiRef } from '../src/api';
import { AddressBar } from './AddressBar';
import { FakeGitActivityApi } from './FakeGitActivityApi';
import { scenarios } from './scenarios';

/** The moment at which tests take place. */
export const NOW = new Date('2026-11-23T12:00:00Z');
export const TODAY = '2026-11-23';

/** Makes it the day of the tests; only the date is fake, all else takes its time. */
export function stopTheClock(): void {
  jest.useFakeTimers({
    now: NOW,
    doNotFake: [
      'cancelAnimationFrame',
      'cancelIdleCallback',
      'clearImmediate',
      'clearInterval',
      'clearTimeout',
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'requestAnimationFrame',
      'requestIdleCallback',
      'setImmediate',
      'setInterval',
      'setTimeout',
    ],
  });
}

/** An entity that names a repository, unless told otherwise. */
export function entityOf(
  kind: string = 'Component',
  annotations: Record<string, string> = {
    'git-activity/repository': 'https://github.example.com/shop/shop',
  },
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name: 'shop', namespace: 'default', annotations },
    spec: {},
  };
}

/** The backend of a scenario, at the moment of the tests. */
export function apiOf(scenario: string): FakeGitActivityApi {
  return scenarios[scenario]({ today: TODAY, now: NOW });
}

/** Shows an extension of the plugin on an entity's page, as a portal does. */
export function renderExtension(options: {
  extension: 'entity-content:git-activity' | 'entity-card:git-activity';
  api: FakeGitActivityApi;
  entity?: Entity;
  query?: string;
  maySync?: boolean;
}): { user: UserEvent; api: FakeGitActivityApi; unmount(): void } {
  const { extension, api, entity = entityOf(), maySync = true } = options;
  // permissions are remembered for as long as the page lives, which is here all tests
  mutate(() => true, undefined);
  const { unmount } = renderTestApp({
    extensions: [
      createTestEntityPage({ entity }),
      plugin.getExtension(extension),
      AddressBar,
    ],
    apis: [
      [gitActivityApiRef, api],
      mockApis.permission({
        authorize: maySync ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      }),
    ],
    initialRouteEntries: [`/?${options.query ?? ''}`],
  });
  return { user: userEvent.setup({ delay: null }), api, unmount };
}

/** Shows the tab. */
export function renderTab(
  options: Omit<Parameters<typeof renderExtension>[0], 'extension'>,
): ReturnType<typeof renderExtension> {
  return renderExtension({
    ...options,
    extension: 'entity-content:git-activity',
  });
}

/** The square of a day. */
export function squareOf(day: string): HTMLElement {
  const square = document.querySelector<HTMLElement>(`[data-day="${day}"]`);
  if (!square) {
    throw new Error(`No square for ${day}`);
  }
  return square;
}
