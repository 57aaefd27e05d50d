import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DefaultEventsService } from '@backstage/plugin-events-node';
import { SourceRepository } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { FakeHost } from '../__testUtils__/FakeHost';
import { addRepository } from '../__testUtils__/ledgerState';
import { createLedger } from '../__testUtils__/seedLedger';
import { toDate } from '../database/tables';
import { CommitSources } from '../sources/CommitSources';
import { PushHints } from './PushHints';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const TOPIC = 'host.push';

function ago(milliseconds: number): Date {
  return new Date(Date.now() - milliseconds);
}

function ahead(milliseconds: number): Date {
  return new Date(Date.now() + milliseconds);
}

describe('PushHints', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let events: DefaultEventsService;
    let hints: PushHints;
    const logger = mockServices.logger.mock();
    const onDue = jest.fn();

    beforeEach(async () => {
      jest.clearAllMocks();
      knex = await createLedger(databases, databaseId);
      events = DefaultEventsService.create({ logger });
      const host = new FakeHost();
      // As trusting as a source could be.
      host.pushEvents = {
        topics: [TOPIC],
        findRepository: ({ payload }) => {
          const { repository } = payload as { repository: SourceRepository };
          if (repository.url === 'none of ours') {
            return undefined;
          }
          return repository;
        },
      };
      const sources = new CommitSources();
      sources.addSource(new FakeHost('silent'));
      sources.addSource(host);
      hints = new PushHints({ knex, sources, events, logger, onDue });
      await hints.subscribe();
    });

    afterEach(async () => {
      await hints.settle();
    });

    async function push(payload: unknown): Promise<void> {
      await events.publish({ topic: TOPIC, eventPayload: payload });
    }

    /** Pushes to these, and waits until it is written. */
    async function pushTo(...repositories: SourceRepository[]): Promise<void> {
      for (const repository of repositories) {
        await push({ repository });
      }
      await hints.settle();
    }

    async function follow(
      url: string,
      columns: Record<string, unknown> = {},
    ): Promise<number> {
      return addRepository(knex, {
        url,
        source_id: 'host',
        due_at: ahead(HOUR),
        attempted_at: ago(5 * MINUTE),
        ...columns,
      });
    }

    /** In how many seconds a repository is due. */
    async function dueIn(url: string): Promise<number> {
      const row = await knex('repositories').where({ url }).first();
      return (toDate(row.due_at).getTime() - Date.now()) / SECOND;
    }

    it('makes a repository due at once, and no other', async () => {
      await follow('a');
      await follow('b');
      await pushTo({ url: 'a' });
      expect(await dueIn('a')).toBeLessThanOrEqual(0);
      expect(await dueIn('b')).toBeGreaterThan(3_000);
      expect(onDue).toHaveBeenCalledTimes(1);
    });

    it("finds it by the host's id, and by a URL that it had before", async () => {
      await follow('a', { external_id: 'host/7' });
      const id = await follow('b');
      await knex('repository_urls').insert({ url: 'old', repository_id: id });
      await follow('other', { source_id: 'silent', external_id: 'host/7' });
      await pushTo({ url: 'renamed', externalId: 'host/7' }, { url: 'old' });
      expect(await dueIn('a')).toBeLessThanOrEqual(0);
      expect(await dueIn('b')).toBeLessThanOrEqual(0);
      expect(await dueIn('other')).toBeGreaterThan(3_000);
    });

    it('takes notice without being told to write', async () => {
      await follow('a');
      await push({ repository: { url: 'a' } });
      for (const deadline = Date.now() + 20_000; ; await sleep(20)) {
        if ((await dueIn('a')) <= 0 || Date.now() > deadline) break;
      }
      expect(await dueIn('a')).toBeLessThanOrEqual(0);
    });

    it('writes a burst of a thousand at once', async () => {
      await follow('a');
      const updates: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => {
        if (/^update/i.test(sql)) {
          updates.push(sql);
        }
      });
      await pushTo(
        ...Array.from({ length: 1_000 }, (_, index) => ({
          url: index % 2 ? 'a' : `stranger ${index}`,
        })),
      );
      expect(updates).toHaveLength(1);
      expect(await dueIn('a')).toBeLessThanOrEqual(0);
    });

    it('costs one more sync in a minute however often it is repeated', async () => {
      await follow('a', { attempted_at: ago(20 * SECOND) });
      for (let index = 0; index < 3; index++) {
        await pushTo({ url: 'a' });
        const seconds = await dueIn('a');
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(40);
      }
    });

    it('never makes one wait longer', async () => {
      await follow('a', { due_at: ago(SECOND), attempted_at: ago(SECOND) });
      await follow('b', { due_at: ahead(5 * SECOND), attempted_at: ago(0) });
      await pushTo({ url: 'a' }, { url: 'b' });
      expect(await dueIn('a')).toBeLessThanOrEqual(0);
      expect(await dueIn('b')).toBeLessThanOrEqual(5);
    });

    it('waits for the end of a limit', async () => {
      await follow('a', { held_back_until: ahead(10 * MINUTE) });
      await follow('b', { held_back_until: ago(MINUTE) });
      await follow('c', { attempted_at: null });
      await pushTo({ url: 'a' }, { url: 'b' }, { url: 'c' });
      expect(await dueIn('a')).toBeGreaterThan(500);
      expect(await dueIn('b')).toBeLessThanOrEqual(0);
      expect(await dueIn('c')).toBeLessThanOrEqual(0);
    });

    it('leaves a host that is in trouble in peace, but not a repository that may be there again', async () => {
      const failed = { failures: 3, error_message: '' };
      await follow('a', { ...failed, error_kind: 'try-later' });
      await follow('b', { ...failed, error_kind: 'gone' });
      await pushTo({ url: 'a' }, { url: 'b' });
      expect(await dueIn('a')).toBeGreaterThan(3_000);
      expect(await dueIn('b')).toBeLessThanOrEqual(0);
    });

    it('changes nothing for a repository that it does not know', async () => {
      await follow('a');
      await pushTo({ url: 'none of ours' }, { url: 'unknown' });
      expect(await dueIn('a')).toBeGreaterThan(3_000);
      expect(onDue).not.toHaveBeenCalled();
      await expect(knex('repositories').select()).resolves.toHaveLength(1);
    });

    it('outlives whatever somebody sends, and goes on with what makes sense', async () => {
      await follow('a');
      for (const payload of [
        undefined,
        null,
        'text',
        [],
        {},
        { repository: null },
        { repository: { url: 7 } },
        { repository: { url: 'a\0b' } },
        { repository: { url: 'a', externalId: 'x\0' } },
        { repository: { url: 'x'.repeat(100_000) } },
        { repository: { url: "'; drop table repositories; --" } },
      ]) {
        await push(payload);
      }
      await pushTo({ url: 'a' });
      expect(await dueIn('a')).toBeLessThanOrEqual(0);
      expect(logger.warn).not.toHaveBeenCalled();
      expect(logger.error).not.toHaveBeenCalled();
      expect(logger.debug).toHaveBeenCalledWith(
        expect.stringMatching(/host makes no sense of an event of host\.push/),
      );
    });

    it('loses hints but nothing else when the database cannot be asked', async () => {
      await knex.schema.renameTable('repository_urls', 'elsewhere');
      await follow('a');
      await pushTo({ url: 'a' });
      expect(logger.warn).toHaveBeenCalledWith(
        'Could not take note of pushes',
        expect.objectContaining({ code: expect.any(String) }),
      );
      await knex.schema.renameTable('elsewhere', 'repository_urls');
      await pushTo({ url: 'a' });
      expect(await dueIn('a')).toBeLessThanOrEqual(0);
    });

    it('does not listen at all if no source has events', async () => {
      const sources = new CommitSources();
      sources.addSource(new FakeHost());
      const subscribe = jest.fn();
      await new PushHints({
        knex,
        sources,
        events: { subscribe, publish: jest.fn() },
        logger,
        onDue,
      }).subscribe();
      expect(subscribe).not.toHaveBeenCalled();
    });
  });
});
