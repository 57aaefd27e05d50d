import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  addDays,
  Calendar,
  Rhythm,
} from 'backstage-plugin-git-activity-common';
import { CommitSource } from 'backstage-plugin-git-activity-node';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { loadGitSource } from '../__testUtils__/gitSource';
import { createRandom } from '../__testUtils__/random';
import { createLedger } from '../__testUtils__/seedLedger';
import { ServedApi, serveApi } from '../__testUtils__/serveApi';
import { recordRepository, syncNow } from '../__testUtils__/syncNow';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
const directory = createMockDirectory();

jest.setTimeout(60_000);

const COMMIT_COUNT = 400;
const OFFSETS = ['+0000', '+0530', '-0800', '+1300'];
const AUTHORS = ['ada', 'bo', 'chidi'].map(name => ({
  name,
  email: `${name}@example.com`,
}));
/** 2026-01-05T00:00:00Z, a Monday. */
const BEGIN = Date.UTC(2026, 0, 5) / 1000;
/** In the year 2120. */
const FAR_FUTURE = 4_733_510_400;
const SPAN_SECONDS = 60 * 24 * 60 * 60;
/** 12 weeks and two days, the two first. */
const RANGE = { from: '2026-01-01', to: '2026-03-27' };

/** A history in several time zones, with merges and dates that cannot be used. */
async function createHistory(dir: string): Promise<TestRepository> {
  const random = createRandom(7);
  const pick = <T>(choices: T[]) =>
    choices[Math.floor(random() * choices.length)];
  const repository = await TestRepository.create({ dir, bare: true });
  await repository.commitMany(
    Array.from({ length: COMMIT_COUNT }, (_, index) => ({
      author: pick(AUTHORS),
      authoredAt:
        random() < 0.03
          ? FAR_FUTURE
          : BEGIN + Math.floor(random() * SPAN_SECONDS),
      utcOffset: pick(OFFSETS),
      ...(index % 40 === 39 && { branch: 'topic', parents: ['main'] }),
      ...(index > 40 && index % 40 === 1 && { parents: ['main', 'topic'] }),
    })),
  );
  return repository;
}

describe.each(databases.eachSupportedId())('a rhythm (%s)', databaseId => {
  let source: CommitSource;
  let api: ServedApi;
  let repository: TestRepository;

  beforeAll(async () => {
    source = await loadGitSource(directory.path);
    repository = await createHistory(directory.resolve(databaseId));
    const database = await createLedger(databases, databaseId);
    const resolved = await source.resolve(repository.url);
    const url = resolved?.url ?? '';
    await recordRepository(database, { url, entityRef: 'component:default/a' });
    await syncNow(database, { source, url });
    api = await serveApi({
      database,
      catalog: new SecretiveCatalog([entityOf('component:default/a')]),
    });
  });

  afterAll(() => api.close());

  const ask = async <T>(path: string): Promise<T> => {
    const response = await api.call(path);
    expect(response.status).toBe(200);
    return response.json();
  };
  const askGit = async (date: string, ...options: string[]) => {
    const printed = await repository.git(
      'log',
      `--date=format:${date}`,
      '--format=%ad %ae',
      ...options,
      'main',
    );
    return printed.split('\n').map(line => line.split(' '));
  };
  const query = `from=${RANGE.from}&to=${RANGE.to}`;

  it.each([
    ['without merges', '', ['--no-merges']],
    ['with merges', '&merges=include', []],
  ])(
    'has the weekdays and hours that git tells, %s',
    async (_, filter, options) => {
      const hours = Array.from({ length: 7 }, () =>
        new Array<number>(24).fill(0),
      );
      for (const [day, weekday, hour] of await askGit(
        '%Y-%m-%d %u %H',
        ...options,
      )) {
        if (day >= RANGE.from && day <= RANGE.to) {
          hours[Number(weekday) - 1][Number(hour)]++;
        }
      }
      const rhythm = await ask<Rhythm>(`/rhythm?${query}${filter}`);
      expect(rhythm.hours).toEqual(hours);
      const calendar = await ask<Calendar>(`/calendar?${query}${filter}`);
      expect(rhythm.hours.flat().reduce((sum, count) => sum + count)).toBe(
        calendar.totals.commits,
      );
      expect(calendar.totals.commits).toBeGreaterThan(COMMIT_COUNT * 0.8);
      expect(rhythm.revision).toBe(calendar.revision);
    },
  );

  it('tells how many commits, people and repositories each seven days have, the last of which end with the range', async () => {
    const { weeks, daysPerPoint } = await ask<Rhythm>(`/rhythm?${query}`);
    expect(daysPerPoint).toBe(7);
    expect(weeks).toHaveLength(13);
    const commits = await askGit('%Y-%m-%d', '--no-merges');
    for (const [index, week] of weeks.entries()) {
      const first = addDays(RANGE.to, 1 - 7 * (13 - index));
      const last = addDays(first, 6);
      const during = commits.filter(
        ([day]) => day >= first && day <= last && day >= RANGE.from,
      );
      expect(week).toEqual({
        from: index === 0 ? RANGE.from : first,
        commits: during.length,
        people: new Set(during.map(([, email]) => email)).size,
        repositories: during.length > 0 ? 1 : 0,
      });
    }
  });

  it('is of one person if it is asked for one', async () => {
    const { items } = await ask<{ items: Array<{ id: string; name: string }> }>(
      '/people',
    );
    const bo = items.find(({ name }) => name === 'bo');
    const { hours, weeks } = await ask<Rhythm>(
      `/rhythm?${query}&person=${bo?.id}`,
    );
    const ofBo = (await askGit('%Y-%m-%d', '--no-merges')).filter(
      ([day, email]) =>
        email === 'bo@example.com' && day >= RANGE.from && day <= RANGE.to,
    );
    expect(hours.flat().reduce((sum, count) => sum + count)).toBe(ofBo.length);
    expect(Math.max(...weeks.map(({ people }) => people))).toBe(1);
  });

  it('draws longer ranges with as few points as a picture needs', async () => {
    const { daysPerPoint, weeks } = await ask<Rhythm>(
      '/rhythm?from=2016-04-01&to=2026-03-31',
    );
    // 3,652 days are 522 weeks, in points of five weeks
    expect(daysPerPoint).toBe(35);
    expect(weeks).toHaveLength(105);
    expect(weeks[0].from).toBe('2016-04-01');
    expect(weeks[104].from).toBe('2026-02-25');
  });
});
