import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import gitModule from 'backstage-plugin-git-activity-backend-module-git';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { setTimeout as sleep } from 'timers/promises';
import gitActivityPlugin from '.';

jest.setTimeout(60_000);

const CALENDAR =
  '/api/git-activity/calendar?entityRef=component:default/web&from=2024-01-01&to=2024-12-31';
const COMMITS = CALENDAR.replace('calendar', 'commits');

/** What each token is restricted to; its name is the token, too. */
const RESTRICTIONS = {
  'token-of-a-dashboard': [
    { plugin: 'git-activity', permission: 'git-activity.calendar.read' },
  ],
  'token-of-a-reader': [
    { plugin: 'git-activity', permissionAttribute: { action: 'read' } },
  ],
  'token-of-something-else': [{ plugin: 'search' }],
  'token-of-everything': undefined,
};

describe('a service that calls with a static token', () => {
  const directory = createMockDirectory();
  let backend: Awaited<ReturnType<typeof startTestBackend>>;
  let origin: string;

  const ask = (path: string, token: string, method = 'GET') =>
    fetch(`${origin}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
    });

  beforeAll(async () => {
    const repository = await TestRepository.create({
      dir: directory.resolve('web'),
    });
    await repository.commit({ authoredAt: 1709294400 });
    await repository.commit({ authoredAt: 1709294400 });
    directory.addContent({
      'catalog.json': JSON.stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: 'web',
          annotations: { 'git-activity/repository': repository.url },
        },
        spec: { type: 'website', lifecycle: 'production', owner: 'guests' },
      }),
    });
    backend = await startTestBackend({
      features: [
        gitActivityPlugin,
        gitModule,
        catalogPlugin,
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
        schedulerServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            backend: {
              auth: {
                externalAccess: Object.entries(RESTRICTIONS).map(
                  ([token, accessRestrictions]) => ({
                    type: 'static',
                    options: { token, subject: token },
                    ...(accessRestrictions && { accessRestrictions }),
                  }),
                ),
              },
            },
            permission: { enabled: true },
            catalog: {
              locations: [
                { type: 'file', target: directory.resolve('catalog.json') },
              ],
            },
            gitActivity: {
              git: { roots: [directory.path] },
              schedule: {
                frequency: { milliseconds: 200 },
                initialDelay: { milliseconds: 0 },
              },
            },
          },
        }),
      ],
    });
    origin = `http://localhost:${backend.server.port()}`;
    for (const deadline = Date.now() + 30_000; ; await sleep(50)) {
      const response = await ask(CALENDAR, 'token-of-everything');
      const { totals } = await response.json();
      if (totals?.commits === 2 || Date.now() > deadline) break;
    }
  });

  afterAll(() => backend.stop());

  it.each(['token-of-a-dashboard', 'token-of-a-reader', 'token-of-everything'])(
    'is answered what the catalog has, with the %s',
    async token => {
      const response = await ask(CALENDAR, token);
      expect(response.status).toBe(200);
      expect((await response.json()).totals).toEqual({
        commits: 2,
        activeDays: 1,
        people: 1,
        repositories: 1,
      });
    },
  );

  it.each([
    [COMMITS, 'GET', 'token-of-a-dashboard', 403],
    [COMMITS, 'GET', 'token-of-a-reader', 200],
    ['/api/git-activity/repositories', 'GET', 'token-of-a-dashboard', 403],
    ['/api/git-activity/repositories/1/sync', 'POST', 'token-of-a-reader', 403],
    [
      '/api/git-activity/repositories/9/sync',
      'POST',
      'token-of-everything',
      404,
    ],
    [CALENDAR, 'GET', 'token-of-something-else', 403],
    [CALENDAR, 'GET', 'made-up', 401],
    // It reads the catalog through this plugin only
    ['/api/catalog/entities', 'GET', 'token-of-a-dashboard', 403],
  ])(
    'is answered %s %s with the %s by %s',
    async (path, method, token, status) => {
      expect((await ask(path, token, method)).status).toBe(status);
    },
  );
});
