import {
  createMockDirectory,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  CommitSource,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { spawnSync } from 'child_process';
import { Knex } from 'knex';
import { hostname } from 'os';
import { setTimeout as sleep } from 'timers/promises';
import { loadGitSource, SmallBatches } from '../__testUtils__/gitSource';
import {
  addRepository,
  expectConsistentLedger,
} from '../__testUtils__/ledgerState';
import { setReadOnly } from '../__testUtils__/troubledDatabase';
import { createLedger } from '../__testUtils__/seedLedger';
import { readGitActivityConfig } from '../config';
import { AuthorBook } from '../people/AuthorBook';
import { RepositoryRow, toDate } from '../database/tables';
import { BotMatcher } from '../people/bots';
import { CommitSources } from '../sources/CommitSources';
import { SyncWorkers } from './SyncWorkers';

// Real databases and real git on a busy machine take their time.
jest.setTimeout(60_000);

const MINUTE = 60_000;
const TIMERS_BUT_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

/** Tries again until it holds; a worker is at work meanwhile. */
async function eventually<T>(check: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await sleep(20);
    }
  }
}

describe('SyncWorkers', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  const directory = createMockDirectory();
  let git: CommitSource;
  let repositories = 0;

  beforeAll(async () => {
    git = await loadGitSource(directory.path);
  });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let source: SmallBatches;
    let running: SyncWorkers[];
    const logger = mockServices.logger.mock();
    const onTimesMended = jest.fn();

    beforeEach(async () => {
      jest.clearAllMocks();
      logger.child.mockReturnValue(logger);
      knex = await createLedger(databases, databaseId);
      source = new SmallBatches(git, 2);
      running = [];
    });

    afterEach(async () => {
      await Promise.all(running.map(workers => workers.stop()));
    });

    function start(gitActivity: JsonObject = {}): SyncWorkers {
      const sources = new CommitSources();
      sources.addSource(source);
      const workers = new SyncWorkers({
        knex,
        config: readGitActivityConfig(new ConfigReader({ gitActivity })),
        sources,
        book: new AuthorBook({ knex, bots: new BotMatcher() }),
        logger,
        onTimesMended,
      });
      workers.start();
      running.push(workers);
      return workers;
    }

    async function follow(commits = 5): Promise<number> {
      const repository = await TestRepository.create({
        dir: directory.resolve(`repository-${++repositories}`),
        bare: true,
      });
      await repository.commit(...Array.from({ length: commits }, () => ({})));
      const resolved = await source.resolve(repository.url);
      return addRepository(knex, { url: resolved?.url ?? '' });
    }

    async function rowOf(id: number): Promise<RepositoryRow> {
      return knex('repositories').where({ id }).first();
    }

    it('keeps a repository current, and due as usual, whatever keeps its folders from being read', async () => {
      const id = await follow();
      await knex('scopes').insert({ repository_id: id, path: 'a' });
      const retryAt = new Date(Date.now() + 12 * 60 * MINUTE);
      let asked = 0;
      source.readFolders = async function* refuse() {
        asked++;
        throw new CommitSourceError('rate-limited', 'Not now', { retryAt });
      };
      start({ schedule: { frequency: { hours: 2 } } });
      await eventually(async () => {
        expect(asked).toBe(1);
        expect(await rowOf(id)).toMatchObject({
          commit_count: 5,
          error_kind: null,
          held_back_until: null,
          lease_holder: null,
        });
      });
      await expect(
        knex('scopes').where({ path: 'a' }).first(),
      ).resolves.toMatchObject({
        head: null,
        error_kind: 'try-later',
        error_message: 'Not now',
      });
      const { due_at, synced_at } = await rowOf(id);
      const delay = toDate(due_at).getTime() - toDate(synced_at ?? 0).getTime();
      expect(delay).toBeGreaterThan(110 * MINUTE);
      expect(delay).toBeLessThan(130 * MINUTE);
    });

    it('syncs what is due, and makes it due again after the usual time', async () => {
      const ids = [await follow(), await follow(), await follow()];
      start({ schedule: { frequency: { hours: 2 } } });
      await eventually(async () => {
        for (const id of ids) {
          expect(await rowOf(id)).toMatchObject({
            commit_count: 5,
            complete_from: '0001-01-01',
            error_kind: null,
            failures: 0,
            lease_holder: null,
          });
        }
      });
      await expectConsistentLedger(knex);
      const { due_at, synced_at } = await rowOf(ids[0]);
      const delay =
        toDate(due_at).getTime() - toDate(synced_at ?? due_at).getTime();
      expect(delay).toBeGreaterThan(110 * MINUTE);
      expect(delay).toBeLessThan(130 * MINUTE);
      expect(logger.info).toHaveBeenCalledWith(
        expect.stringMatching(
          /^Synced file:\S+ in [\d.]+ s: 5 commits added, 0 removed, 3 requests$/,
        ),
      );
    });

    it('goes on although a clock was a year ahead', async () => {
      const inAYear = new Date(Date.now() + 365 * 24 * 60 * MINUTE);
      const ids = [await follow(), await follow(), await follow()];
      const [unseen, seen, orphan] = ids;
      await knex('repositories').update({
        due_at: inAYear,
        lease_until: inAYear,
        lease_holder: 'elsewhere:1',
        attempted_at: inAYear,
        wanted_at: inAYear,
        synced_at: inAYear,
        held_back_until: inAYear,
      });
      await knex('repositories')
        .where({ id: seen })
        .update({ seen_at: inAYear, seen_head: 'a'.repeat(40) });
      await knex('repositories')
        .where({ id: orphan })
        .update({ orphaned_at: inAYear });
      await knex('repository_urls').insert({
        url: 'https://host/former',
        repository_id: orphan,
        checked_at: inAYear,
      });
      const workers = start();
      await eventually(async () => {
        expect(await rowOf(unseen)).toMatchObject({ commit_count: 5 });
        expect(await rowOf(orphan)).toMatchObject({ commit_count: 5 });
        // What was seen is not there.
        expect((await rowOf(seen)).attempted_at).not.toEqual(inAYear);
      });
      await workers.stop();
      for (const id of ids) {
        const { due_at, synced_at, wanted_at, attempted_at, orphaned_at } =
          await rowOf(id);
        expect(orphaned_at).toBeNull();
        for (const moment of [due_at, synced_at, wanted_at, attempted_at]) {
          expect(toDate(moment ?? 0).getTime()).toBeLessThan(
            Date.now() + 60 * MINUTE,
          );
        }
      }
      expect(onTimesMended).toHaveBeenCalledTimes(1);
      await expect(
        knex('repository_urls').whereNotNull('checked_at').select(),
      ).resolves.toEqual([]);
      expect(logger.warn).toHaveBeenCalledWith(
        '4 repositories had times that lie further ahead than they can, as if a clock had been wrong; they are taken for now',
      );
      await expectConsistentLedger(knex);
    });

    it("keeps to the database's clock, however far ahead its own is", async () => {
      const [fine, held] = [await follow(3), await follow(9)];
      const realNow = Date.now();
      jest.useFakeTimers({
        now: realNow + 365 * 24 * 60 * MINUTE,
        doNotFake: [...TIMERS_BUT_DATE],
      });
      try {
        source.beforeBatch = handedOver => {
          if (handedOver > 2) {
            throw new CommitSourceError('rate-limited', 'Enough for now', {
              retryAt: new Date(Date.now() + 10 * MINUTE),
            });
          }
        };
        start({ sync: { concurrency: 1 } });
        await eventually(async () => {
          expect(await rowOf(fine)).toMatchObject({ commit_count: 3 });
          expect((await rowOf(held)).held_back_until).not.toBeNull();
        });
      } finally {
        jest.useRealTimers();
      }
      const minutesUntil = (moment: Date | null) =>
        (toDate(moment ?? 0).getTime() - realNow) / MINUTE;
      const { synced_at, due_at } = await rowOf(fine);
      expect(minutesUntil(synced_at)).toBeGreaterThan(-1);
      expect(minutesUntil(synced_at)).toBeLessThan(2);
      expect(minutesUntil(due_at)).toBeLessThan(20);
      const { held_back_until, due_at: heldUntil } = await rowOf(held);
      expect(minutesUntil(held_back_until)).toBeGreaterThan(9);
      expect(minutesUntil(held_back_until)).toBeLessThan(12);
      expect(minutesUntil(heldUntil)).toBeLessThan(12);
    });

    it('says what to mend while the database is read-only, and goes on once it is writable', async () => {
      const id = await follow();
      await setReadOnly(knex, 'on');
      const workers = start();
      await eventually(async () => {
        expect(logger.error).toHaveBeenCalledWith(
          expect.stringMatching(
            /^Could not look for repositories to sync: The database is read-only\. Make it writable/,
          ),
        );
      });
      const failures = logger.error.mock.calls.length;
      workers.poke();
      await sleep(200);
      expect(logger.error).toHaveBeenCalledTimes(failures);
      await setReadOnly(knex, 'off');
      workers.poke();
      await eventually(async () => {
        workers.poke();
        expect(await rowOf(id)).toMatchObject({
          commit_count: 5,
          error_kind: null,
        });
      });
      await expectConsistentLedger(knex);
    });

    // A disk of PostgreSQL's own cannot be filled here.
    if (databaseId === 'SQLITE_3') {
      it('says what to mend while the disk is full, and goes on once there is room', async () => {
        const id = await follow(2_000);
        const [{ page_count }] = await knex.raw('pragma page_count');
        await knex.raw(`pragma max_page_count = ${page_count + 5}`);
        source = new SmallBatches(git, 1_000);
        const workers = start();
        await eventually(async () => {
          expect(logger.error).toHaveBeenCalledWith(
            expect.stringMatching(
              /^Could not record the sync of \S+: The disk of the database is full\. Make room/,
            ),
          );
        });
        expect(await rowOf(id)).toMatchObject({
          error_kind: null,
          failures: 0,
        });
        await knex.raw('pragma max_page_count = 1000000');
        // As if the lease had run out meanwhile
        await knex('repositories').update({ lease_until: new Date(0) });
        await eventually(async () => {
          workers.poke();
          expect(await rowOf(id)).toMatchObject({ commit_count: 2_000 });
        });
        await expectConsistentLedger(knex);
      });
    }

    it('never syncs more at once than it is told to', async () => {
      const ids: number[] = [];
      for (let index = 0; index < 5; index++) {
        ids.push(await follow(1));
      }
      let now = 0;
      let most = 0;
      source.beforeBatch = async () => {
        most = Math.max(most, ++now);
        // On a busy machine it takes a while until the next one gets here.
        await sleep(most < 2 ? 2_000 : 50);
        now--;
      };
      start({ sync: { concurrency: 2 } });
      await eventually(async () => {
        for (const id of ids) {
          expect((await rowOf(id)).commit_count).toBe(1);
        }
      });
      expect(most).toBe(2);
    });

    it('keeps back-off and reason in the row, and the others go on', async () => {
      const bad = await follow();
      const odd = await follow();
      const good = await follow();
      const { url: badUrl } = await rowOf(bad);
      const { url: oddUrl } = await rowOf(odd);
      const getHeads = source.getHeads.bind(source);
      source.getHeads = async options => {
        const heads = await getHeads(options);
        return options.repositories.map(({ url }, index) => {
          if (url === badUrl) {
            return new CommitSourceError('forbidden', 'Not for\u0007 you');
          }
          return url === oddUrl
            ? new TypeError('undefined is not a function')
            : heads[index];
        });
      };
      await knex('repositories').where({ id: bad }).update({ failures: 3 });
      start();
      await eventually(async () => {
        expect(await rowOf(bad)).toMatchObject({
          error_kind: 'forbidden',
          error_message: 'Not for  you',
          failures: 4,
          lease_holder: null,
          synced_at: null,
        });
        expect(await rowOf(odd)).toMatchObject({
          error_kind: 'unknown',
          failures: 1,
        });
        expect(await rowOf(good)).toMatchObject({
          error_kind: null,
          commit_count: 5,
        });
      });
      const delay = toDate((await rowOf(bad)).due_at).getTime() - Date.now();
      expect(delay).toBeGreaterThan(3 * MINUTE);
      expect(delay).toBeLessThan(5 * MINUTE);
      expect(logger.error).toHaveBeenCalledWith(
        expect.stringContaining(oddUrl),
        expect.any(TypeError),
      );
    });

    it('says so if the source of a repository is not installed', async () => {
      const id = await addRepository(knex, {
        url: 'https://github.com/a/b',
        source_id: 'github',
      });
      start();
      await eventually(async () => {
        expect(await rowOf(id)).toMatchObject({
          error_kind: 'refused',
          error_message: "The source 'github' that read it is not installed",
        });
      });
    });

    it('syncs at once when asked to, whatever the back-off', async () => {
      const id = await follow();
      await knex('repositories').update({
        due_at: new Date(Date.now() + 60 * MINUTE),
        failures: 9,
        error_kind: 'broken',
        error_message: 'It was broken',
      });
      const workers = start();
      await sleep(100);
      expect((await rowOf(id)).synced_at).toBeNull();
      await workers.requestSync({ repositoryId: id });
      await eventually(async () => {
        expect(await rowOf(id)).toMatchObject({
          commit_count: 5,
          failures: 0,
          error_kind: null,
          error_message: null,
        });
      });
    });

    it('does not wait longer and longer while a long reading gets further', async () => {
      const id = await follow(9);
      source.beforeBatch = handedOver => {
        if (handedOver > 0) {
          throw new CommitSourceError('try-later', 'Enough for now');
        }
      };
      await knex('repositories').update({ failures: 6 });
      start();
      await eventually(async () => {
        expect(await rowOf(id)).toMatchObject({
          error_kind: 'try-later',
          failures: 1,
          commit_count: 2,
        });
      });
    });

    it('gives back what it holds when it is stopped, and another replica goes on from there', async () => {
      const id = await follow(9);
      source.beforeBatch = async (handedOver, signal) => {
        if (handedOver === 2) {
          await sleep(60_000, undefined, { signal });
        }
      };
      const workers = start();
      await eventually(async () => {
        expect((await rowOf(id)).commit_count).toBe(4);
      });
      await workers.stop();
      expect(await rowOf(id)).toMatchObject({
        commit_count: 4,
        lease_holder: null,
        lease_until: null,
        failures: 0,
        error_kind: null,
      });
      source.beforeBatch = () => {};
      start();
      await eventually(async () => {
        expect(await rowOf(id)).toMatchObject({
          commit_count: 9,
          complete_from: '0001-01-01',
        });
      });
      await expectConsistentLedger(knex);
    });

    it('goes on at once with what it held when it was killed', async () => {
      const id = await follow();
      const { pid: gonePid } = spawnSync('true');
      await knex('repositories')
        .where({ id })
        .update({
          lease_holder: `${hostname()}:${gonePid}`,
          lease_until: new Date(Date.now() + MINUTE),
          lease_epoch: 7,
        });
      start();
      await eventually(async () => {
        expect(await rowOf(id)).toMatchObject({
          commit_count: 5,
          lease_holder: null,
        });
      });
    });

    it('waits for another machine that may still be at work', async () => {
      const id = await follow();
      const lease = {
        lease_holder: 'another-machine:1',
        lease_epoch: 7,
      };
      await knex('repositories')
        .where({ id })
        .update({ ...lease, lease_until: new Date(Date.now() + MINUTE) });
      const other = await follow();
      start();
      await eventually(async () => {
        expect(await rowOf(other)).toMatchObject({ commit_count: 5 });
      });
      expect(await rowOf(id)).toMatchObject({ ...lease, commit_count: 0 });
    });

    it('lets go of a repository that another replica has taken over', async () => {
      const id = await follow(9);
      source.beforeBatch = async handedOver => {
        if (handedOver === 2) {
          await knex('repositories')
            .increment('lease_epoch')
            .update({
              lease_holder: 'other',
              lease_until: new Date(Date.now() + MINUTE),
            });
        }
      };
      start();
      await eventually(async () => {
        expect(logger.info).toHaveBeenCalledWith(
          expect.stringContaining('Another replica has taken over'),
        );
      });
      const row = await rowOf(id);
      expect(row).toMatchObject({ lease_holder: 'other', error_kind: null });
      expect(row.commit_count).toBeLessThan(9);
      await expectConsistentLedger(knex);
    });

    it('shares the work between replicas without doing any twice', async () => {
      const ids: number[] = [];
      for (let index = 0; index < 8; index++) {
        ids.push(await follow(3));
      }
      start({ sync: { concurrency: 2 } });
      start({ sync: { concurrency: 2 } });
      await eventually(async () => {
        for (const id of ids) {
          expect(await rowOf(id)).toMatchObject({
            commit_count: 3,
            // Claimed and given back, once to ask for the head and once to read.
            lease_epoch: 4,
          });
        }
      });
      expect(source.requests).toHaveLength(8);
    });

    it('outlives a database that cannot be asked', async () => {
      await knex.schema.renameTable('repositories', 'elsewhere');
      const workers = start();
      await eventually(async () => {
        expect(logger.error).toHaveBeenCalledWith(
          'Could not look for repositories to sync',
          expect.objectContaining({
            message: expect.stringContaining('repositories'),
          }),
        );
      });
      await knex.schema.renameTable('elsewhere', 'repositories');
      const id = await follow();
      workers.poke();
      await eventually(async () => {
        expect((await rowOf(id)).commit_count).toBe(5);
      });
    });
  });
});
