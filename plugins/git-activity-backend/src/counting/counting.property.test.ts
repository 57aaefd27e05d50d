import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { addDays, Calendar } from 'backstage-plugin-git-activity-common';
import { SourceCommit } from 'backstage-plugin-git-activity-node';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { questionsOf } from '../__testUtils__/questions';
import { expectConsistentLedger } from '../__testUtils__/ledgerState';
import { MemorySource } from '../__testUtils__/MemorySource';
import { createRandom } from '../__testUtils__/random';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import {
  recordFolder,
  recordRepository,
  recordUsersOf,
  syncNow,
} from '../__testUtils__/syncNow';
import { askBreakdown } from '../questions/breakdown';
import { askCalendar } from '../questions/calendar';
import { askCommits } from '../questions/commits';
import { CommitQuery, QuestionContext } from '../questions/context';
import { askExport } from '../questions/export';
import { askPeople } from '../questions/people';
import { askRhythm } from '../questions/rhythm';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(180_000);

const HUMANS = ['alice', 'bob', 'carol', 'dave'];
const BOTS = ['rover[bot]', 'robot[bot]'];
const PEOPLE = [...HUMANS, ...BOTS];
const REPOSITORIES = ['api', 'fork', 'web', 'tools'];
const RANGES = [
  { from: '2026-03-01', to: '2026-03-31' },
  { from: '2026-03-04', to: '2026-03-09' },
];
const COMMIT_COUNT = 240;
const PAGE_SIZE = 40;
/** Some of the repositories are hidden from this caller. */
const OUTSIDER = 'user:default/outsider';
const HIDDEN = ['fork', 'fork-core', 'fork-docs'];
/** By repository: who is somebody else there. */
const MAILMAPS: Record<string, Record<string, string>> = {
  fork: { carol: 'dave' },
  web: { 'alice/2': 'bob' },
};

/** Components that live in a folder of a repository. */
const FOLDERS: Record<string, { repository: string; path: string }> = {
  'api-core': { repository: 'api', path: 'core' },
  'api-core-db': { repository: 'api', path: 'core/db' },
  'fork-core': { repository: 'fork', path: 'core' },
  'fork-docs': { repository: 'fork', path: 'docs' },
  'web-docs': { repository: 'web', path: 'docs' },
};
const PATHS = ['README', 'core/main', 'core/db/schema', 'core-2/x', 'docs/a'];
/** What is asked for: all of the repositories, or components that live in them or in folders of them. */
const SELECTIONS = [
  ['fork'],
  ['fork', 'tools'],
  REPOSITORIES,
  ['api-core'],
  ['api-core', 'api-core-db', 'fork-core'],
  ['fork', 'api-core', 'web-docs'],
  ['fork-docs', 'web-docs', 'tools'],
  ['api', 'api-core'],
];

const urlOf = (repository: string) => `https://git.example.com/${repository}`;
const personOf = (author: string) => author.split('/')[0];
const isBot = (author: string) => author.endsWith('[bot]');

function authorOf(author: string) {
  return { name: author, email: `${author.replace('/', '.')}@example.com` };
}

/** A commit in words, from which both the history and the expectation are made. */
interface WrittenCommit {
  sha: string;
  parents: string[];
  author: string;
  coAuthors: string[];
  /** What it changed. */
  paths: string[];
  /** ISO 8601 with the author's offset; absent if it is unusable. */
  at?: string;
}

/** A history with branches, merges and roots, of people who co-author, and bots. */
function makeUp(random: () => number): WrittenCommit[] {
  const pick = <T>(choices: T[]): T =>
    choices[Math.floor(random() * choices.length)];
  const authors = [...HUMANS, ...HUMANS.map(name => `${name}/2`), ...BOTS];
  const commits: WrittenCommit[] = [];
  for (let number = 1; number <= COMMIT_COUNT; number++) {
    const recent = commits.slice(-12).map(({ sha }) => sha);
    const parents =
      recent.length === 0 || random() < 0.01
        ? []
        : [pick(recent), ...(random() < 0.2 ? [pick(recent)] : [])];
    const author = pick(authors);
    const day = String(1 + Math.floor(random() * 12)).padStart(2, '0');
    const hour = String(Math.floor(random() * 24)).padStart(2, '0');
    const zone = pick(['Z', '+05:30', '-08:00']);
    commits.push({
      sha: shaOf(number),
      parents: [...new Set(parents)],
      author,
      paths: PATHS.filter(() => random() < 0.25),
      coAuthors:
        random() < 0.3
          ? [...new Set([pick(authors), pick(authors)])].filter(
              name => name !== author,
            )
          : [],
      at: random() < 0.05 ? undefined : `2026-03-${day}T${hour}:00:00${zone}`,
    });
  }
  return commits;
}

function toSourceCommit(commit: WrittenCommit): SourceCommit {
  const { at, author, coAuthors, sha, parents } = commit;
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(at ?? '') ?? [];
  const offset = sign
    ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes))
    : 0;
  return {
    sha,
    parents,
    author: authorOf(author),
    coAuthors: coAuthors.map(authorOf),
    authoredAt: at === undefined ? undefined : Date.parse(at) / 1000,
    utcOffset: offset,
    committedAt: 1_770_000_000,
    subject: `Change ${sha}`,
  };
}

/** What is true of a selection, worked out one commit at a time. */
interface Expectation {
  days: Array<{ date: string; commits: number }>;
  excluded: { merges: number; bots: number; invalidDates: number };
  repositories: number;
  shas: string[];
}

/** Counts by looking at every commit, as a person with much time would. */
function recount(options: {
  commits: WrittenCommit[];
  /** Those that are selected, wholes before folders, in the order of their ids, and the SHAs that each holds. */
  holders: Array<{ repository: string; shas: Set<string> }>;
  people?: string[];
  query: { from: string; to: string; merges: string; bots: string };
}): Expectation {
  const { commits, holders, people, query } = options;
  const days = new Map<string, number>();
  const counted = new Set<string>();
  const excluded = { merges: 0, bots: 0, invalidDates: 0 };
  const shas: string[] = [];
  for (const commit of commits) {
    const holder = holders.find(entry => entry.shas.has(commit.sha));
    if (!holder) continue;
    const who = (author: string) =>
      personOf(MAILMAPS[holder.repository]?.[author] ?? author);
    const isAskedFor = (person: string) => !people || people.includes(person);
    const author = who(commit.author);
    const named = commit.coAuthors.map(who);
    const human =
      (!isBot(author) && isAskedFor(author)) ||
      (people !== undefined &&
        named.some(person => !isBot(person) && isAskedFor(person)));
    if (!human && !(isBot(author) && isAskedFor(author))) continue;
    const day = commit.at?.slice(0, 10);
    if (day === undefined) {
      excluded.invalidDates++;
    } else if (day < query.from || day > query.to) {
      continue;
    } else if (commit.parents.length > 1 && query.merges === 'exclude') {
      excluded.merges++;
    } else if (!human && query.bots === 'exclude') {
      excluded.bots++;
    } else {
      days.set(day, (days.get(day) ?? 0) + 1);
      counted.add(holder.repository);
      shas.push(commit.sha);
    }
  }
  return {
    days: [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, count]) => ({ date, commits: count })),
    excluded,
    repositories: counted.size,
    shas,
  };
}

/** What components hold: all of a repository, or what commits of it changed in a folder, and both once. */
function holdersOf(names: string[], source: MemorySource) {
  const held = (repository: string) =>
    source.reach(source.histories.get(urlOf(repository))!.head);
  const wholes = REPOSITORIES.filter(name => names.includes(name));
  const inFolders = REPOSITORIES.filter(
    repository =>
      !wholes.includes(repository) &&
      names.some(name => FOLDERS[name]?.repository === repository),
  );
  return [
    ...wholes.map(repository => ({
      repository,
      shas: new Set(held(repository)),
    })),
    ...inFolders.map(repository => ({
      repository,
      shas: new Set(
        held(repository).filter(sha =>
          names.some(
            name =>
              FOLDERS[name]?.repository === repository &&
              source.changed(sha, FOLDERS[name].path),
          ),
        ),
      ),
    })),
  ];
}

/** Commits by weekday, from Monday, and hour, as their authors wrote them. */
function hoursOf(commits: WrittenCommit[], shas: string[]): number[][] {
  const hours = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const { sha, at } of commits) {
    if (at === undefined || !shas.includes(sha)) continue;
    const sundayFirst = new Date(`${at.slice(0, 10)}T00:00:00Z`).getUTCDay();
    hours[(sundayFirst + 6) % 7][Number(at.slice(11, 13))]++;
  }
  return hours;
}

/** The first and the last day of each seven days that end with a range. */
function weeksOf({ from, to }: { from: string; to: string }) {
  const weeks: Array<{ from: string; to: string }> = [];
  for (let last = to; last >= from; ) {
    const first = addDays(last, -6);
    weeks.unshift({ from: first < from ? from : first, to: last });
    last = addDays(first, -1);
  }
  return weeks;
}

describe.each(databases.eachSupportedId())(
  'calendar, people, commits, breakdown and rhythm (%s)',
  databaseId => {
    /** A portal with four repositories, of which nothing is read yet. */
    async function setUp(seed: number) {
      const random = createRandom(seed);
      const knex = await createLedger(databases, databaseId);
      const commits = makeUp(random);
      const source = new MemorySource({
        commits: commits.map(toSourceCommit),
        paths: new Map(commits.map(({ sha, paths }) => [sha, paths])),
      });
      const entityRef = (name: string) => `component:default/${name}`;
      const ids: Record<string, number> = {};
      for (const name of REPOSITORIES) {
        ids[name] = await recordRepository(knex, {
          url: urlOf(name),
          entityRef: entityRef(name),
        });
      }
      const components = new Set(REPOSITORIES);
      const addFolder = async (name: string) => {
        components.add(name);
        await recordFolder(knex, {
          repositoryId: ids[FOLDERS[name].repository],
          entityRef: entityRef(name),
          path: FOLDERS[name].path,
        });
      };
      await recordUsersOf(
        knex,
        Object.fromEntries(
          HUMANS.map(name => [
            `user:default/${name}`,
            [authorOf(name).email, authorOf(`${name}/2`).email],
          ]),
        ),
      );
      const catalog = new SecretiveCatalog(
        [
          ...[...REPOSITORIES, ...Object.keys(FOLDERS)].map(name =>
            entityOf(entityRef(name)),
          ),
          ...HUMANS.map(name => entityOf(`user:default/${name}`)),
        ],
        Object.fromEntries(
          HIDDEN.map(name => [entityRef(name), ['user:default/mock']]),
        ),
      );
      const context = questionsOf({ database: knex, catalog });
      /** Each repository gets another head, be it further on, back or aside, and is read. */
      const move = async () => {
        for (const name of REPOSITORIES) {
          const head = Math.floor(COMMIT_COUNT * (0.5 + random() / 2));
          const mailmap = Object.entries(MAILMAPS[name] ?? {}).map(
            ([author, mapped]) => ({
              author: authorOf(author),
              mapped: authorOf(mapped),
            }),
          );
          source.histories.set(urlOf(name), { head: shaOf(head), mailmap });
          await syncNow(knex, { source, url: urlOf(name) });
        }
      };
      return { knex, commits, source, context, components, addFolder, move };
    }

    type Portal = Awaited<ReturnType<typeof setUp>>;

    const listAll = async (
      context: QuestionContext,
      options: Pick<Parameters<typeof askCommits>[1], 'query' | 'credentials'>,
    ) => {
      const shas: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await askCommits(context, {
          ...options,
          page: { limit: PAGE_SIZE, cursor },
          withSubjects: true,
        });
        shas.push(...page.items.map(({ sha }) => sha));
        cursor = page.nextCursor;
      } while (cursor);
      return shas;
    };

    /** All rows of an export. */
    const exportAll = async (
      context: QuestionContext,
      options: Parameters<typeof askExport>[1],
    ) => {
      const { head, rows } = await askExport(context, options);
      const all = [];
      for await (const some of rows) all.push(...some);
      return { head, rows: all };
    };

    /** Rows are what the calendar and the list of commits say. */
    const expectRows = async (
      context: QuestionContext,
      options: Pick<
        Parameters<typeof askExport>[1],
        'query' | 'credentials'
      > & {
        calendar: Calendar;
        shas: string[];
      },
    ) => {
      const { days, ...head } = options.calendar;
      const single = await exportAll(context, {
        ...{ ...options, rows: 'commits', withSubjects: true },
      });
      expect(single.rows.map(({ sha }) => sha).sort()).toEqual(options.shas);
      const daily = await exportAll(context, {
        ...{ ...options, rows: 'days', withSubjects: true },
      });
      const sums = new Map<unknown, number>();
      daily.rows.forEach(({ day, commits }) =>
        sums.set(day, (sums.get(day) ?? 0) + Number(commits)),
      );
      expect([...sums].reverse()).toEqual(
        days.map(({ date, commits }) => [date, commits]),
      );
      expect(daily.head).toEqual(head);
    };

    async function expectEveryAnswer(portal: Portal) {
      const { commits, source, context, components } = portal;
      for (const viewer of ['user:default/mock', OUTSIDER]) {
        const credentials = mockCredentials.user(viewer);
        for (const selected of SELECTIONS) {
          const visible = selected.filter(
            name =>
              components.has(name) &&
              (viewer !== OUTSIDER || !HIDDEN.includes(name)),
          );
          const holders = holdersOf(visible, source);
          if (visible.length === 0) continue;
          const entityRef =
            selected === REPOSITORIES
              ? undefined
              : visible.map(name => `component:default/${name}`);
          const inFolders = selected.some(name => FOLDERS[name]);
          for (const range of inFolders ? RANGES.slice(0, 1) : RANGES)
            for (const merges of ['exclude', 'include'] as const)
              for (const bots of ['exclude', 'include'] as const) {
                const query = { ...range, merges, bots };
                const active = PEOPLE.filter(
                  person =>
                    recount({ commits, holders, query, people: [person] }).shas
                      .length > 0,
                );
                const { items } = await askPeople(context, {
                  query: { ...query, entityRef },
                  page: { limit: PEOPLE.length },
                  credentials,
                });
                expect(items.map(({ name }) => name)).toEqual(
                  [...active].sort(),
                );
                for (const people of [
                  undefined,
                  ['alice'],
                  ['alice', 'bob'],
                  ['dave'],
                ]) {
                  const expected = recount({ commits, holders, query, people });
                  const asked: CommitQuery = {
                    ...query,
                    entityRef,
                    person: people?.map(name => `user:default/${name}`),
                  };
                  const { calendar } = await askCalendar(context, {
                    query: asked,
                    credentials,
                    isKnown: () => false,
                  });
                  expect({ asked, ...calendar }).toMatchObject({
                    asked,
                    days: expected.days,
                    totals: {
                      commits: expected.shas.length,
                      activeDays: expected.days.length,
                      people: active.filter(
                        person => !people || people.includes(person),
                      ).length,
                      repositories: expected.repositories,
                    },
                    excluded: expected.excluded,
                  });
                  const rhythm = await askRhythm(context, {
                    query: asked,
                    credentials,
                  });
                  expect(rhythm).toMatchObject({
                    hours: hoursOf(commits, expected.shas),
                    weeks: weeksOf(range).map(week => {
                      const within = { ...query, ...week };
                      const count = (some?: string[]) =>
                        recount({
                          ...{ commits, holders },
                          query: within,
                          people: some,
                        });
                      const { shas, repositories } = count(people);
                      return {
                        from: week.from,
                        commits: shas.length,
                        people: (people ?? PEOPLE).filter(
                          person => count([person]).shas.length > 0,
                        ).length,
                        repositories,
                      };
                    }),
                  });
                  const { items: broken } = await askBreakdown(context, {
                    query: asked,
                    page: { limit: 100 },
                    credentials,
                  });
                  expect(
                    broken.map(item => [
                      item.repository.url,
                      item.commits,
                      item.series.reduce((sum, count) => sum + count, 0),
                    ]),
                  ).toEqual(
                    holders
                      .map(holder => {
                        const { shas } = recount({
                          commits,
                          holders: [holder],
                          query,
                          people,
                        });
                        return [
                          urlOf(holder.repository),
                          shas.length,
                          shas.length,
                        ];
                      })
                      .sort(),
                  );
                  const listed = await listAll(context, {
                    query: asked,
                    credentials,
                  });
                  expect(listed.sort()).toEqual(expected.shas.sort());
                  // Rows are made of the same in a part of the ways.
                  if (merges === 'exclude' && bots === 'include') {
                    await expectRows(context, {
                      ...{ query: asked, credentials },
                      ...{ calendar: calendar!, shas: listed },
                    });
                  }
                }
              }
        }
      }
    }

    it.each([1, 2])(
      'agree with each other and with a recount of every commit, whatever moves (seed %s)',
      async seed => {
        const portal = await setUp(seed);
        const folders = Object.keys(FOLDERS);
        for (let round = 0; round < 3; round++) {
          // Some folders are only heard of when their repository is known.
          for (const name of round === 1 ? [] : folders.splice(0, 3)) {
            await portal.addFolder(name);
          }
          await portal.move();
          await expectConsistentLedger(portal.knex);
          await expectEveryAnswer(portal);
        }
        expect(portal.commits).toHaveLength(COMMIT_COUNT);
      },
    );

    it('fit together while syncs write', async () => {
      const portal = await setUp(3);
      const { context, move, addFolder } = portal;
      for (const name of Object.keys(FOLDERS)) await addFolder(name);
      await move();
      let isMoving = true;
      const moving = move().finally(() => {
        isMoving = false;
      });
      const options = {
        query: { from: '2026-03-01', to: '2026-03-31' },
        credentials: mockCredentials.user(),
      };
      const compared: Array<{ listed: number; counted: number; days: number }> =
        [];
      while (isMoving || compared.length === 0) {
        const { calendar } = await askCalendar(context, {
          ...options,
          isKnown: () => false,
        });
        const page = await askCommits(context, {
          ...options,
          page: { limit: 500 },
          withSubjects: true,
        });
        if (calendar?.revision === page.revision) {
          compared.push({
            listed: page.items.length,
            counted: calendar.totals.commits,
            days: calendar.days.reduce((sum, { commits }) => sum + commits, 0),
          });
        }
      }
      expect(compared).toEqual(
        compared.map(({ counted }) => ({
          listed: counted,
          counted,
          days: counted,
        })),
      );
      await moving;
      await expectEveryAnswer(portal);
    });
  },
);
