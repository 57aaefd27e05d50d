import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { BackendFeature } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import gitActivityPlugin from '../plugins/git-activity-backend/src';
import githubModule from '../plugins/git-activity-backend-module-github/src';
import gitlabModule from '../plugins/git-activity-backend-module-gitlab/src';
import { TestRepository } from '../plugins/git-activity-source-test-kit/src';
import { FakeGithub, FakeGitlab } from '../packages/fake-hosts/src';
import { createLedger } from './databases';
import { Report } from './Report';

const COMMITS_OF_EACH = 20;
const COMMITS_PER_PAGE = 100;
const POLL_MS = 200;
const TIMEOUT_MS = 20 * 60_000;
const TOKEN = 'bench-token';
/** Repositories per point of GitHub's GraphQL API, at least. */
const REPOSITORIES_PER_POINT_BAR = 50;

/** What a host was asked so far. */
interface Cost {
  requests: number;
  /** Of GitHub's GraphQL API. */
  points: number;
}

interface Host {
  name: string;
  module: BackendFeature;
  config: JsonObject;
  /** The URL of a repository by its name. */
  publish(name: string, repository: TestRepository): string;
  cost(): Cost;
  stop(): Promise<void>;
}

async function startGithub(): Promise<Host> {
  const github = await FakeGithub.start();
  github.addToken({
    token: TOKEN,
    kind: 'classic',
    scopes: ['repo'],
    login: 'portal',
  });
  return {
    name: 'GitHub',
    module: githubModule,
    config: {
      integrations: {
        github: [
          { host: github.host, apiBaseUrl: github.apiBaseUrl, token: TOKEN },
        ],
      },
    },
    publish: (name, repository) =>
      github.addRepository({ owner: 'fleet', name, repository }).url,
    cost: () => ({
      requests: github.requests.length,
      points: github.points().graphql,
    }),
    stop: () => github.stop(),
  };
}

async function startGitlab(): Promise<Host> {
  const gitlab = await FakeGitlab.start();
  gitlab.addToken({ token: TOKEN, scopes: ['read_api'] });
  return {
    name: 'GitLab',
    module: gitlabModule,
    config: {
      integrations: {
        gitlab: [
          {
            host: gitlab.host,
            baseUrl: gitlab.url,
            apiBaseUrl: gitlab.apiBaseUrl,
            token: TOKEN,
          },
        ],
      },
    },
    publish: (name, repository) => {
      gitlab.addProject({ path: `fleet/${name}`, repository });
      return `${gitlab.url}/fleet/${name}`;
    },
    cost: () => ({ requests: gitlab.requests.length, points: 0 }),
    stop: () => gitlab.stop(),
  };
}

function component(name: string, url: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, annotations: { 'git-activity/repository': url } },
  };
}

/** Waits until every repository was found up to date at or after a moment. */
async function untilSynced(
  knex: Knex,
  options: { repositories: number; since: Date },
): Promise<void> {
  const deadline = Date.now() + TIMEOUT_MS;
  for (;;) {
    const [{ count }] = await knex('repositories')
      .where('synced_at', '>=', options.since)
      .whereNull('seen_at')
      .count({ count: '*' });
    if (Number(count) >= options.repositories) return;
    if (Date.now() > deadline) {
      const [row] = await knex('repositories').whereNotNull('error_message');
      throw new Error(`Only ${count} are synced; ${row?.error_message ?? ''}`);
    }
    await sleep(POLL_MS);
  }
}

/** The whole plugin with repositories of one host; yields what the first fill and a look at the unchanged repositories cost. */
async function measure(options: {
  host: Host;
  folder: string;
  repositories: Record<string, TestRepository>;
}): Promise<{ fill: Cost; unchanged: Cost }> {
  const { host, folder, repositories } = options;
  const names = Object.keys(repositories);
  const entities = names.map(name =>
    component(name, host.publish(name, repositories[name])),
  );
  const knex = await createLedger({ engine: 'SQLite', folder });
  const before = host.cost();
  const backend = await startTestBackend({
    features: [
      gitActivityPlugin,
      host.module,
      schedulerServiceFactory,
      catalogServiceMock.factory({ entities }),
      mockServices.database.factory({ knex }),
      mockServices.rootConfig.factory({
        data: {
          ...host.config,
          gitActivity: { schedule: { initialDelay: { seconds: 0 } } },
        },
      }),
    ],
  });
  try {
    const all = { repositories: names.length };
    await untilSynced(knex, { ...all, since: new Date(0) });
    const filled = host.cost();
    const since = new Date();
    await knex('repositories').update({ due_at: since });
    await untilSynced(knex, { ...all, since });
    return {
      fill: difference(filled, before),
      unchanged: difference(host.cost(), filled),
    };
  } finally {
    await backend.stop();
    await knex.destroy();
  }
}

function difference(after: Cost, before: Cost): Cost {
  return {
    requests: after.requests - before.requests,
    points: after.points - before.points,
  };
}

async function makeHistory(options: {
  dir: string;
  commits: number;
}): Promise<TestRepository> {
  const repository = await TestRepository.create({ dir: options.dir });
  await repository.commitMany(
    Array.from({ length: options.commits }, () => ({})),
  );
  return repository;
}

/** What GitHub's and GitLab's APIs are asked for, counted by hosts that count as the real ones do. */
export async function measureHosts(options: {
  fleet: number;
  longHistory: number;
  folder: string;
  report: Report;
}): Promise<void> {
  const { longHistory, folder, report } = options;
  report.heading('What hosts are asked for, as a fake of each counts it');
  const small = await makeHistory({
    dir: path.join(folder, 'small'),
    commits: COMMITS_OF_EACH,
  });
  const long = await makeHistory({
    dir: path.join(folder, 'long'),
    commits: longHistory,
  });
  for (const start of [startGithub, startGitlab]) {
    const one = await start();
    const single = await measure({
      host: one,
      folder,
      repositories: { long },
    });
    await one.stop();
    const many = await start();
    const fleet = await measure({
      host: many,
      folder,
      repositories: Object.fromEntries(
        Array.from({ length: options.fleet }, (_, index) => [
          `r${index}`,
          small,
        ]),
      ),
    });
    await many.stop();
    const hasPoints = fleet.unchanged.points > 0;
    const pointsOf = (cost: Cost) =>
      hasPoints ? `${cost.points} points` : 'no points';
    report.absolute(`first fill of ${longHistory} commits, ${one.name}`, {
      value: single.fill.requests,
      unit: 'requests',
      beside: `${pointsOf(single.fill)}; ${
        longHistory / COMMITS_PER_PAGE
      } pages of ${COMMITS_PER_PAGE} are the least`,
    });
    report.absolute(
      `first fill of ${options.fleet} repositories, ${one.name}`,
      {
        value: fleet.fill.requests,
        unit: 'requests',
        beside: `${pointsOf(fleet.fill)}; ${COMMITS_OF_EACH} commits each`,
      },
    );
    report.absolute(`${options.fleet} unchanged repositories, ${one.name}`, {
      value: hasPoints ? fleet.unchanged.points : fleet.unchanged.requests,
      unit: hasPoints ? 'points' : 'requests',
      bar: hasPoints ? options.fleet / REPOSITORIES_PER_POINT_BAR : undefined,
      beside: `${fleet.unchanged.requests} requests`,
    });
  }
}
