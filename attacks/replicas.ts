import { setTimeout as sleep } from 'node:timers/promises';
import knexFactory, { Knex } from 'knex';
import { POSTGRES } from '../benchmarks/databases';
import { setReadOnly } from '../plugins/git-activity-backend/src/__testUtils__/troubledDatabase';
import { TestRepository } from '../plugins/git-activity-source-test-kit/src';
import { Arena } from './Arena';
import { Attack } from './Attack';
import { POLL_MS, seconds, until } from './patience';
import { Portal } from './Portal';

const REPOSITORIES = 12;
const COMMITS = 10_000;
const AUTHORS = 300;
/** All commits are of this day and the next ones. */
const AUTHORED_AT = Date.parse('2024-01-01T00:00:00Z') / 1000;
const CALENDAR = '/api/git-activity/calendar?from=2024-01-01&to=2024-12-31';
const FROZEN_MS = 120_000;
const LOCKED_MS = 30_000;
/** How soon the others go on. */
const PATIENCE_MS = 10_000;
/** How long all of it may take once nothing is in the way. */
const WORK_MS = 240_000;
/** As long as no transaction of a process that runs says nothing. */
const SILENCE_MS = 300;

/** Frozen replicas, and databases that take no writes. */
export const attacks: Attack[] = [
  {
    name: 'one of three replicas stopped for two minutes, in the midst of a transaction',
    engines: ['PostgreSQL'],
    async run(arena) {
      const { repositories, portals } = await startReplicas(arena, 3);
      const [first, ...others] = portals;
      const knex = connect(arena);
      try {
        const pushing = push(repositories, COMMITS);
        const held = await freezeInTransaction(first, knex);
        const frozenAt = performance.now();
        const questions = askAllTheTime(others);
        const storedThen = await countStored(knex);
        const all = REPOSITORIES * (COMMITS + 1);
        if (storedThen > all / 2) throw new Error('Too little is left to do');
        await until(
          PATIENCE_MS,
          async () => (await countStored(knex)) > storedThen,
        );
        const wentOnMs = performance.now() - frozenAt;
        await pushing;
        await until(WORK_MS, async () => (await countCurrent(knex)) === all);
        const doneMs = performance.now() - frozenAt;
        await sleep(Math.max(0, FROZEN_MS - doneMs));
        const slowestMs = await questions.stop();

        const logged = first.log.length;
        await first.thaw();
        await until(PATIENCE_MS, async () =>
          first.log.slice(logged).includes('Another replica has taken over'),
        );
        for (const portal of portals) await assertTotal(portal, all);
        await push(repositories, 1);
        const more = all + REPOSITORIES;
        await until(WORK_MS, async () => (await countCurrent(knex)) === more);
        for (const portal of portals) await assertTotal(portal, more);
        return `it held ${held} repositories; the others went on after ${seconds(
          wentOnMs,
        )}, all was read after ${seconds(doneMs)}, ${
          questions.count
        } questions took ${seconds(
          slowestMs,
        )} at most; then it wrote nothing, said so and went on`;
      } finally {
        await knex.destroy();
      }
    },
  },
  {
    name: 'a lock that all writers want, held by somebody for half a minute',
    engines: ['PostgreSQL'],
    async run(arena) {
      const { repositories, portals } = await startReplicas(arena, 1);
      const knex = connect(arena);
      try {
        // So that what has to be loaded at first is.
        await assertTotal(portals[0], REPOSITORIES);
        let slowestMs = 0;
        await knex.transaction(async trx => {
          await trx('ledger_state').where({ name: 'people' }).forUpdate();
          await push(repositories, 1_000);
          const questions = askAllTheTime(portals);
          await sleep(LOCKED_MS);
          slowestMs = await questions.stop();
        });
        const all = REPOSITORIES * 1_001;
        await until(WORK_MS, async () => (await countCurrent(knex)) === all);
        await assertTotal(portals[0], all);
        return `questions took ${seconds(
          slowestMs,
        )} at most; then all was read`;
      } finally {
        await knex.destroy();
      }
    },
  },
  {
    name: 'a database that takes no writes for a while',
    engines: ['PostgreSQL'],
    async run(arena) {
      const { repositories, portals } = await startReplicas(arena, 1);
      const [portal] = portals;
      const knex = connect(arena);
      try {
        await setReadOnly(knex, 'on');
        await push(repositories, 1);
        await until(LOCKED_MS, async () =>
          portal.log.includes('The database is read-only. Make it writable'),
        );
        await assertTotal(portal, REPOSITORIES);
        const sync = await portal.fetch(
          '/api/git-activity/repositories/1/sync',
          {
            method: 'POST',
          },
        );
        const { error } = await sync.json();
        if (sync.status !== 503) throw new Error(`${sync.status}: ${error}`);
        await setReadOnly(knex, 'off');
        const all = 2 * REPOSITORIES;
        await until(WORK_MS, async () => (await countCurrent(knex)) === all);
        await assertTotal(portal, all);
        return 'questions were answered, the log said what to mend, and then all was read';
      } finally {
        await knex.destroy();
      }
    },
  },
];

export function connect(arena: Arena): Knex {
  return knexFactory({
    client: 'pg',
    connection: `${POSTGRES}/${arena.database}`,
  });
}

async function startReplicas(arena: Arena, count: number) {
  const repositories: TestRepository[] = [];
  for (let index = 0; index < REPOSITORIES; index++) {
    repositories.push(await arena.addRepository(`service-${index}`));
  }
  await push(repositories, 1);
  const portals: Portal[] = [];
  for (let index = 0; index < count; index++) {
    portals.push(await arena.startPortal());
  }
  for (let index = 0; index < REPOSITORIES; index++) {
    await portals[0].untilRepository(`service-${index}`, {
      is: ({ status }) => status === 'current',
    });
  }
  return { repositories, portals };
}

async function push(
  repositories: TestRepository[],
  count: number,
): Promise<void> {
  const pushes = repositories.map((repository, index) =>
    repository.commitMany(
      Array.from({ length: count }, (_, number) => {
        const name = `Author ${number % AUTHORS} of ${index}`;
        const email = `${number % AUTHORS}@${index}.example.com`;
        return {
          author: { name, email },
          authoredAt: AUTHORED_AT + 60 * number,
        };
      }),
    ),
  );
  await Promise.all(pushes);
}

/**
 * Freezes a replica that has written something it has not committed yet.
 *
 * @returns how many repositories it holds
 */
export async function freezeInTransaction(
  portal: Portal,
  knex: Knex,
): Promise<number> {
  const deadline = performance.now() + WORK_MS;
  while (performance.now() < deadline) {
    portal.freeze();
    await sleep(2 * SILENCE_MS);
    const silent = await knex('pg_stat_activity')
      .whereRaw('datname = current_database()')
      .where({ state: 'idle in transaction' })
      // It has written something.
      .whereNotNull('backend_xid')
      .whereRaw(`state_change < now() - ? * interval '1 ms'`, [SILENCE_MS])
      .pluck('pid');
    const held = await knex('repositories')
      .where('lease_holder', 'like', `%:${portal.pid}`)
      .whereNotNull('reading_to')
      .pluck('id');
    if (silent.length > 0 && held.length > 0) return held.length;
    await portal.thaw();
    await sleep(POLL_MS);
  }
  throw new Error('The replica was never in the midst of a transaction');
}

/** Commits of repositories, whether they are read up to their heads or not yet. */
async function countStored(knex: Knex): Promise<number> {
  const [{ sum }] = await knex('repositories').sum({ sum: 'commit_count' });
  return Number(sum);
}

/** Commits of repositories that are read up to their heads. */
async function countCurrent(knex: Knex): Promise<number> {
  const [{ sum }] = await knex('repositories')
    .whereNull('reading_to')
    .sum({ sum: 'commit_count' });
  return Number(sum);
}

/** Asks replicas for the calendar of everything, again and again. */
function askAllTheTime(portals: Portal[]) {
  const stopping = new AbortController();
  let count = 0;
  let slowestMs = 0;
  const asking = portals.map(async portal => {
    while (!stopping.signal.aborted) {
      const since = performance.now();
      const response = await portal.fetch(CALENDAR);
      const body = await response.text();
      if (!response.ok) throw new Error(`${response.status}: ${body}`);
      slowestMs = Math.max(slowestMs, performance.now() - since);
      count++;
      await sleep(POLL_MS);
    }
  });
  const done = Promise.all(asking);
  done.catch(() => undefined);
  return {
    get count() {
      return count;
    },
    async stop(): Promise<number> {
      stopping.abort();
      await done;
      return slowestMs;
    },
  };
}

async function assertTotal(portal: Portal, expected: number): Promise<void> {
  const response = await portal.fetch(CALENDAR);
  const { totals } = await response.json();
  if (totals?.commits !== expected) {
    throw new Error(
      `${totals?.commits} commits are counted instead of ${expected}`,
    );
  }
}
