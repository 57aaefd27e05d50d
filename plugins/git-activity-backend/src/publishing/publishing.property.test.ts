import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { addDays, Calendar, Day } from 'backstage-plugin-git-activity-common';
import { SourceCommit } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { entityOf, SecretiveCatalog } from '../__testUtils__/catalog';
import { MemorySource } from '../__testUtils__/MemorySource';
import { questionsOf } from '../__testUtils__/questions';
import { createRandom } from '../__testUtils__/random';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import { recordRepository, syncNow } from '../__testUtils__/syncNow';
import { askCalendar } from '../questions/calendar';
import { QuestionContext } from '../questions/context';
import { PUBLISHING_CHECKS } from './divide';
import { Publisher } from './Publisher';
import { TELLING_CHECKS } from './tell';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(240_000);

const MINIMUM = 3;
const FIRST: Day = '2025-01-01';
const STEPS = 4;
const DAYS_PER_STEP = 38;
const ITEMS_PER_STEP = 5;
const MOST_COMMITS = 9;
const BOT = 'release-bot';
const INSIDER = 'user:default/insider';

/** Who works where; `joiner` comes late. */
const TEAMS: Record<string, string[]> = {
  large: ['ann', 'ben', 'cara', 'dan', 'eve'],
  small: ['ann', 'fay'],
  pair: ['gus', 'hal'],
  hidden: ['gus', 'ida'],
  lonely: ['jan'],
  fork: ['kim'],
};
const OWNERS: Record<string, string[]> = {
  a: ['large', 'small'],
  b: ['pair', 'hidden'],
  c: ['lonely', 'fork'],
};
const NAMES = Object.keys(TEAMS);
const component = (name: string) => `component:default/${name}`;
const group = (name: string) => `group:default/${name}`;
const urlOf = (name: string) => `https://git.example.com/${name}`;

/** Commits that somebody pushed at once: all of one day. */
interface Item {
  repositories: string[];
  author: string;
  day: Day;
  commits: number;
  kind: 'commits' | 'merges' | 'bots';
  step: number;
}

interface World {
  items: Item[];
  source: MemorySource;
  /** The head of each repository after each step. */
  heads: Array<Record<string, string>>;
}

/** A year of work by few people, some of which is pushed late. */
function makeUp(random: () => number, isPushedLate: boolean): World {
  const pick = <T>(list: T[]): T => list[Math.floor(random() * list.length)];
  const items: Item[] = [];
  const commits: SourceCommit[] = [];
  const tips: Record<string, string | undefined> = {};
  const roots: Record<string, string> = {};
  const heads: World['heads'] = [];
  const push = (item: Item, repository: string) => {
    for (let index = 0; index < item.commits; index++) {
      const sha = shaOf(commits.length + 1);
      const parent = tips[repository];
      commits.push({
        sha,
        parents:
          item.kind === 'merges' && parent
            ? [parent, roots[repository]]
            : [parent ?? []].flat(),
        author: { name: item.author, email: `${item.author}@example.com` },
        coAuthors: [],
        authoredAt: Date.parse(`${item.day}T12:00:00Z`) / 1000,
        utcOffset: 0,
        committedAt: Date.parse(`${item.day}T12:00:00Z`) / 1000,
        subject: 'Work',
      });
      roots[repository] ??= sha;
      tips[repository] = sha;
    }
    items.push(item);
  };
  for (let step = 0; step < STEPS; step++) {
    const start = addDays(FIRST, step * DAYS_PER_STEP);
    if (step === 1) {
      // All that is there so far is in the fork, too
      tips.fork = tips.large;
      roots.fork = roots.large;
      items
        .filter(({ repositories }) => repositories.includes('large'))
        .forEach(({ repositories }) => repositories.push('fork'));
    }
    for (const name of NAMES) {
      if (name === 'fork' && step === 0) continue;
      const team = [
        ...TEAMS[name],
        ...(name === 'small' && step >= 2 ? ['joiner'] : []),
      ];
      for (let index = 0; index < ITEMS_PER_STEP; index++) {
        const isLate = isPushedLate && step > 0 && random() < 0.2;
        const back = isLate ? DAYS_PER_STEP * Math.ceil(random() * step) : 0;
        const luck = random();
        const isBot = luck < 0.1;
        const canMerge = tips[name] !== roots[name];
        push(
          {
            repositories: [name],
            author: isBot ? BOT : pick(team),
            day: addDays(start, Math.floor(random() * DAYS_PER_STEP) - back),
            commits: 1 + Math.floor(random() * MOST_COMMITS),
            kind: kindOf({ isBot, isMerge: luck < 0.25 && canMerge }),
            step,
          },
          name,
        );
      }
    }
    heads.push(
      Object.fromEntries(
        Object.entries(tips).flatMap(([name, sha]) =>
          sha === undefined ? [] : [[name, sha]],
        ),
      ),
    );
  }
  return { items, heads, source: new MemorySource({ commits }) };
}

/** A figure as it is stored, and the items that are in it. */
interface Counted {
  kind: string;
  from: Day;
  to: Day;
  /** The names of the repositories of each holder. */
  holders: string[][];
  items: number[];
  step: number;
}

function kindOf(is: { isBot: boolean; isMerge: boolean }): Item['kind'] {
  if (is.isBot) return 'bots';
  return is.isMerge ? 'merges' : 'commits';
}

/** What was asked, and what was told. */
interface Answer {
  name: string;
  names: string[];
  from: Day;
  to: Day;
  merges: boolean;
  bots: boolean;
  step: number;
  told: number;
  /** How many figures there were. */
  figures: number;
}

describe.each(databases.eachSupportedId())(
  'figures that rest on several people (%s)',
  databaseId => {
    afterEach(() => jest.restoreAllMocks());

    async function setUp() {
      const knex = await createLedger(databases, databaseId);
      const ids: Record<string, number> = {};
      for (const name of NAMES) {
        ids[name] = await recordRepository(knex, {
          url: urlOf(name),
          entityRef: component(name),
        });
      }
      const owned = Object.entries(OWNERS).flatMap(([owner, names]) =>
        names.map((name): [string, string] => [name, owner]),
      );
      const catalog = new SecretiveCatalog(
        [
          entityOf(group('top'), {
            parentOf: Object.keys(OWNERS).map(group),
          }),
          ...Object.entries(OWNERS).map(([owner, names]) =>
            entityOf(group(owner), { ownerOf: names.map(component) }),
          ),
          ...owned.map(([name, owner]) => ({
            ...entityOf(component(name)),
            spec: { owner },
          })),
        ],
        { [component('hidden')]: [INSIDER] },
      );
      const context = questionsOf({
        database: knex,
        catalog,
        privacy: {
          people: 'team',
          minimumTeamSize: MINIMUM,
          ownActivity: false,
          optOut: [],
        },
      });
      const publisher = new Publisher({
        ...{ knex, minimum: MINIMUM },
        catalog: {
          // It asks as the plugin itself, to which nothing is hidden
          getEntitiesByRefs: ({ entityRefs }) =>
            catalog.getEntitiesByRefs(
              { entityRefs },
              { credentials: mockCredentials.user(INSIDER) },
            ),
        },
        auth: mockServices.auth(),
        logger: mockServices.logger.mock(),
      });
      return { knex, ids, context, publisher };
    }

    const syncAll = async (knex: Knex, world: World, step: number) => {
      for (const [name, head] of Object.entries(world.heads[step])) {
        world.source.histories.set(urlOf(name), { head });
        await syncNow(knex, { source: world.source, url: urlOf(name) });
      }
    };
    const endOf = (step: number) => addDays(FIRST, (step + 1) * DAYS_PER_STEP);

    /** Plays a year, asks all kinds of questions after each step, and tells what is wrong with the answers. */
    async function findLeaks(seed: number): Promise<string[]> {
      const random = createRandom(seed);
      const world = makeUp(random, true);
      const { knex, ids, context, publisher } = await setUp();
      const answers: Answer[] = [];
      const wrong: string[] = [];
      const figures: Counted[] = [];
      for (let step = 0; step < STEPS; step++) {
        await syncAll(knex, world, step);
        const now = addDays(endOf(step), Math.floor(random() * 12));
        await publisher.publish({
          now: new Date(`${now}T09:00:00Z`),
          signal: new AbortController().signal,
        });
        wrong.push(
          ...(await recount({ knex, ids, items: world.items, figures, step })),
        );
        answers.push(
          ...(await askAll({ context, ids, step, figures: figures.length })),
        );
      }
      return [...wrong, ...judge(answers, { items: world.items, figures })];
    }

    async function askAll(options: {
      context: QuestionContext;
      ids: Record<string, number>;
      step: number;
      figures: number;
    }): Promise<Answer[]> {
      const { context, ids, step, figures } = options;
      const selections = [
        { entityRef: group('top'), names: NAMES },
        ...Object.entries(OWNERS).map(([owner, names]) => ({
          entityRef: group(owner),
          names,
        })),
        ...NAMES.map(name => ({ entityRef: component(name), names: [name] })),
        ...[
          ['large', 'pair'],
          ['small', 'pair', 'lonely'],
        ].map(names => ({ entityRef: group('top'), names })),
      ];
      const ranges = [
        { from: '2025-01-01', to: '2025-12-31' },
        { from: '2025-01-01', to: '2025-03-31' },
        { from: '2025-02-01', to: '2025-02-28' },
        { from: '2025-01-08', to: '2025-03-20' },
      ];
      const answers: Answer[] = [];
      for (const viewer of ['user:default/mock', INSIDER]) {
        for (const { entityRef, names } of selections) {
          const visible = names.filter(
            name => name !== 'hidden' || viewer === INSIDER,
          );
          if (visible.length === 0 || entityRef === component('hidden'))
            continue;
          for (const range of ranges) {
            for (const [merges, bots] of [
              [false, false],
              [true, false],
              [true, true],
            ]) {
              const { calendar } = await askCalendar(context, {
                query: {
                  entityRef: [entityRef],
                  repository: visible.map(name => String(ids[name])),
                  ...range,
                  merges: merges ? 'include' : 'exclude',
                  bots: bots ? 'include' : 'exclude',
                },
                credentials: mockCredentials.user(viewer),
                isKnown: () => false,
              });
              answers.push({
                name: `${entityRef} of ${visible} ${range.from}..${range.to} in step ${step} for ${viewer}`,
                ...{ names: visible, merges, bots, step, figures },
                ...range,
                told: totalOf(calendar),
              });
            }
          }
        }
      }
      return answers;
    }

    it.each([1, 2, 3])(
      'tell nothing of fewer people, alone or beside each other, nor more than git (seed %s)',
      async seed => {
        expect(await findLeaks(seed)).toEqual([]);
      },
    );

    it.each(['isEnough', 'isTaken'] as const)(
      'would, if it were not for the check %s',
      async check => {
        const passes = check === 'isEnough';
        jest.spyOn(PUBLISHING_CHECKS, check).mockReturnValue(passes);
        expect(await findLeaks(1)).not.toEqual([]);
      },
    );

    it.each(['isSelected', 'isWithin'] as const)(
      'would, if it were not for the check %s',
      async check => {
        jest.spyOn(TELLING_CHECKS, check).mockReturnValue(true);
        expect(await findLeaks(1)).not.toEqual([]);
      },
    );

    /** What is told at last of a team, of a year in which nothing is pushed late, and what git counts. */
    async function playOnTime(): Promise<{ told: number; git: number }> {
      const world = makeUp(createRandom(4), false);
      const { knex, context, publisher } = await setUp();
      const publish = (day: Day) =>
        publisher.publish({
          now: new Date(`${day}T09:00:00Z`),
          signal: new AbortController().signal,
        });
      for (let step = 0; step < STEPS; step++) {
        await syncAll(knex, world, step);
        await publish(addDays(endOf(step), 1));
      }
      await publish('2026-02-01');
      const range = { from: '2025-01-01', to: '2025-12-31' };
      const { calendar } = await askCalendar(context, {
        query: { entityRef: [group('a')], ...range },
        credentials: mockCredentials.user(),
        isKnown: () => false,
      });
      const region = regionOf(world.items, {
        ...{ names: OWNERS.a, merges: false, bots: false, step: STEPS },
        ...range,
      });
      return {
        told: totalOf(calendar),
        git: world.items.reduce(
          (sum, { commits }, index) => sum + commits * region[index],
          0,
        ),
      };
    }

    it('tell nearly all that a team of enough people did, once the days are over', async () => {
      const { told, git } = await playOnTime();
      expect(git).toBeGreaterThan(50);
      expect(told).toBeLessThanOrEqual(git);
      expect(told).toBeGreaterThan(0.9 * git);
    });
  },
);

function totalOf(calendar: Calendar | undefined): number {
  expect(calendar?.days).toEqual([]);
  expect(calendar?.published?.minimumPeople).toBe(MINIMUM);
  return calendar?.totals.commits ?? NaN;
}

function regionOf(
  items: Item[],
  asked: {
    names: string[];
    from: Day;
    to: Day;
    merges: boolean;
    bots: boolean;
    step: number;
  },
): Uint8Array {
  return Uint8Array.from(items, item =>
    item.step <= asked.step &&
    item.day >= asked.from &&
    item.day <= asked.to &&
    item.repositories.some(
      name =>
        asked.names.includes(name) && !(name === 'fork' && asked.step < 1),
    ) &&
    (item.kind === 'commits' ||
      (item.kind === 'merges' && asked.merges) ||
      (item.kind === 'bots' && asked.bots))
      ? 1
      : 0,
  );
}

/**
 * Finds out which items are in the figures that are new: those of their kind, repositories and days that are in none before. Tells of
 * figures that do not come to that, or rest on too few people.
 */
async function recount(options: {
  knex: Knex;
  ids: Record<string, number>;
  items: Item[];
  figures: Counted[];
  step: number;
}): Promise<string[]> {
  const { knex, ids, items, figures, step } = options;
  const nameOf = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  const rows = await knex('figures').orderBy('id').offset(figures.length);
  const wrong: string[] = [];
  const before = [...figures];
  for (const { id, kind, from_day: from, to_day: to, commits } of rows) {
    const parts = await knex('figure_parts')
      .join('figure_holder_repositories', {
        'figure_holder_repositories.holder_id': 'figure_parts.holder_id',
      })
      .where({ figure_id: id })
      .orderBy('repository_id')
      .select('figure_parts.holder_id', 'repository_id');
    const holders = new Map<number, string[]>();
    for (const { holder_id, repository_id } of parts) {
      const name = nameOf.get(repository_id)!;
      holders.set(holder_id, [...(holders.get(holder_id) ?? []), name]);
    }
    const keys = [...holders.values()].map(String);
    const taken = new Set(figures.flatMap(figure => figure.items));
    const its = items.flatMap((item, index) =>
      item.kind === kind &&
      item.step <= step &&
      item.day >= from &&
      item.day <= to &&
      keys.includes(String(holdersOf(item, step))) &&
      !taken.has(index) &&
      !before.some(figure => isTooLateFor(figure, item, step))
        ? [index]
        : [],
    );
    figures.push({
      ...{ kind, from, to, step, items: its },
      holders: [...holders.values()],
    });
    const count = sumOf(its, items);
    const few = kind !== 'bots' && authorsOf(its, items) < MINIMUM;
    if (count !== commits || few) {
      wrong.push(
        `${commits} ${kind} of ${keys.join(
          ' and ',
        )} from ${from} to ${to}: ${count} by ${authorsOf(its, items)}`,
      );
    }
  }
  return wrong;
}

/** Whether a figure was made of the days and the holders of an item before: its number stays, whatever comes. */
function isTooLateFor(figure: Counted, item: Item, step: number): boolean {
  const holders = holdersOf(item, step);
  const isFork = step >= 1 && holders.includes('fork');
  return (
    figure.kind === item.kind &&
    figure.from <= item.day &&
    item.day <= figure.to &&
    figure.holders.some(
      names =>
        String(names) === String(holders) ||
        // The fork came after the first step, and shares what was there then
        (isFork &&
          figure.step < 1 &&
          names.some(name => holders.includes(name))),
    )
  );
}

/** The repositories that hold an item, in the order in which they were recorded. */
function holdersOf({ repositories }: Item, step: number): string[] {
  return NAMES.filter(
    name => repositories.includes(name) && !(name === 'fork' && step < 1),
  );
}

/** What is wrong with answers, alone and in pairs. */
function judge(
  answers: Answer[],
  world: { items: Item[]; figures: Counted[] },
): string[] {
  const { items, figures } = world;
  const wrong: string[] = [];
  const contents = answers.map(answer => {
    const told = figures
      .slice(0, answer.figures)
      .filter(
        ({ kind, from, to, holders }) =>
          from >= answer.from &&
          to <= answer.to &&
          (kind === 'commits' || answer[kind === 'bots' ? 'bots' : 'merges']) &&
          holders.every(names =>
            names.some(name => answer.names.includes(name)),
          ),
      )
      .flatMap(figure => figure.items);
    const region = regionOf(items, answer);
    if (
      answer.told !== sumOf(told, items) ||
      told.some(index => !region[index])
    ) {
      wrong.push(`${answer.name}: ${answer.told} is no sum of whole figures`);
    }
    return told.filter(index => items[index].kind !== 'bots');
  });
  for (const one of contents) {
    for (const other of contents) {
      const isIn = new Set(other);
      const authors = authorsOf(
        one.filter(index => !isIn.has(index)),
        items,
      );
      if (authors > 0 && authors < MINIMUM) {
        wrong.push(`two answers differ by what ${authors} did`);
      }
    }
  }
  return wrong;
}

function sumOf(indexes: number[], items: Item[]): number {
  return indexes.reduce((sum, index) => sum + items[index].commits, 0);
}

function authorsOf(indexes: number[], items: Item[]): number {
  return new Set(indexes.map(index => items[index].author)).size;
}
