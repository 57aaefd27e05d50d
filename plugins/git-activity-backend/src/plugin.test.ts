import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import gitModule from 'backstage-plugin-git-activity-backend-module-git';
import { gitActivitySourcesExtensionPoint } from 'backstage-plugin-git-activity-node';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import request from 'supertest';
import { setTimeout as sleep } from 'timers/promises';
import gitActivityPlugin from '.';
import { FakeHost } from './__testUtils__/FakeHost';

jest.setTimeout(60_000);

const CALENDAR =
  '/api/git-activity/calendar?entityRef=component:default/web&from=2024-01-01&to=2024-12-31';

describe('gitActivityPlugin', () => {
  const directory = createMockDirectory();

  function catalogOf(url: string) {
    return catalogServiceMock.factory({
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name: 'web',
            annotations: { 'git-activity/repository': url },
          },
        },
      ],
    });
  }

  function configOf(gitActivity: Record<string, string | string[]> = {}) {
    return mockServices.rootConfig.factory({
      data: {
        gitActivity: {
          git: { roots: [directory.path] },
          schedule: {
            frequency: { milliseconds: 200 },
            initialDelay: { milliseconds: 0 },
          },
          counting: gitActivity,
        },
      },
    });
  }

  it('finds a repository through the catalog, reads it with git and answers over HTTP, and sees what comes later', async () => {
    const repository = await TestRepository.create({
      dir: directory.resolve('web'),
    });
    const noon = Date.parse('2024-03-01T12:00:00Z') / 1000;
    await repository.commit(
      { authoredAt: noon },
      { authoredAt: noon, utcOffset: '+1300' },
    );
    const backend = await startTestBackend({
      features: [
        gitActivityPlugin,
        gitModule,
        schedulerServiceFactory,
        catalogOf(repository.url),
        configOf(),
      ],
    });
    const daysUntil = async (commits: number) => {
      for (const deadline = Date.now() + 30_000; ; await sleep(50)) {
        const { body } = await request(backend.server).get(CALENDAR);
        if (body.totals?.commits === commits || Date.now() > deadline) {
          return body.days;
        }
      }
    };

    await expect(daysUntil(2)).resolves.toEqual([
      { date: '2024-03-01', commits: 1 },
      { date: '2024-03-02', commits: 1 },
    ]);
    await repository.commit({ authoredAt: noon });
    await expect(daysUntil(3)).resolves.toEqual([
      { date: '2024-03-01', commits: 2 },
      { date: '2024-03-02', commits: 1 },
    ]);
    await backend.stop();
  });

  it('listens to what the hosts of its sources send after a push', async () => {
    const host = new FakeHost();
    host.pushEvents = {
      topics: ['host.push'],
      findRepository: () => undefined,
    };
    const hostModule = createBackendModule({
      pluginId: 'git-activity',
      moduleId: 'host',
      register(reg) {
        reg.registerInit({
          deps: { sources: gitActivitySourcesExtensionPoint },
          async init({ sources }) {
            sources.addSource(host);
          },
        });
      },
    });
    const events = mockServices.events.mock();
    const backend = await startTestBackend({
      features: [
        gitActivityPlugin,
        hostModule,
        catalogOf(''),
        configOf(),
        events.factory,
      ],
    });
    expect(events.subscribe).toHaveBeenCalledWith({
      id: 'git-activity',
      topics: ['host.push'],
      onEvent: expect.any(Function),
    });
    await backend.stop();
  });

  it('does not start with a setting that it cannot use, and names it', async () => {
    await expect(
      startTestBackend({
        features: [
          gitActivityPlugin,
          catalogOf(''),
          configOf({ dayBasis: 'Mars/Olympus' }),
        ],
      }),
    ).rejects.toThrow('gitActivity.counting.dayBasis');
  });

  it('blames the module that registers a source twice', async () => {
    const copy = createBackendModule({
      pluginId: 'git-activity',
      moduleId: 'copy',
      register(reg) {
        reg.registerInit({
          deps: { sources: gitActivitySourcesExtensionPoint },
          async init({ sources }) {
            const source = {
              id: 'git',
              resolve: async () => undefined,
              getHeads: async () => [],
              async *readCommits() {},
            };
            sources.addSource(source);
            sources.addSource(source);
          },
        });
      },
    });
    await expect(
      startTestBackend({
        features: [gitActivityPlugin, copy, catalogOf(''), configOf()],
      }),
    ).rejects.toThrow(/'copy'[^]*two commit sources with the id 'git'/);
  });
});
