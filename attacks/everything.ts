import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { parseAllDocuments } from 'yaml';
import { percentile } from '../benchmarks/measure';
import { TestRepository } from '../plugins/git-activity-source-test-kit/src';
import { prepareSample } from '../scripts/lib/sample.mjs';
import { Arena } from './Arena';
import { Attack } from './Attack';
import { commitOfCrowd, crowd } from './crowds';
import { GIT_THAT_HANGS, layTraps, withGit } from './hanging';
import { seconds, until } from './patience';
import { Portal } from './Portal';
import { connect, freezeInTransaction } from './replicas';

const REPLICAS = 3;
const CO_AUTHORS = 100_000;
const CROWD = 50_000;
const HUGE = 'huge';
const MANY_COMMITS = 1_000_000;
const AUTHORS = 300;
/** Of the first of them, a hundred seconds before the next one. */
const BEGUN_AT = 1_600_000_000;
/** How long the sample organisation's pages are opened one after the other while all that happens. */
const WATCHED_MS = 45_000;
/** From one page to the next one. */
const READING_MS = 100;
/** How soon a page has to answer. */
const MOST_PAGE_MS = 200;
/** How soon each of its repositories is read again after a push: they are looked at every five seconds. */
const MOST_BEHIND_MS = 20_000;
const START_TIMEOUT_MS = 5 * 60_000;
const API = '/api/git-activity';

/** All of it at once, beside an organisation that only wants to see its own pages. */
export const attacks: Attack[] = [
  {
    name: 'hostile, hanging and huge repositories, and a frozen replica, at once',
    async run(arena) {
      const entities = await addSample(arena);
      await addHostile(arena);
      await layTraps(arena);
      const hanging = await arena.addRepository('hanging');
      await hanging.commit({});
      await addHuge(arena);
      return withGit(arena, GIT_THAT_HANGS, async () => {
        const portals = await startReplicas(arena);
        await untilCurrent(portals[0], componentsOf(entities));
        const others = await freezeHolder(arena, portals);
        const stop = new AbortController();
        const staying = stayCurrent({
          portal: others[0],
          entities,
          signal: stop.signal,
        });
        const tookMs = await openPages(others, entities);
        stop.abort();
        const behindMs = await staying;
        await untilCurrent(others[0], [HUGE]);
        const calm = await openPages(others, entities);
        const p95 = percentile(tookMs, 0.95);
        const said = `p95 of ${tookMs.length} pages ${Math.round(
          p95,
        )} ms, beside ${Math.round(
          percentile(calm, 0.95),
        )} ms once the huge one was read; what was pushed was counted after ${seconds(
          behindMs,
        )} at most`;
        if (p95 > MOST_PAGE_MS || behindMs > MOST_BEHIND_MS) {
          throw new Error(said);
        }
        return said;
      });
    },
  },
];

/** Makes the sample organisation. @returns the entities that have pages of ours */
async function addSample(arena: Arena): Promise<Entity[]> {
  const { catalog } = await prepareSample({
    folder: path.join(arena.root, 'sample'),
  });
  const entities = parseAllDocuments(catalog)
    .map(document => document.toJS() as Entity)
    // It is this checkout, which is not below the arena's root.
    .filter(({ metadata }) => metadata.name !== 'git-activity');
  entities.forEach(entity => arena.addEntity(entity));
  return entities;
}

async function addHostile(arena: Arena): Promise<void> {
  const repository = await arena.addRepository('hostile');
  await repository.commit(commitOfCrowd(CO_AUTHORS));
  await repository.commitMany(
    crowd(CROWD, n => ({ name: `P${n}`, email: `p${n}@example.com` })),
  );
}

async function addHuge(arena: Arena): Promise<void> {
  const repository = await arena.addRepository(HUGE);
  function* commits() {
    for (let n = 0; n < MANY_COMMITS; n++) {
      const name = `Author ${n % AUTHORS}`;
      const email = `${n % AUTHORS}@huge.example.com`;
      yield { author: { name, email }, authoredAt: BEGUN_AT + 100 * n };
    }
  }
  await repository.commitMany(commits());
}

async function startReplicas(arena: Arena): Promise<Portal[]> {
  const first = await arena.startPortal();
  if (arena.engine === 'SQLite') return [first];
  const others = Array.from({ length: REPLICAS - 1 }, () =>
    arena.startPortal(),
  );
  return [first, ...(await Promise.all(others))];
}

/** Freezes the replica that reads the huge repository, if there are several. @returns the others */
async function freezeHolder(
  arena: Arena,
  portals: Portal[],
): Promise<Portal[]> {
  if (portals.length === 1) return portals;
  const knex = connect(arena);
  try {
    let holder: Portal | undefined;
    await until(START_TIMEOUT_MS, async () => {
      const [row] = await knex('repositories')
        .where('url', 'like', `%/${HUGE}`)
        .select('lease_holder');
      holder = portals.find(({ pid }) =>
        String(row?.lease_holder).endsWith(`:${pid}`),
      );
      return holder !== undefined;
    });
    const frozen = holder as Portal;
    await freezeInTransaction(frozen, knex);
    return portals.filter(portal => portal !== frozen);
  } finally {
    await knex.destroy();
  }
}

/** The sample's components whose repositories are there. */
function componentsOf(entities: Entity[]): string[] {
  return entities
    .filter(({ kind }) => kind === 'Component')
    .map(({ metadata }) => metadata.name);
}

async function untilCurrent(
  portal: Portal,
  components: string[],
): Promise<void> {
  for (const component of components) {
    await portal.untilRepository(component, {
      is: ({ status }) => status === 'current',
      timeoutMs: START_TIMEOUT_MS,
    });
  }
}

/**
 * Pushes to the sample's repositories, one after the other.
 *
 * @returns how long it took at most until what was pushed was counted, in milliseconds
 */
async function stayCurrent(options: {
  portal: Portal;
  entities: Entity[];
  signal: AbortSignal;
}): Promise<number> {
  const { portal, entities, signal } = options;
  let slowestMs = 0;
  for (;;) {
    for (const component of componentsOf(entities)) {
      const state = await portal.repositoryOf(component);
      if (!state) throw new Error(`${component} is not there any more`);
      const dir = fileURLToPath(state.url);
      const repository = await TestRepository.create({ dir, bare: true });
      const branch = await repository.git('symbolic-ref', '--short', 'HEAD');
      const [sha] = await repository.commit({ branch });
      const pushedAt = performance.now();
      await portal.untilRepository(component, {
        is: ({ status, head }) => status === 'current' && head === sha,
        timeoutMs: START_TIMEOUT_MS,
      });
      slowestMs = Math.max(slowestMs, performance.now() - pushedAt);
      if (signal.aborted) return slowestMs;
    }
  }
}

/**
 * Opens one page after the other, of each portal in turn.
 *
 * @returns how long each took to have all its answers, in milliseconds
 */
async function openPages(
  portals: Portal[],
  entities: Entity[],
): Promise<number[]> {
  const pages = portals.flatMap(portal =>
    entities.map(entity => ({ portal, questions: questionsOf(entity) })),
  );
  const tookMs: number[] = [];
  // What has to be loaded at first is not what is attacked.
  for (const page of pages) await openPage(page);
  const deadline = performance.now() + WATCHED_MS;
  while (performance.now() < deadline) {
    for (const page of pages) {
      tookMs.push(await openPage(page));
      await sleep(READING_MS);
    }
  }
  return tookMs;
}

/** What a page asks, all at once. */
function questionsOf(entity: Entity): string[] {
  const subject = `entityRef=${encodeURIComponent(stringifyEntityRef(entity))}`;
  const questions = [
    `calendar?${subject}`,
    `repositories?${subject}&limit=500`,
    `people?${subject}&limit=500`,
    `commits?${subject}&limit=1`,
  ];
  const isOne = ['Component', 'User'].includes(entity.kind);
  return isOne ? questions : [...questions, `breakdown?${subject}`];
}

async function openPage(page: {
  portal: Portal;
  questions: string[];
}): Promise<number> {
  const { portal, questions } = page;
  const askedAt = performance.now();
  const asking = questions.map(async question => {
    const response = await portal.fetch(`${API}/${question}`);
    const body = await response.text();
    if (!response.ok) {
      throw new Error(`${question} answered ${response.status}: ${body}`);
    }
  });
  await Promise.all(asking);
  return performance.now() - askedAt;
}
