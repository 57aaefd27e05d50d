import { Entity } from '@backstage/catalog-model';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import {
  ApiBlueprint,
  createFrontendModule,
  createTranslationRef,
  PageBlueprint,
  translationApiRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import {
  HomePageLayoutBlueprint,
  HomePageLayoutProps,
} from '@backstage/plugin-home-react/alpha';
import homePlugin from '@backstage/plugin-home/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { MockTranslationApi } from '@backstage/test-utils/alpha';
import { act } from '@testing-library/react';
import { mutate } from 'swr';
import userEvent, { UserEvent } from '@testing-library/user-event';
import plugin, { gitActivityTranslationRef } from '../src/alpha';
import { PeoplePage } from '../src/components/AdminPage';
import { english } from '../src/translations/english';
import { AddressBar } from './AddressBar';
import { BACKEND_URL, FakeBackend } from './FakeBackend';
import { scenarios } from './scenarios';
import { server } from './server';

/** The moment at which tests take place. */
export const NOW = new Date('2026-11-23T12:00:00Z');
export const TODAY = '2026-11-23';
/** The day that it is then where days begin first. */
export const LAST_TODAY = '2026-11-24';
const MINUTE_MS = 60_000;

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

/** Lets minutes pass in which nobody looks at the page, and looks at it again. */
export async function lookAgain(options: { afterMinutes: number }) {
  jest.setSystemTime(Date.now() + options.afterMinutes * MINUTE_MS);
  await act(async () => {
    document.dispatchEvent(new Event('visibilitychange'));
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
export function backendOf(scenario: string): FakeBackend {
  return scenarios[scenario]({ today: TODAY, now: NOW });
}

/** Translations of a portal that has its own words for some messages. */
function translationsOf(
  messages: Partial<Record<keyof typeof english, string>>,
) {
  const api = MockTranslationApi.create();
  // whatever is known of a ref stays with its id
  api.getTranslation(
    createTranslationRef({
      id: gitActivityTranslationRef.id,
      messages: { ...english, ...messages },
    }),
  );
  return [translationApiRef, api] as const;
}

/** What `app-config.yaml` says below `app` where a portal offers several languages. */
function portalIn(defaultLanguage: string = 'en') {
  const config = { defaultLanguage, availableLanguages: ['en', 'de', 'fr'] };
  return {
    baseUrl: 'http://localhost:3000',
    extensions: [{ 'api:app/app-language': { config } }],
  };
}

/** What a portal is like in which something is shown. */
interface PortalOptions {
  backend: FakeBackend;
  maySync?: boolean;
  /** Who looks, as a User. */
  viewer?: string;
  /** What they own, themselves and their groups. */
  owns?: string[];
  /** The language that is chosen in the portal. */
  language?: string;
  /** What the portal says in other words. */
  messages?: Partial<Record<keyof typeof english, string>>;
}

interface Rendered {
  user: UserEvent;
  backend: FakeBackend;
  unmount(): void;
}

function renderPortal(
  options: PortalOptions,
  parts: Pick<
    Parameters<typeof renderTestApp>[0] & object,
    'extensions' | 'features' | 'mountedRoutes'
  > & {
    path: string;
  },
): Rendered {
  const { backend, maySync = true, viewer: userEntityRef } = options;
  const { path, extensions = [], ...rest } = parts;
  // permissions are remembered for as long as the page lives, which is here all tests
  mutate(() => true, undefined);
  server.use(...backend.handlers);
  const { unmount } = renderTestApp({
    ...rest,
    extensions: [...extensions, AddressBar],
    apis: [
      ...(options.messages ? [translationsOf(options.messages)] : []),
      mockApis.discovery({ baseUrl: BACKEND_URL }),
      mockApis.fetch(),
      mockApis.identity({ userEntityRef, ownershipEntityRefs: options.owns }),
      mockApis.permission({
        authorize: maySync ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
      }),
    ],
    config: { app: portalIn(options.language) },
    initialRouteEntries: [path],
  });
  return { user: userEvent.setup({ delay: null }), backend, unmount };
}

/** Shows an extension of the plugin on an entity's page, as a portal does. */
export function renderExtension(
  options: PortalOptions & {
    extension: 'entity-content:git-activity' | 'entity-card:git-activity';
    entity?: Entity;
    query?: string;
  },
): Rendered {
  const { extension, entity = entityOf(), query = '' } = options;
  return renderPortal(options, {
    path: `/?${query}`,
    extensions: [
      createTestEntityPage({ entity }),
      plugin.getExtension('api:git-activity'),
      plugin.getExtension(extension),
    ],
  });
}

/** A catalog that has these entities. */
function catalogOf(entities: Entity[]) {
  return ApiBlueprint.make({
    name: 'catalog',
    params: define =>
      define({
        api: catalogApiRef,
        deps: {},
        factory: () => new InMemoryCatalogClient({ entities }),
      }),
  });
}

/** The home page with the plugin's widget only, and without the grid that viewers arrange, which has no room in jsdom. */
const plainHomePage = createFrontendModule({
  pluginId: 'home',
  extensions: [
    HomePageLayoutBlueprint.make({
      params: { loader: async () => PlainLayout },
    }),
  ],
});

function PlainLayout({ widgets }: HomePageLayoutProps) {
  return widgets.find(({ name }) => name === 'GitActivity')!.component;
}

/** Shows Backstage's home page with the plugin's widget and no other. */
export function renderHome(
  options: PortalOptions & {
    /** What the catalog knows. */
    entities: Entity[];
  },
): Rendered {
  return renderPortal(
    { viewer: 'user:default/shop', ...options },
    {
      path: '/home',
      extensions: [
        plugin.getExtension('api:git-activity'),
        plugin.getExtension('home-page-widget:git-activity'),
        catalogOf(options.entities),
      ],
      mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
      features: [homePlugin, plainHomePage],
    },
  );
}

/** The sub-page of people by itself: an app of tests cannot wait for the permission without which a portal has no such page. */
const peoplePage = PageBlueprint.make({
  name: 'people',
  params: {
    path: '/git-activity/people',
    loader: async () => <PeoplePage />,
  },
});

/** Shows who is who to admins, as a portal does that has these entities. */
export function renderPeople(
  options: PortalOptions & { entities?: Entity[] },
): Rendered {
  return renderPortal(options, {
    path: '/git-activity/people',
    extensions: [
      plugin.getExtension('api:git-activity'),
      peoplePage,
      catalogOf(options.entities ?? []),
    ],
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
  });
}

/** Shows the tab. */
export function renderTab(
  options: Omit<Parameters<typeof renderExtension>[0], 'extension'>,
): Rendered {
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
