import { setTimeout as sleep } from 'node:timers/promises';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import gitActivityPlugin from '../plugins/git-activity-backend/src';
import { createLedger, Engine, ENGINES } from './databases';
import { percentile } from './measure';
import { madeUpHostModule } from './madeUpHost';
import { Report } from './Report';

const REPOSITORIES = 100;
const COMMITS_PER_REPOSITORY = 10_000;
const REQUESTS = 200;
const WARM_UP_REQUESTS = 20;
const PROGRESS_INTERVAL_MS = 1_000;
const FILL_TIMEOUT_MS = 30 * 60_000;
/** At ten times as many commits on PostgreSQL, so here they are the least to expect. */
const BARS_MS = { one: 10, all: 150, unchanged: 5 };

function components(): Entity[] {
  return Array.from({ length: REPOSITORIES }, (_, index) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      namespace: 'default',
      name: `component-${index}`,
      annotations: { 'git-activity/repository': `made-up:${index}` },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'team' },
  }));
}

async function untilFilled(knex: Knex): Promise<void> {
  const deadline = Date.now() + FILL_TIMEOUT_MS;
  for (;;) {
    const [{ count }] = await knex('repositories')
      .whereNotNull('synced_at')
      .count({ count: '*' });
    if (Number(count) === REPOSITORIES) return;
    if (Date.now() > deadline) {
      throw new Error(`Only ${count} of ${REPOSITORIES} repositories are read`);
    }
    await sleep(PROGRESS_INTERVAL_MS);
  }
}

/** How long requests take, one after the other, in milliseconds. */
async function latencies(options: {
  url: string;
  headers?: Record<string, string>;
  status: number;
}): Promise<number[]> {
  const { url, headers, status } = options;
  const taken: number[] = [];
  for (let turn = -WARM_UP_REQUESTS; turn < REQUESTS; turn++) {
    const begin = performance.now();
    const response = await fetch(url, {
      headers: { Authorization: mockCredentials.user.header(), ...headers },
    });
    await response.arrayBuffer();
    if (response.status !== status) {
      throw new Error(`${url} answered ${response.status}`);
    }
    if (turn >= 0) taken.push(performance.now() - begin);
  }
  return taken;
}

async function measureEngine(options: {
  engine: Engine;
  folder: string;
  report: Report;
}): Promise<void> {
  const { engine, report } = options;
  const knex = await createLedger(options);
  const backend = await startTestBackend({
    features: [
      gitActivityPlugin,
      madeUpHostModule({ commits: COMMITS_PER_REPOSITORY }),
      schedulerServiceFactory,
      catalogServiceMock.factory({ entities: components() }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({
        data: { gitActivity: { schedule: { initialDelay: { seconds: 0 } } } },
      }),
    ],
  });
  try {
    const origin = `http://localhost:${backend.server.port()}`;
    const calendar = `${origin}/api/git-activity/calendar`;
    const one = `${calendar}?entityRef=component:default/component-7`;
    await untilFilled(knex);
    const floor = await latencies({
      url: `${origin}/.backstage/health/v1/liveness`,
      status: 200,
    });
    const beside = `beside ${percentile(floor, 0.95).toFixed(
      1,
    )} ms of a request that does nothing`;
    const p95 = async (
      name: string,
      bar: number,
      request: Parameters<typeof latencies>[0],
    ) =>
      report.absolute(`${name}, p95, ${engine}`, {
        value: percentile(await latencies(request), 0.95),
        unit: 'ms',
        bar,
        beside,
      });
    await p95("one repository's year", BARS_MS.one, { url: one, status: 200 });
    await p95(`all ${REPOSITORIES} repositories' year`, BARS_MS.all, {
      url: calendar,
      status: 200,
    });
    const etag = (
      await fetch(one, {
        headers: { Authorization: mockCredentials.user.header() },
      })
    ).headers.get('etag');
    await p95('unchanged', BARS_MS.unchanged, {
      url: one,
      headers: { 'If-None-Match': etag ?? '' },
      status: 304,
    });
  } finally {
    await backend.stop();
    await knex.destroy();
  }
}

export async function measureCalendar(options: {
  folder: string;
  report: Report;
}): Promise<void> {
  options.report.heading(
    `GET /calendar over HTTP with ${
      REPOSITORIES * COMMITS_PER_REPOSITORY
    } stored commits in ${REPOSITORIES} repositories, ${REQUESTS} requests each`,
  );
  for (const engine of ENGINES) {
    await measureEngine({ ...options, engine });
  }
}
