import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  CommitSource,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { FakeHost } from '../__testUtils__/FakeHost';
import { addRepository } from '../__testUtils__/ledgerState';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import { readGitActivityConfig } from '../config';
import { AuthorBook } from '../people/AuthorBook';
import { RepositoryRow, toDate } from '../database/tables';
import { BotMatcher } from '../people/bots';
import { CommitSources } from '../sources/CommitSources';
import { SyncWorkers } from './SyncWorkers';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

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

describe('syncs of many repositories on one host', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let host: FakeHost;
    let running: SyncWorkers[];
    const logger = mockServices.logger.mock();

    beforeEach(async () => {
      jest.clearAllMocks();
      knex = await createLedger(databases, databaseId);
      host = new FakeHost();
      running = [];
    });

    afterEach(async () => {
      await Promise.all(running.map(workers => workers.stop()));
    });

    function start(
      options: { sources?: CommitSource[]; gitActivity?: JsonObject } = {},
    ): SyncWorkers {
      const sources = new CommitSources();
      for (const source of options.sources ?? [host]) {
        sources.addSource(source);
      }
      const workers = new SyncWorkers({
        knex,
        config: readGitActivityConfig(
          new ConfigReader({ gitActivity: options.gitActivity ?? {} }),
        ),
        sources,
        book: new AuthorBook({ knex, bots: new BotMatcher() }),
        logger,
      });
      workers.start();
      running.push(workers);
      return workers;
    }

    /** A repository with one commit that is up to date unless columns say otherwise. */
    async function follow(
      name: string,
      columns: Record<string, unknown> = {},
    ): Promise<string> {
      const url = `https://host/org/${name}`;
      const id = await addRepository(knex, {
        url,
        source_id: 'host',
        head: shaOf(1),
        branch: 'main',
        complete_from: '0001-01-01',
        ...columns,
      });
      if (columns.head !== null) {
        await holdFirstCommit(id);
      }
      if (!host.places.has(url)) {
        host.places.set(url, { commits: [1] });
      }
      return url;
    }

    /** Stores what a repository of one commit holds. */
    async function holdFirstCommit(repository_id: number): Promise<void> {
      const insert = async (table: string, row: object): Promise<number> =>
        (await knex(table).insert(row).returning('id'))[0].id;
      const scope_id = await insert('scopes', { repository_id });
      const first = await knex('commits')
        .where({ sha: shaOf(1) })
        .first();
      const key = first ? 'several' : String(scope_id);
      const set_id: number =
        first?.set_id ?? (await insert('holder_sets', { key }));
      await knex('holder_sets').where({ id: set_id }).update({ key });
      await knex('holder_set_scopes').insert({ set_id, scope_id });
      await knex('repositories').where({ id: repository_id }).update({
        scope_id,
        reading_scope_id: scope_id,
        commit_count: 1,
      });
      if (!first) {
        const commit = {
          set_id,
          day: '2024-01-01',
          author_id: 0,
        };
        await knex('commits').insert({
          ...commit,
          sha: shaOf(1),
          utc_offset: 0,
          parents: 0,
          subject: '',
        });
        await knex('daily_counts').insert({ ...commit, commits: 1, merges: 0 });
      }
    }

    /** As if everything had been asked for the last time a while ago. */
    async function letTimePass(): Promise<void> {
      await knex('repositories').update({
        attempted_at: new Date(Date.now() - 2 * MINUTE),
      });
    }

    async function rowOf(url: string): Promise<RepositoryRow> {
      return knex('repositories').where({ url }).first();
    }

    function messages(level: 'info' | 'warn' | 'debug' | 'error'): string[] {
      return logger[level].mock.calls.map(([message]) => message);
    }

    it('asks once for all, and brings those that did not change to the same next time', async () => {
      const urls: string[] = [];
      for (let index = 0; index < 30; index++) {
        urls.push(await follow(`r${index}`));
      }
      start({ gitActivity: { schedule: { frequency: { hours: 2 } } } });
      const rows = await eventually(async () => {
        const found: RepositoryRow[] = await knex('repositories').select();
        expect(found.every(row => row.synced_at !== null)).toBe(true);
        return found;
      });
      expect(host.asked).toEqual([expect.arrayContaining(urls)]);
      expect(host.read).toEqual([]);
      const dueAts = new Set(rows.map(row => toDate(row.due_at).getTime()));
      expect(dueAts.size).toBe(1);
      const delay = [...dueAts][0] - Date.now();
      expect(delay).toBeGreaterThan(1.8 * HOUR);
      expect(delay).toBeLessThan(2.2 * HOUR);
      for (const row of rows) {
        expect(row).toMatchObject({ lease_holder: null, seen_at: null });
      }
      expect(logger.info).not.toHaveBeenCalled();
      await eventually(async () =>
        expect(messages('debug')).toContainEqual(
          expect.stringMatching(
            /^Heads of host: 30 asked for in [\d.]+ s, 0 changed$/,
          ),
        ),
      );
    });

    it('asks twice for a thousand', async () => {
      const template = await follow('r0');
      const row = await rowOf(template);
      await knex.batchInsert(
        'repositories',
        Array.from({ length: 999 }, (_, index) => ({
          ...row,
          id: row.id + index + 1,
          url: `https://host/org/r${index + 1}`,
        })),
        20,
      );
      host.getHeads = async ({ repositories }) => {
        host.asked.push(repositories.map(({ url }) => url));
        return repositories.map(() => ({ sha: shaOf(1), branch: 'main' }));
      };
      start();
      await eventually(async () => {
        expect(
          await knex('repositories').whereNull('synced_at').pluck('id'),
        ).toEqual([]);
      });
      expect(host.asked.map(urls => urls.length)).toEqual([500, 500]);
      expect(new Set(host.asked.flat()).size).toBe(1_000);
    });

    it('reads those that changed, and says that this is how they were when their host was asked', async () => {
      const changed = await follow('changed');
      await follow('same');
      host.places.set(changed, { commits: [1, 2, 3] });
      const startedAt = Date.now();
      let askedAt = 0;
      host.beforeHeads = () => {
        askedAt = Date.now();
      };
      host.beforeCommit = async () => {
        await sleep(100);
      };
      start();
      const row = await eventually(async () => {
        const found = await rowOf(changed);
        expect(found).toMatchObject({
          head: shaOf(3),
          commit_count: 3,
          seen_at: null,
          error_kind: null,
        });
        return found;
      });
      expect(host.asked).toHaveLength(1);
      expect(host.read).toEqual([
        { from: shaOf(1), to: shaOf(3), cursor: undefined },
      ]);
      const syncedAt = toDate(row.synced_at ?? 0).getTime();
      expect(syncedAt).toBeGreaterThanOrEqual(startedAt);
      expect(syncedAt).toBeLessThanOrEqual(askedAt);
      expect(messages('info')).toContainEqual(
        expect.stringMatching(
          /^Heads of host: 2 asked for in [\d.]+ s, 1 changed$/,
        ),
      );
    });

    it.each<[string, Record<string, unknown>]>([
      ['its branch', { branch: 'master' }],
      ['its mailmap', { mailmap_id: 'm' }],
      ['where a shallow clone is cut off', { cut_id: 'c' }],
      ['a reading that was not finished', { reading_to: shaOf(1) }],
    ])(
      'does not take a repository for unchanged because of its head alone, but looks at %s',
      async (_, columns) => {
        const url = await follow('a', columns);
        start();
        await eventually(async () => {
          expect(await rowOf(url)).toMatchObject({
            branch: 'main',
            mailmap_id: null,
            cut_id: null,
            reading_to: null,
            synced_at: expect.anything(),
          });
        });
      },
    );

    it('does not read an empty repository again and again', async () => {
      const url = await follow('a', { head: null, branch: null });
      host.places.set(url, { commits: [] });
      start();
      await eventually(async () => {
        expect((await rowOf(url)).synced_at).not.toBeNull();
      });
      // Asked for and given back, and no more.
      expect((await rowOf(url)).lease_epoch).toBe(2);
    });

    it('removes nothing because a host could not be asked at all, and tells the log once', async () => {
      const urls = [
        await follow('a'),
        await follow('b'),
        await follow('c', { failures: 2 }),
      ];
      host.getHeads = async () => {
        throw new CommitSourceError('try-later', 'The host is down');
      };
      start();
      await eventually(async () => {
        const rows = await Promise.all(urls.map(rowOf));
        expect(rows).toMatchObject([
          { error_kind: 'try-later', failures: 1, head: shaOf(1) },
          { error_message: 'The host is down', failures: 1, head: shaOf(1) },
          { error_kind: 'try-later', failures: 3, head: shaOf(1) },
        ]);
      });
      expect(messages('warn')).toEqual([
        'Could not sync https://host/org/a and 2 more: The host is down',
      ]);
    });

    it('blames a source that answers for fewer than it was asked', async () => {
      const url = await follow('a');
      host.getHeads = async () => [];
      start();
      await eventually(async () => {
        expect(await rowOf(url)).toMatchObject({ error_kind: 'unknown' });
      });
      expect(logger.error).toHaveBeenCalledWith(
        expect.any(String),
        expect.objectContaining({
          message: "The source 'host' did not answer for https://host/org/a",
        }),
      );
    });

    it('does not let one host wait for another', async () => {
      const slow = new FakeHost('slow');
      await follow('slow', {
        source_id: 'slow',
        due_at: new Date(Date.now() - HOUR),
      });
      const url = await follow('a');
      const release = new AbortController();
      slow.beforeHeads = () =>
        sleep(60_000, undefined, { signal: release.signal }).catch(() => {});
      start({ sources: [slow, host] });
      await eventually(async () => {
        expect((await rowOf(url)).synced_at).not.toBeNull();
      });
      release.abort();
    });

    it('gives a batch back when it is stopped', async () => {
      const url = await follow('a');
      let stopped: Promise<void> | undefined;
      const workers = start();
      host.beforeHeads = () => {
        stopped = workers.stop();
      };
      await eventually(async () => {
        expect(stopped).toBeDefined();
      });
      await stopped;
      expect(await rowOf(url)).toMatchObject({
        lease_holder: null,
        synced_at: null,
        error_kind: null,
      });
    });

    describe('that a limit holds back', () => {
      const until = new Date(Date.now() + HOUR);
      const limit = new CommitSourceError('rate-limited', 'Enough for now', {
        retryAt: until,
      });

      it('are postponed, not failed, and the log hears of it once', async () => {
        const urls = [
          await follow('a'),
          await follow('b', {
            failures: 2,
            error_kind: 'broken',
            error_message: 'It was broken',
          }),
        ];
        host.getHeads = async () => {
          throw limit;
        };
        start();
        const rows = await eventually(async () => {
          const found = await Promise.all(urls.map(rowOf));
          for (const row of found) {
            const heldUntil = toDate(row.held_back_until ?? 0).getTime();
            expect(Math.abs(heldUntil - until.getTime())).toBeLessThan(SECOND);
          }
          return found;
        });
        expect(rows).toMatchObject([
          { held_back_reason: 'Enough for now', error_kind: null, failures: 0 },
          { error_kind: 'broken', error_message: 'It was broken', failures: 2 },
        ]);
        for (const row of rows) {
          const heldUntil = toDate(row.held_back_until ?? 0).getTime();
          const late = toDate(row.due_at).getTime() - heldUntil;
          expect(late).toBeGreaterThanOrEqual(0);
          expect(late).toBeLessThanOrEqual(6 * SECOND);
        }
        const heldUntil = toDate(rows[0].held_back_until ?? 0).toISOString();
        expect(messages('info')).toEqual([
          `Holding back https://host/org/a and 1 more until ${heldUntil}: Enough for now`,
        ]);
        expect(logger.warn).not.toHaveBeenCalled();
      });

      it('go on reading where they were, and then nothing holds them back', async () => {
        const url = await follow('a', { head: null, complete_from: null });
        host.places.set(url, { commits: [1, 2, 3, 4] });
        host.beforeCommit = sha => {
          if (sha === shaOf(2)) {
            throw limit;
          }
        };
        const workers = start();
        await eventually(async () => {
          expect(await rowOf(url)).toMatchObject({
            commit_count: 2,
            reading_cursor: '2',
            held_back_reason: 'Enough for now',
            failures: 0,
            error_kind: null,
          });
        });
        host.beforeCommit = () => {};
        const { id } = await rowOf(url);
        await letTimePass();
        await knex('repositories').update({ held_back_until: new Date() });
        await workers.requestSync({ repositoryId: id });
        await eventually(async () => {
          expect(await rowOf(url)).toMatchObject({
            commit_count: 4,
            held_back_until: null,
            held_back_reason: null,
          });
        });
        expect(host.read[1]).toMatchObject({ cursor: '2' });
      });

      it('are told to the log once even if they come to it one after another', async () => {
        for (let index = 0; index < 4; index++) {
          const url = await follow(`r${index}`);
          host.places.set(url, { commits: [1, 2] });
        }
        host.beforeCommit = () => {
          throw limit;
        };
        start();
        await eventually(async () => {
          const [{ held }] = await knex('repositories')
            .whereNotNull('held_back_until')
            .count({ held: '*' });
          expect(Number(held)).toBe(4);
        });
        expect(
          messages('info').filter(message => message.includes('Holding back')),
        ).toHaveLength(1);
      });
    });

    it('asks an archived repository once a day', async () => {
      const url = await follow('a');
      host.places.set(url, { commits: [1], archived: true });
      start();
      const row = await eventually(async () => {
        const found = await rowOf(url);
        expect(found).toMatchObject({ archived: 1, head: shaOf(1) });
        expect(found.synced_at).not.toBeNull();
        return found;
      });
      const delay = toDate(row.due_at).getTime() - Date.now();
      expect(delay).toBeGreaterThan(22 * HOUR);
      host.places.set(url, { commits: [1, 2], archived: false });
      await letTimePass();
      await running[0].requestSync({ repositoryId: row.id });
      await eventually(async () => {
        expect(await rowOf(url)).toMatchObject({ archived: 0, head: shaOf(2) });
      });
    });

    it('follows a repository that moved, and its former URL as long as it leads there', async () => {
      const old = await follow('old', { external_id: '7' });
      const { id } = await rowOf(old);
      const now = 'https://host/org/new';
      host.places.delete(old);
      host.places.set(now, { externalId: '7', commits: [1, 2] });
      host.redirects.set(old, now);
      const workers = start();
      await eventually(async () => {
        expect(await rowOf(now)).toMatchObject({ id, head: shaOf(2) });
      });
      expect(messages('info')).toContain(`${old} has moved to ${now}`);
      const formerUrls = () => knex('repository_urls').pluck('url');
      expect(await formerUrls()).toEqual([old]);

      // Another repository gets the old name.
      host.redirects.delete(old);
      host.places.set(old, { externalId: '8', commits: [9] });
      await knex('repository_urls').update({ checked_at: new Date(0) });
      await letTimePass();
      await workers.requestSync({ repositoryId: id });
      await eventually(async () => {
        expect(await formerUrls()).toEqual([]);
      });
      expect(await rowOf(now)).toMatchObject({ id, external_id: '7' });
    });

    it('does not lose a former URL of a repository that it had no id of', async () => {
      const old = await follow('old');
      const now = 'https://host/org/new';
      host.places.delete(old);
      host.places.set(now, { externalId: '7', commits: [1] });
      host.redirects.set(old, now);
      start();
      await eventually(async () => {
        expect(await knex('repository_urls').select()).toEqual([
          expect.objectContaining({
            url: old,
            checked_at: expect.anything(),
          }),
        ]);
      });
      expect(host.asked).toEqual([[old], [old]]);
      expect(await rowOf(now)).toMatchObject({ external_id: '7' });
    });

    it('keeps a former URL that its host cannot be asked about now', async () => {
      const url = await follow('a', { external_id: '7' });
      const { id } = await rowOf(url);
      host.places.set(url, { externalId: '7', commits: [1] });
      const former = 'https://host/org/former';
      host.places.set(former, {});
      host.troubles.set(former, new CommitSourceError('try-later', 'Down'));
      await knex('repository_urls').insert({ url: former, repository_id: id });
      start();
      await eventually(async () => {
        expect(host.asked).toEqual([[url], [former]]);
      });
      await sleep(100);
      expect(await knex('repository_urls').pluck('url')).toEqual([former]);
    });

    it('becomes the repository that took the place of another', async () => {
      const url = await follow('a', {
        external_id: '7',
        commit_count: 0,
      });
      host.places.set(url, { externalId: '8', commits: [5, 6] });
      start();
      await eventually(async () => {
        expect(await rowOf(url)).toMatchObject({
          external_id: '8',
          head: shaOf(6),
          commit_count: 2,
        });
      });
    });

    it('reads commits through another source, and says what to install if it is not there', async () => {
      const url = await follow('a');
      host.places.set(url, { commits: [1, 2] });
      host.readThrough = () => 'git';
      const workers = start();
      await eventually(async () => {
        expect(await rowOf(url)).toMatchObject({
          error_kind: 'refused',
          error_message: expect.stringContaining(
            'backstage-plugin-git-activity-backend-module-git',
          ),
        });
      });
      await workers.stop();

      const git = new FakeHost('git');
      git.places.set(url, { commits: [1, 2] });
      await knex('repositories').update({ due_at: new Date(0) });
      start({ sources: [host, git] });
      await eventually(async () => {
        expect(await rowOf(url)).toMatchObject({
          head: shaOf(2),
          error_kind: null,
        });
      });
      expect(git.read).toHaveLength(1);
      expect(host.read).toEqual([]);
      expect(git.asked).toEqual([]);
    });

    it('keeps the trouble of one repository from the others of its source', async () => {
      const read = await follow('a');
      const refused = await follow('b');
      host.readThrough = ({ url }) => (url === refused ? 'absent' : undefined);
      start();
      await eventually(async () => {
        expect(await rowOf(refused)).toMatchObject({ error_kind: 'refused' });
        expect((await rowOf(read)).synced_at).not.toBeNull();
      });
      expect(await rowOf(read)).toMatchObject({ error_kind: null });
      expect(host.asked).toEqual([[read]]);
    });

    it('does not move a repository to a place that its source would not serve', async () => {
      const url = await follow('a');
      host.redirects.set(url, '--upload-pack=touch /tmp/x');
      host.places.set('--upload-pack=touch /tmp/x', { commits: [1] });
      start();
      await eventually(async () => {
        expect((await rowOf(url))?.synced_at).not.toBeNull();
      });
      expect(messages('warn')).toEqual([
        expect.stringContaining('has moved to a place that cannot be one'),
      ]);
    });

    it('asks again if what it saw a while ago is gone when it comes to read it', async () => {
      const longAgo = new Date(Date.now() - 2 * MINUTE);
      const url = await follow('a', {
        seen_at: longAgo,
        seen_head: shaOf(99),
        attempted_at: longAgo,
      });
      host.places.set(url, { commits: [1, 2] });
      start();
      await eventually(async () => {
        expect(await rowOf(url)).toMatchObject({
          head: shaOf(2),
          failures: 0,
          error_kind: null,
        });
      });
      expect(host.asked).toEqual([[url]]);
      expect(logger.warn).not.toHaveBeenCalled();
    });

    it('fails, and does not turn in circles, if what a host has just said is not there', async () => {
      const url = await follow('a');
      host.places.set(url, { commits: [1, 2] });
      host.readCommits = async function* forgetful() {
        throw new CommitSourceError('head-unknown', 'Never heard of it');
      };
      start();
      await eventually(async () => {
        expect(await rowOf(url)).toMatchObject({
          error_kind: 'try-later',
          failures: 1,
          seen_at: null,
        });
      });
      expect(host.asked).toHaveLength(1);
    });
  });
});
