import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import {
  addDays,
  PartBreakdownQuery,
} from 'backstage-plugin-git-activity-common';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { questionsOf } from '../__testUtils__/questions';
import { MemorySource } from '../__testUtils__/MemorySource';
import { createRandom } from '../__testUtils__/random';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import {
  recordFolder,
  recordRepository,
  recordUsersOf,
  syncNow,
} from '../__testUtils__/syncNow';
import { askCalendar } from '../questions/calendar';
import { askPartBreakdown } from '../questions/parts';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(120_000);

const COMMIT_COUNT = 120;
const AUTHORS = ['alice', 'bob', 'robot[bot]'];
const PATHS = ['README', 'core/main', 'docs/a'];
const RANGE = { from: '2026-03-06', to: '2026-03-15' };
const PREVIOUS = { from: '2026-02-24', to: '2026-03-05' };
/** Ends of seven days: 6 to 8 March, and 9 to 15 March. */
const POINTS = ['2026-03-08', '2026-03-15'];

/** Where components live: in a repository, or in a folder of it. */
const COMPONENTS: Record<string, { repository: string; path?: string }> = {
  api: { repository: 'api' },
  fork: { repository: 'fork' },
  web: { repository: 'web' },
  tools: { repository: 'tools' },
  vault: { repository: 'vault' },
  'api-core': { repository: 'api', path: 'core' },
  'fork-core': { repository: 'fork', path: 'core' },
  'fork-docs': { repository: 'fork', path: 'docs' },
  'web-docs': { repository: 'web', path: 'docs' },
};
const REPOSITORIES = ['api', 'fork', 'web', 'tools', 'vault'];

const component = (name: string) => `component:default/${name}`;
const components = (...names: string[]) => names.map(component);
const SHOP = 'group:default/shop';
const RED = 'group:default/red';
const CRIMSON = 'group:default/crimson';
const BLUE = 'group:default/blue';
const SECRET = 'group:default/secret';
const SALES = 'domain:default/sales';
const RETAIL = 'domain:default/retail';
const CHECKOUT = 'system:default/checkout';
const TILLS = 'system:default/tills';

const RELATIONS: Record<string, Record<string, string[]>> = {
  [SHOP]: {
    ownerOf: [...components('api-core', 'tools'), CHECKOUT],
    parentOf: [RED, BLUE, SECRET],
  },
  [RED]: { ownerOf: components('api', 'web-docs'), parentOf: [CRIMSON] },
  [CRIMSON]: { ownerOf: components('fork-core', 'fork-docs') },
  [BLUE]: { ownerOf: components('fork', 'api-core', 'vault') },
  [SECRET]: { ownerOf: components('web') },
  [SALES]: { hasPart: [CHECKOUT, RETAIL, component('tools')] },
  [RETAIL]: { hasPart: [TILLS] },
  [TILLS]: { hasPart: components('web', 'vault') },
  [CHECKOUT]: { hasPart: components('fork-core', 'api-core', 'vault') },
};

/** What only the insider may see. */
const HIDDEN = [SECRET, component('vault')];
const INSIDER = 'user:default/insider';
const OUTSIDER = 'user:default/outsider';

/** The components of each part, as somebody reads them from the relations above; `*` marks what the outsider does not see. */
const PARTS: Record<string, Record<string, string[]>> = {
  [SHOP]: {
    [SHOP]: ['api-core', 'tools'],
    [RED]: ['api', 'web-docs', 'fork-core', 'fork-docs'],
    [BLUE]: ['fork', 'api-core', '*vault'],
    [`*${SECRET}`]: ['web'],
  },
  [RED]: {
    [RED]: ['api', 'web-docs'],
    [CRIMSON]: ['fork-core', 'fork-docs'],
  },
  [SALES]: {
    [CHECKOUT]: ['fork-core', 'api-core', '*vault'],
    [RETAIL]: ['web', '*vault'],
    [component('tools')]: ['tools'],
  },
  [CHECKOUT]: {
    [component('fork-core')]: ['fork-core'],
    [component('api-core')]: ['api-core'],
    [`*${component('vault')}`]: ['vault'],
  },
};

const urlOf = (repository: string) => `https://git.example.com/${repository}`;
const emailOf = (author: string) => `${author}@example.com`;

interface WrittenCommit {
  sha: string;
  parents: string[];
  author: string;
  day: string;
  paths: string[];
}

function makeUp(random: () => number): WrittenCommit[] {
  const pick = <T>(choices: T[]): T =>
    choices[Math.floor(random() * choices.length)];
  const commits: WrittenCommit[] = [];
  for (let number = 1; number <= COMMIT_COUNT; number++) {
    const recent = commits.slice(-8).map(({ sha }) => sha);
    const parents =
      recent.length === 0
        ? []
        : [pick(recent), ...(random() < 0.2 ? [pick(recent)] : [])];
    commits.push({
      sha: shaOf(number),
      parents: [...new Set(parents)],
      author: pick(AUTHORS),
      day: addDays('2026-02-20', Math.floor(random() * 26)),
      paths: PATHS.filter(() => random() < 0.35),
    });
  }
  return commits;
}

/** What a calendar of some components comes to, worked out one commit at a time. */
function recount(options: {
  commits: WrittenCommit[];
  source: MemorySource;
  names: string[];
  query: Pick<PartBreakdownQuery, 'merges' | 'bots' | 'scope'>;
  person?: string;
  repository?: string;
}) {
  const { commits, source, query, person } = options;
  const places = options.names
    .map(name => COMPONENTS[name])
    .filter(
      place => !options.repository || place.repository === options.repository,
    );
  const isHeld = ({ sha }: WrittenCommit) =>
    places.some(
      ({ repository, path }) =>
        source
          .reach(source.histories.get(urlOf(repository))!.head)
          .includes(sha) &&
        (path === undefined ||
          query.scope === 'repository' ||
          source.changed(sha, path)),
    );
  const held = commits.filter(isHeld);
  const counted = held.filter(
    ({ author, parents }) =>
      (query.merges === 'include' || parents.length < 2) &&
      (query.bots === 'include' || !author.endsWith('[bot]')) &&
      (!person || author === person),
  );
  const within = ({ from, to }: { from: string; to: string }) =>
    counted.filter(({ day }) => day >= from && day <= to).length;
  const days = (some: WrittenCommit[]) => some.map(({ day }) => day).sort();
  return {
    repositories: new Set(places.map(({ repository }) => repository)).size,
    activity: {
      commits: within(RANGE),
      previousCommits: within(PREVIOUS),
      series: [
        within({ from: RANGE.from, to: POINTS[0] }),
        within({ from: '2026-03-09', to: POINTS[1] }),
      ],
      firstDay: days(held)[0] ?? null,
      lastDay:
        days(counted)
          .filter(day => day <= RANGE.to)
          .at(-1) ?? null,
    },
  };
}

describe.each(databases.eachSupportedId())(
  'a breakdown by parts (%s)',
  databaseId => {
    async function setUp(seed: number) {
      const random = createRandom(seed);
      const knex = await createLedger(databases, databaseId);
      const commits = makeUp(random);
      const source = new MemorySource({
        commits: commits.map(({ sha, parents, author, day }) => ({
          sha,
          parents,
          author: { name: author, email: emailOf(author) },
          coAuthors: [],
          authoredAt: Date.parse(`${day}T12:00:00Z`) / 1_000,
          utcOffset: 0,
          committedAt: 1_770_000_000,
          subject: `Change ${sha}`,
        })),
        paths: new Map(commits.map(({ sha, paths }) => [sha, paths])),
      });
      const ids: Record<string, number> = {};
      for (const [name, { repository, path }] of Object.entries(COMPONENTS)) {
        const entityRef = component(name);
        if (path === undefined) {
          const url = urlOf(repository);
          ids[repository] = await recordRepository(knex, { url, entityRef });
        } else {
          const repositoryId = ids[repository];
          await recordFolder(knex, { repositoryId, entityRef, path });
        }
      }
      await recordUsersOf(knex, { 'user:default/alice': [emailOf('alice')] });
      const catalog = new SecretiveCatalog(
        [
          ...Object.keys(COMPONENTS).map(name => entityOf(component(name))),
          ...Object.entries(RELATIONS).map(([ref, relations]) =>
            entityOf(ref, relations),
          ),
          entityOf('user:default/alice'),
        ],
        Object.fromEntries(HIDDEN.map(ref => [ref, [INSIDER]])),
      );
      const context = questionsOf({ database: knex, catalog });
      const move = async () => {
        for (const name of REPOSITORIES) {
          const head = Math.floor(COMMIT_COUNT * (0.4 + random() * 0.6));
          source.histories.set(urlOf(name), { head: shaOf(head) });
          await syncNow(knex, { source, url: urlOf(name) });
        }
      };
      return { commits, source, context, ids, move };
    }

    it.each([1, 2, 3])(
      'comes to what a recount of every commit does, and a calendar of each part (seed %s)',
      async seed => {
        const { commits, source, context, ids, move } = await setUp(seed);
        const filters: Array<{
          query: Omit<PartBreakdownQuery, 'entityRef'>;
          person?: string;
          repository?: string;
        }> = [
          { query: {} },
          { query: { merges: 'include', bots: 'include' } },
          { query: { person: ['user:default/alice'] }, person: 'alice' },
          { query: { scope: 'repository' } },
          { query: { repository: [String(ids.fork)] }, repository: 'fork' },
        ];
        for (let round = 0; round < 2; round++) {
          await move();
          for (const viewer of [INSIDER, OUTSIDER])
            for (const [whole, parts] of Object.entries(PARTS))
              for (const { query, ...filter } of filters) {
                const asked = { ...RANGE, ...query };
                const credentials = mockCredentials.user(viewer);
                const { items, previous, totals } = await askPartBreakdown(
                  context,
                  {
                    query: { ...asked, entityRef: [whole] },
                    page: { limit: 100 },
                    credentials,
                  },
                );
                const seen = (names: string[]) =>
                  names
                    .filter(name => viewer === INSIDER || !name.startsWith('*'))
                    .map(name => name.replace('*', ''));
                const expected = seen(Object.keys(parts))
                  .map(ref => ({
                    ref,
                    ...recount({
                      ...{ commits, source, query, ...filter },
                      names: seen(parts[ref] ?? parts[`*${ref}`]),
                    }),
                  }))
                  .filter(({ repositories }) => repositories > 0)
                  .sort((a, b) => (a.ref < b.ref ? -1 : 1));
                const found = items.map(({ part, coverage, ...item }) => ({
                  ref: part.entityRef,
                  repositories: coverage.repositories.total,
                  activity: {
                    commits: item.commits,
                    previousCommits: item.previousCommits,
                    series: item.series,
                    firstDay: item.firstDay,
                    lastDay: item.lastDay,
                  },
                }));
                expect({
                  ...{ viewer, whole, query, previous },
                  parts: found.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
                }).toEqual({
                  ...{ viewer, whole, query, previous: PREVIOUS },
                  parts: expected,
                });
                expect(totals.parts).toBe(expected.length);
                for (const { part, commits: counted, coverage } of items) {
                  expect(part.own).toBe(part.entityRef === whole);
                  if (part.own) continue;
                  const { calendar } = await askCalendar(context, {
                    query: { ...asked, entityRef: [part.entityRef] },
                    credentials,
                    isKnown: () => false,
                  });
                  expect(calendar?.totals.commits).toBe(counted);
                  expect(calendar?.coverage.repositories).toEqual(
                    coverage.repositories,
                  );
                }
              }
        }
      },
    );
  },
);
