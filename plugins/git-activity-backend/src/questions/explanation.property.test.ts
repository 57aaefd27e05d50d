import {
  createMockDirectory,
  mockCredentials,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  runTestGit,
  TestCommit,
  TestRepository,
} from 'backstage-plugin-git-activity-source-test-kit';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { loadGitSource } from '../__testUtils__/gitSource';
import { questionsOf } from '../__testUtils__/questions';
import { createRandom } from '../__testUtils__/random';
import { createLedger } from '../__testUtils__/seedLedger';
import {
  recordFolder,
  recordRepository,
  recordUsersOf,
  syncNow,
} from '../__testUtils__/syncNow';
import { askCommits } from './commits';
import { CommitQuery } from './context';
import { askExplanation } from './explanation';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

// Real databases and real git on a busy machine take their time.
jest.setTimeout(180_000);

const REPOSITORIES = ['mono', 'fork', 'vault'];
/** Whoever may not see the vault, nor that Carol is a User. */
const OUTSIDER = 'user:default/outsider';
const VIEWERS = ['user:default/mock', OUTSIDER];
const FOLDERS: Record<string, string> = { core: 'core', db: 'core/db' };
const PATHS = ['README', 'core/main', 'core/db/schema', 'core-2/x', 'docs/a'];
const AUTHORS = ['alice', 'alice.2', 'bob', 'carol', 'dave', 'rover[bot]'];
const MAILMAP = 'dave <dave@example.com> <carol@example.com>\n';
const FIRST = Date.parse('2024-03-01T00:00:00Z') / 1000;
const HOUR_SECONDS = 3_600;
const COMMITS = 45;
/** A year that has not come. */
const FUTURE = Date.parse('2150-01-01T00:00:00Z') / 1000;

const componentOf = (name: string) => `component:default/${name}`;
const userOf = (name: string) => `user:default/${name}`;
const authorOf = (name: string) => ({ name, email: `${name}@example.com` });

const MARCH = { from: '2024-03-01', to: '2024-03-31' };
const EVERYTHING = {
  from: '1970-01-01',
  to: '2060-12-31',
  merges: 'include',
  bots: 'include',
} as const;
/** What is asked for, and which repositories and folders that comes to. */
const QUESTIONS: Array<{ query: CommitQuery; of: string[] }> = [
  { query: EVERYTHING, of: REPOSITORIES },
  { query: MARCH, of: REPOSITORIES },
  {
    query: { ...MARCH, person: [userOf('alice')], merges: 'include' },
    of: REPOSITORIES,
  },
  {
    query: { ...MARCH, entityRef: [componentOf('mono')], bots: 'include' },
    of: ['mono'],
  },
  { query: { ...EVERYTHING, entityRef: [componentOf('core')] }, of: ['core'] },
  {
    query: {
      ...{ from: '2024-03-03', to: '2024-03-09' },
      entityRef: ['db', 'fork'].map(componentOf),
      person: [userOf('bob')],
    },
    of: ['db', 'fork'],
  },
  {
    query: {
      ...MARCH,
      entityRef: [componentOf('db')],
      scope: 'repository',
    },
    of: ['mono'],
  },
];

/** What becomes of what is in a selection. */
const IN_SELECTION = [
  ...['counts', 'by-others', 'unusable-date'],
  ...['outside-range', 'merge', 'bot'],
];

/** Now and then one that is unusable. */
function pickTime(random: () => number): number {
  const luck = random();
  if (luck < 0.1) return luck < 0.05 ? 0 : FUTURE;
  return FIRST + Math.floor(random() * 40 * 24) * HOUR_SECONDS;
}

/** A history with branches that are merged and some that never are, by people who co-author, bots, and wrong clocks. */
function makeUp(random: () => number, name: string): TestCommit[] {
  const pick = <T>(choices: T[]): T =>
    choices[Math.floor(random() * choices.length)];
  const commits: TestCommit[] = [];
  for (let number = 0; number < COMMITS; number++) {
    const topic = `${name}-${number - (number % 9)}`;
    const isTopic = number % 9 > 5;
    const isMerge = number % 9 === 0 && number % 2 === 1;
    commits.push({
      ...(isTopic && { branch: topic }),
      ...(isTopic && number % 9 === 6 && { parents: ['main'] }),
      ...(isMerge && { parents: ['main', `${name}-${number - 9}`] }),
      author: authorOf(pick(AUTHORS)),
      authoredAt: pickTime(random),
      committedAt: FIRST + number * HOUR_SECONDS,
      utcOffset: pick(['+0000', '+0530', '-0800']),
      message:
        random() < 0.4
          ? `Change ${name} ${number}\n\nCo-authored-by: ${pick(
              AUTHORS,
            )} <${pick(AUTHORS)}@example.com>\n`
          : `Change ${name} ${number}`,
      files: Object.fromEntries(
        PATHS.filter(() => random() < 0.3).map(path => [
          path,
          `${name} ${number}`,
        ]),
      ),
    });
  }
  return commits;
}

describe.each(databases.eachSupportedId())(
  'explanations of an odd repository (%s)',
  databaseId => {
    const directory = createMockDirectory();
    afterEach(() => directory.clear());

    /** SHAs, as git prints them. */
    const listOf = async (repository: TestRepository, ...args: string[]) =>
      (await repository.git(...args)).split('\n').filter(Boolean);

    /** Which commits git says changed a folder, each beside its first parent. */
    async function changing(repository: TestRepository, path: string) {
      const output = await runTestGit({
        dir: repository.path,
        args: [
          ...['diff-tree', '--stdin', '--root', '-r', '-s'],
          ...['--diff-merges=first-parent', '--', path],
        ],
        input: `${await repository.git('rev-list', 'main')}\n`,
      });
      return new Set(output.toString().split('\n').filter(Boolean));
    }

    async function setUp(seed: number) {
      const random = createRandom(seed);
      const knex = await createLedger(databases, databaseId);
      const source = await loadGitSource(directory.path);
      const repositories: Record<string, TestRepository> = {};
      for (const name of REPOSITORIES) {
        repositories[name] = await TestRepository.create({
          dir: directory.resolve(name),
          bare: true,
        });
      }
      const { mono, fork, vault } = repositories;
      await mono.commit(...makeUp(random, 'mono'));
      for (const other of [fork, vault]) {
        await other.git('fetch', '--quiet', mono.path, 'main:main');
        const name = other === fork ? 'fork' : 'vault';
        await other.commit(...makeUp(random, name));
      }
      await fork.commit({ files: { '.mailmap': MAILMAP } });
      const users = {
        alice: ['alice@example.com', 'alice.2@example.com'],
        bob: ['bob@example.com'],
        carol: ['carol@example.com'],
      };
      const ids: Record<string, number> = {};
      for (const name of REPOSITORIES) {
        ids[name] = await recordRepository(knex, {
          url: repositories[name].url,
          entityRef: componentOf(name),
        });
      }
      for (const [name, path] of Object.entries(FOLDERS)) {
        await recordFolder(knex, {
          ...{ repositoryId: ids.mono, path },
          entityRef: componentOf(name),
        });
      }
      const sync = async () => {
        for (const { url } of Object.values(repositories)) {
          await syncNow(knex, { source, url });
        }
      };
      await sync();
      await recordUsersOf(
        knex,
        Object.fromEntries(
          Object.entries(users).map(([name, emails]) => [userOf(name), emails]),
        ),
      );
      const context = questionsOf({
        database: knex,
        catalog: new SecretiveCatalog(
          [
            ...[...REPOSITORIES, ...Object.keys(FOLDERS)].map(componentOf),
            ...Object.keys(users).map(userOf),
          ].map(ref => entityOf(ref)),
          {
            [componentOf('vault')]: ['user:default/mock'],
            [userOf('carol')]: ['user:default/mock'],
          },
        ),
      });
      return { context, repositories, sync };
    }

    it('agree with whether it is counted, and with git, for every commit there is', async () => {
      const { context, repositories, sync } = await setUp(1);
      const { mono } = repositories;
      const before = new Set(await listOf(mono, 'rev-list', 'main'));
      // The last commits are taken back, others take their place, and the old ones stay on a branch that does not count.
      await mono.git('branch', 'old', 'main');
      await mono.setBranch('main', await mono.git('rev-parse', 'main~6'));
      await mono.commit(
        { authoredAt: FIRST, files: { 'core/main': 'new' } },
        { author: authorOf('bob'), files: { 'docs/a': 'new' } },
      );
      await sync();

      const reach: Record<string, Set<string>> = {};
      const every = new Set<string>();
      for (const [name, repository] of Object.entries(repositories)) {
        reach[name] = new Set(await listOf(repository, 'rev-list', 'main'));
        (await listOf(repository, 'rev-list', '--all')).forEach(sha =>
          every.add(sha),
        );
      }
      const held: Record<string, Set<string>> = {
        ...reach,
        core: await changing(mono, FOLDERS.core),
        db: await changing(mono, FOLDERS.db),
      };
      const seen = new Set<string>();
      for (const viewer of VIEWERS) {
        const credentials = mockCredentials.user(viewer);
        const visible = REPOSITORIES.filter(
          name => viewer !== OUTSIDER || name !== 'vault',
        );
        for (const { query, of } of QUESTIONS) {
          const { items, nextCursor } = await askCommits(context, {
            ...{ query, credentials, withSubjects: true },
            page: { limit: 500 },
          });
          expect(nextCursor).toBeUndefined();
          const listed = new Map(items.map(commit => [commit.sha, commit]));
          const selected = of.filter(
            name => name !== 'vault' || visible.includes(name),
          );
          const repositoryOf = (name: string) =>
            name in FOLDERS ? 'mono' : name;
          /** What git knows of where a commit is. */
          const expectedOf = (sha: string): string[] => {
            const wasIn = (name: string) => name === 'mono' && before.has(sha);
            if (selected.some(name => held[name].has(sha))) return IN_SELECTION;
            const places = selected.map(repositoryOf);
            if (places.some(name => reach[name].has(sha))) {
              return ['outside-folders'];
            }
            if (places.some(wasIn)) return ['removed'];
            if (visible.some(name => reach[name].has(sha))) {
              return ['elsewhere'];
            }
            return visible.some(wasIn) ? ['removed'] : ['unknown'];
          };
          for (const sha of every) {
            const told = await askExplanation(context, {
              ...{ sha, query, credentials, withSubjects: true },
            });
            const commit = listed.get(sha);
            expect({ query, sha, counts: told.verdict === 'counts' }).toEqual({
              ...{ query, sha },
              counts: commit !== undefined,
            });
            expect(expectedOf(sha)).toContain(told.verdict);
            expect(told.commit).toEqual(commit ?? told.commit);
            seen.add(told.verdict);
          }
        }
      }
      expect([...seen].sort()).toEqual(
        [
          ...IN_SELECTION,
          ...['outside-folders', 'removed', 'elsewhere', 'unknown'],
        ].sort(),
      );
    });
  },
);
