import { TestDatabases } from '@backstage/backend-test-utils';
import {
  createLedger,
  seedLedger,
  SeedCommit,
  SeedPerson,
  shaOf,
} from '../__testUtils__/seedLedger';
import { CommitCounter, CommitFilter, readCommits, readFreshness } from '.';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(120_000);

const PEOPLE: Record<string, SeedPerson> = {
  alice: {},
  bob: {},
  carol: {},
  dave: {},
  robot: { bot: true },
  rover: { bot: true },
};
const AUTHORS = Object.keys(PEOPLE).flatMap(person => [person, `${person}/2`]);
const REPOSITORIES = ['api', 'fork', 'web', 'tools'];
const RANGES = [
  { from: '2026-03-01', to: '2026-03-31' },
  { from: '2026-03-04', to: '2026-03-09' },
];
const COMMIT_COUNT = 300;
const PAGE_SIZE = 40;

/** What is true of a commit, worked out one commit at a time. */
interface Expectation {
  days: Array<{ date: string; commits: number }>;
  excluded: { merges: number; bots: number; invalidDates: number };
  repositories: Set<string>;
  shas: string[];
}

/** Pseudo-random numbers from 0 to 1 that are the same at every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function createCommits(seed: number): SeedCommit[] {
  const random = createRandom(seed);
  const pick = <T>(choices: T[]): T =>
    choices[Math.floor(random() * choices.length)];
  const commits: SeedCommit[] = [];
  const coAuthors = () =>
    random() < 0.3 ? [...new Set([pick(AUTHORS), pick(AUTHORS)])] : [];
  for (let number = 1; number <= COMMIT_COUNT; number++) {
    const day = String(1 + Math.floor(random() * 12)).padStart(2, '0');
    const hour = String(Math.floor(random() * 24)).padStart(2, '0');
    const commit = {
      sha: shaOf(number),
      at:
        random() < 0.05
          ? undefined
          : `2026-03-${day}T${hour}:00:00${pick(['Z', '+05:30', '-08:00'])}`,
      merge: random() < 0.2,
    };
    const holders = REPOSITORIES.filter(() => random() < 0.35);
    const author = pick(AUTHORS);
    const named = coAuthors();
    for (const repository of holders.length ? holders : [pick(REPOSITORIES)]) {
      // Another repository may have another mailmap
      const isMapped = random() < 0.2;
      commits.push({
        ...commit,
        repository,
        author: isMapped ? pick(AUTHORS) : author,
        coAuthors: isMapped ? coAuthors() : named,
      });
    }
  }
  return commits;
}

const personOf = (author: string) => author.split('/')[0];
const isBot = (author: string) => Boolean(PEOPLE[personOf(author)].bot);

/** Counts by looking at every commit, as a person with much time would. */
function recount(
  commits: SeedCommit[],
  filter: Pick<CommitFilter, 'from' | 'to' | 'merges' | 'bots'> & {
    repositories: string[];
    people?: string[];
  },
): Expectation {
  const days = new Map<string, number>();
  const expected: Expectation = {
    days: [],
    excluded: { merges: 0, bots: 0, invalidDates: 0 },
    repositories: new Set(),
    shas: [],
  };
  const seen = new Set<string>();
  const inOrder = REPOSITORIES.filter(name =>
    filter.repositories.includes(name),
  ).flatMap(name => commits.filter(({ repository }) => repository === name));
  for (const commit of inOrder) {
    if (seen.has(commit.sha)) continue;
    seen.add(commit.sha);
    const isAskedFor = (author: string) =>
      !filter.people || filter.people.includes(personOf(author));
    const humanDidIt =
      (!isBot(commit.author) && isAskedFor(commit.author)) ||
      (filter.people !== undefined &&
        (commit.coAuthors ?? []).some(
          coAuthor => !isBot(coAuthor) && isAskedFor(coAuthor),
        ));
    const botDidIt = isBot(commit.author) && isAskedFor(commit.author);
    if (!humanDidIt && !botDidIt) continue;
    const day = commit.at?.slice(0, 10);
    if (day === undefined) {
      expected.excluded.invalidDates++;
    } else if (day < filter.from || day > filter.to) {
      continue;
    } else if (commit.merge && filter.merges === 'exclude') {
      expected.excluded.merges++;
    } else if (!humanDidIt && filter.bots === 'exclude') {
      expected.excluded.bots++;
    } else {
      days.set(day, (days.get(day) ?? 0) + 1);
      expected.repositories.add(commit.repository);
      expected.shas.push(commit.sha);
    }
  }
  expected.days = [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, count]) => ({ date, commits: count }));
  return expected;
}

describe.each(databases.eachSupportedId())(
  'calendar, people and commits (%s)',
  databaseId => {
    it.each([1, 2])(
      'agree with each other and with a recount of every commit (seed %s)',
      async seed => {
        const database = await createLedger(databases, databaseId);
        const commits = createCommits(seed);
        const { repositoryIds, personIds } = await seedLedger(database, {
          people: PEOPLE,
          repositories: Object.fromEntries(
            REPOSITORIES.map(name => [name, {}]),
          ),
          commits,
        });
        const selections = [['fork'], ['fork', 'tools'], REPOSITORIES];
        const peoples = [
          undefined,
          [],
          ['alice'],
          ['robot'],
          ['alice', 'bob'],
          ['bob', 'robot'],
        ];
        const counter = new CommitCounter({ database });
        const toRequest = async (filter: CommitFilter) => ({
          filter,
          versions: await readFreshness(database, filter.repositoryIds),
        });
        const findPeople = async (filter: CommitFilter) => {
          const people = await counter.listPeople(await toRequest(filter));
          return people.map(({ name }) => name);
        };
        for (const repositories of selections)
          for (const range of RANGES)
            for (const merges of ['exclude', 'include'] as const)
              for (const bots of ['exclude', 'include'] as const) {
                const kinds = { ...range, merges, bots };
                const filter = {
                  ...kinds,
                  repositoryIds: repositories.map(name => repositoryIds[name]),
                };
                const active = Object.keys(PEOPLE).filter(
                  person =>
                    recount(commits, {
                      ...kinds,
                      repositories,
                      people: [person],
                    }).shas.length > 0,
                );
                expect(await findPeople(filter)).toEqual(active.sort());
                for (const people of peoples) {
                  const expected = recount(commits, {
                    ...kinds,
                    repositories,
                    people,
                  });
                  const narrowed = {
                    ...filter,
                    personIds: people?.map(person => personIds[person]),
                  };
                  const counts = await counter.count(await toRequest(narrowed));
                  expect({ filter: narrowed, ...counts }).toEqual({
                    filter: narrowed,
                    days: expected.days,
                    totals: {
                      commits: expected.shas.length,
                      activeDays: expected.days.length,
                      authors: active.filter(
                        person => !people || people.includes(person),
                      ).length,
                      repositories: expected.repositories.size,
                    },
                    excluded: expected.excluded,
                  });
                  const listed: string[] = [];
                  let cursor: string | undefined;
                  do {
                    const page = await readCommits(database, {
                      filter: narrowed,
                      page: { limit: PAGE_SIZE, cursor },
                      findCommitUrl: () => undefined,
                    });
                    listed.push(...page.items.map(({ sha }) => sha));
                    cursor = page.nextCursor;
                  } while (cursor);
                  expect([...listed].sort()).toEqual(expected.shas.sort());
                }
              }
      },
    );
  },
);
