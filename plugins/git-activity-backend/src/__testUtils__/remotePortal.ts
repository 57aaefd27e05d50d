import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  coreServices,
  createServiceFactory,
  LoggerService,
  RootLoggerService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Repository } from 'backstage-plugin-git-activity-common';
import gitModule from 'backstage-plugin-git-activity-backend-module-git';
import githubModule from 'backstage-plugin-git-activity-backend-module-github';
import gitlabModule from 'backstage-plugin-git-activity-backend-module-gitlab';
import { JsonObject } from '@backstage/types';
import { Knex } from 'knex';
import request from 'supertest';
import { setTimeout as sleep } from 'timers/promises';
import { inspect } from 'util';
import gitActivityPlugin from '..';

const POLL_MS = 100;
const SYNC_TIMEOUT_MS = 90_000;

/** Keeps whatever is logged, with all that hangs on an error. */
class KeptLog implements RootLoggerService {
  readonly lines: string[];

  constructor(lines: string[] = []) {
    this.lines = lines;
  }

  error = this.#keep('error');
  warn = this.#keep('warn');
  info = this.#keep('info');
  debug = this.#keep('debug');

  child(): LoggerService {
    return new KeptLog(this.lines);
  }

  #keep(level: string) {
    return (...said: unknown[]) => {
      this.lines.push(
        [level, ...said.map(part => inspect(part, { depth: 12 }))].join(' '),
      );
    };
  }
}

/** A portal with the whole plugin and all sources, whose catalog names some repositories. */
export async function startRemotePortal(options: {
  knex: Knex;
  /** URLs by the names of the components that name them. */
  repositories: Record<string, string>;
  config: JsonObject;
}) {
  const { knex, repositories, config } = options;
  const log = new KeptLog();
  const backend = await startTestBackend({
    features: [
      gitActivityPlugin,
      gitModule,
      githubModule,
      gitlabModule,
      schedulerServiceFactory,
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => log,
      }),
      catalogServiceMock.factory({
        entities: Object.entries(repositories).map(([name, url]) => ({
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Component',
          metadata: {
            name,
            annotations: { 'git-activity/repository': url },
          },
        })),
      }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });

  const get = async (path: string) => {
    const { body } = await request(backend.server).get(
      `/api/git-activity${path}`,
    );
    return body;
  };
  const list = async (): Promise<Repository[]> =>
    (await get('/repositories?limit=500')).items;

  return {
    log: log.lines,
    get,
    list,
    /** Asks for a sync of every repository, at once. */
    async syncAll(): Promise<void> {
      // As if everything had been asked for the last time a while ago.
      await options.knex('repositories').update({ attempted_at: new Date(0) });
      for (const { id } of await list()) {
        await request(backend.server).post(
          `/api/git-activity/repositories/${id}/sync`,
        );
      }
    },
    /** Waits until all repositories are as a test wants them. */
    async until(
      isReady: (repository: Repository) => boolean,
    ): Promise<Repository[]> {
      const expected = Object.keys(repositories).length;
      for (const deadline = Date.now() + SYNC_TIMEOUT_MS; ; ) {
        const items = await list();
        if (items.length >= expected && items.every(isReady)) {
          return items;
        }
        if (Date.now() > deadline) {
          throw new Error(
            `Waited in vain: ${inspect(items)}\n${log.lines.join('\n')}`,
          );
        }
        await sleep(POLL_MS);
      }
    },
    stop: () => backend.stop(),
  };
}
