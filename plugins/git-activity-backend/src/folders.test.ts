import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import { Entity } from '@backstage/catalog-model';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import gitModule from 'backstage-plugin-git-activity-backend-module-git';
import {
  runTestGit,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import request from 'supertest';
import { setTimeout as sleep } from 'timers/promises';
import gitActivityPlugin from '.';

// Real databases and real git on a busy machine take their time.
jest.setTimeout(120_000);

const RANGE = 'from=2024-01-01&to=2024-12-31';
const FOLDERS = ['services/api', 'services/web', 'libs/ui', 'docs'];
const COMMITS = 120;
const FIRST = Date.parse('2024-01-01T12:00:00Z') / 1000;
const DAY_SECONDS = 24 * 60 * 60;

describe('a monorepo', () => {
  const directory = createMockDirectory();
  let repository: TestRepository;
  /** What the catalog says now. */
  let catalog: ReturnType<typeof catalogServiceMock>;
  let backend: TestBackend;

  const componentIn = (name: string, path?: string): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        'git-activity/repository': repository.url,
        ...(path && { 'git-activity/path': path }),
      },
    },
  });

  const nameOf = (path: string) => path.replace('/', '-');

  const catalogOf = (...others: Entity[]) =>
    catalogServiceMock({
      entities: [
        ...FOLDERS.map(path => componentIn(nameOf(path), path)),
        componentIn('whole'),
        ...others,
      ],
    });

  /** A commit a day that changes one folder or two, or only the root; now and then a branch is merged. */
  async function fill(): Promise<void> {
    for (let number = 0; number < COMMITS; number += 4) {
      const commit = (offset: number) => {
        const at = number + offset;
        const changed = FOLDERS.filter((_, index) => at % (index + 2) === 0);
        return {
          authoredAt: FIRST + at * DAY_SECONDS,
          files: Object.fromEntries([
            ...changed.map(folder => [`${folder}/main.ts`, String(at)]),
            ...(at % 7 === 0 ? [['README.md', String(at)]] : []),
          ]),
        };
      };
      await repository.commit(
        commit(0),
        { ...commit(1), branch: `topic-${number}`, parents: ['main'] },
        commit(2),
        {
          authoredAt: FIRST + (number + 3) * DAY_SECONDS,
          parents: ['main', `topic-${number}`],
          files: { 'libs/ui/merged.ts': String(number) },
        },
      );
    }
  }

  /** What git says of folders, or of everything, commit by commit beside its first parent: how many on each day, without merges. */
  async function askGit(...paths: string[]): Promise<Map<string, number>> {
    const all = await repository.git('rev-list', '--no-merges', 'main');
    const changing = await runTestGit({
      dir: repository.path,
      args: [
        ...['diff-tree', '--stdin', '--root', '-r', '-s'],
        ...['--diff-merges=first-parent', '--', ...paths],
      ],
      input: `${all}\n`,
    });
    const shas = paths.length > 0 ? changing.toString().trim() : all;
    const output = await runTestGit({
      dir: repository.path,
      args: [
        ...['log', '--no-walk', '--stdin', '--date=format:%Y-%m-%d'],
        '--format=%ad',
      ],
      input: `${shas}\n`,
    });
    const days = new Map<string, number>();
    for (const day of output.toString().trim().split('\n')) {
      days.set(day, (days.get(day) ?? 0) + 1);
    }
    return days;
  }

  const ask = async (query: string) => {
    const { body } = await request(backend.server).get(
      `/api/git-activity/calendar?${RANGE}&${query}`,
    );
    return body;
  };

  const refs = (...names: string[]) =>
    names.map(name => `entityRef=component:default/${name}`).join('&');

  /** The days of a calendar, once all that it counts is known up to a head. */
  async function daysOf(query: string): Promise<Map<string, number>> {
    const head = (await repository.git('rev-parse', 'main')).trim();
    for (const deadline = Date.now() + 60_000; ; await sleep(50)) {
      const { body } = await request(backend.server).get(
        `/api/git-activity/repositories?${query}`,
      );
      const [row] = body.items;
      if (row?.head === head && row.status === 'current') break;
      if (Date.now() > deadline) throw new Error(JSON.stringify(body));
    }
    const { days } = await ask(query);
    return new Map(
      days.map(({ date, commits }: { date: string; commits: number }) => [
        date,
        commits,
      ]),
    );
  }

  beforeAll(async () => {
    repository = await TestRepository.create({
      dir: directory.resolve('monorepo'),
      bare: true,
    });
    await fill();
    catalog = catalogOf(componentIn('moving', 'docs'));
    backend = await startTestBackend({
      features: [
        gitActivityPlugin,
        gitModule,
        schedulerServiceFactory,
        createServiceFactory({
          service: catalogServiceRef,
          deps: {},
          factory: () =>
            new Proxy(catalog as unknown as CatalogService, {
              get: (_, name) => Reflect.get(catalog, name)?.bind(catalog),
            }),
        }),
        mockServices.rootConfig.factory({
          data: {
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
  });

  afterAll(() => backend?.stop());

  it.each(FOLDERS)(
    'has each component count what git says of %s',
    async path => {
      const days = await daysOf(refs(nameOf(path)));
      expect(days).toEqual(await askGit(path));
      expect(days.size).toBeGreaterThan(10);
    },
  );

  it('has those who own several count each commit once', async () => {
    expect(await daysOf(refs(...FOLDERS.map(nameOf)))).toEqual(
      await askGit(...FOLDERS),
    );
    expect(await daysOf(refs('whole', nameOf('docs')))).toEqual(await askGit());
  });

  it('has a component show another folder once the catalog names it, and what is pushed then', async () => {
    expect(await daysOf(refs('moving'))).toEqual(await askGit('docs'));
    catalog = catalogOf(componentIn('moving', 'services'));
    const paths = async () => (await ask(refs('moving'))).scope.paths;
    for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
      if ((await paths()).join() === 'services') break;
    }
    expect(await daysOf(refs('moving'))).toEqual(await askGit('services'));
    await repository.commit({
      authoredAt: FIRST + (COMMITS + 1) * DAY_SECONDS,
      files: { 'services/new/main.ts': 'new' },
    });
    expect(await daysOf(refs('moving'))).toEqual(await askGit('services'));
  });
});
