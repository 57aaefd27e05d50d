import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { FakeHost } from '../__testUtils__/FakeHost';
import { addRepository } from '../__testUtils__/ledgerState';
import { createLedger } from '../__testUtils__/seedLedger';
import { readGitActivityConfig } from '../config';
import { RepositoryRow, toDate } from '../database/tables';
import { AuthorBook } from '../people/AuthorBook';
import { BotMatcher } from '../people/bots';
import { CommitSources } from '../sources/CommitSources';
import { SyncWorkers } from './SyncWorkers';
import { Patience } from './watch';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

const HOUR = 60 * 60_000;
/** Nothing is stuck as long as a test lasts. */
const PATIENT: Patience = { lullMs: 100, stuckMs: HOUR };
/** Work that is not stuck takes a small part of it. */
const IMPATIENT: Patience = { lullMs: 100, stuckMs: 3_000 };

describe('work of a source that gets no further', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let host: FakeHost;
    let workers: SyncWorkers;
    /** For as long as the test lasts. */
    let never: Promise<void>;
    let release: () => void;
    const logger = mockServices.logger.mock();

    beforeEach(async () => {
      jest.clearAllMocks();
      knex = await createLedger(databases, databaseId);
      host = new FakeHost();
      never = new Promise(resolve => {
        release = resolve;
      });
    });

    afterEach(async () => {
      release();
      await workers.stop();
    });

    function start(patience: Patience): void {
      const sources = new CommitSources();
      sources.addSource(host);
      const gitActivity = { sync: { concurrency: 1 } };
      workers = new SyncWorkers({
        knex,
        config: readGitActivityConfig(new ConfigReader({ gitActivity })),
        sources,
        book: new AuthorBook({ knex, bots: new BotMatcher() }),
        logger,
        patience,
      });
      workers.start();
    }

    async function follow(
      name: string,
      columns: Partial<RepositoryRow> = {},
    ): Promise<string> {
      const url = `https://host/org/${name}`;
      const first = 2 * host.places.size;
      host.places.set(url, { commits: [first, first + 1] });
      await addRepository(knex, { url, source_id: 'host', ...columns });
      return url;
    }

    async function until(
      url: string,
      expected: Partial<Record<keyof RepositoryRow, unknown>>,
    ): Promise<RepositoryRow> {
      for (const deadline = Date.now() + 20_000; ; await sleep(20)) {
        const row: RepositoryRow = await knex('repositories')
          .where({ url })
          .first();
        try {
          expect(row).toMatchObject(expected);
          return row;
        } catch (error) {
          if (Date.now() > deadline) {
            throw error;
          }
        }
      }
    }

    const synced = { synced_at: expect.anything(), commit_count: 2 };

    /** A source that tells what it knows at once, and nothing of some repositories, whatever signal it gets. */
    function answerAllBut(silent: string): void {
      const getHeads = host.getHeads.bind(host);
      host.getHeads = async ({ repositories, onHead }) => {
        const heads = await getHeads({ repositories });
        const isSilent = ({ url }: { url: string }) => url === silent;
        repositories.forEach((repository, index) => {
          if (!isSilent(repository)) {
            onHead?.(index, heads[index]);
          }
        });
        if (repositories.some(isSilent)) {
          await never;
        }
        return heads;
      };
    }

    it('keeps no other repository of its batch waiting for its head', async () => {
      answerAllBut(await follow('hangs'));
      const others = [await follow('a'), await follow('b')];

      start(PATIENT);

      for (const url of others) {
        await until(url, synced);
      }
      await until('https://host/org/hangs', {
        synced_at: null,
        lease_holder: expect.any(String),
      });
    });

    it('keeps no repository waiting that comes due later', async () => {
      answerAllBut(await follow('hangs'));
      await until(await follow('a'), {});
      start(PATIENT);
      await until('https://host/org/a', synced);

      await until(await follow('later'), synced);

      expect(host.asked).toEqual([
        expect.arrayContaining(['https://host/org/hangs']),
        ['https://host/org/later'],
      ]);
    });

    it('is stuck after a while, which is told, and then backed off from', async () => {
      const url = await follow('hangs', { failures: 3 });
      host.beforeHeads = () => never;

      start(IMPATIENT);

      const row = await until(url, {
        error_kind: 'stuck',
        error_message: expect.stringMatching(/^Asking for its head got no/),
        failures: 4,
        lease_holder: null,
      });
      // 30 s, doubled three times, give or take a fifth.
      const delay = toDate(row.due_at).getTime() - Date.now();
      expect(delay).toBeGreaterThan(180_000);
      expect(logger.warn).toHaveBeenCalledWith(
        expect.stringContaining(`Could not sync ${url}: Asking for its head`),
      );
    });

    it('is stuck when no batch of commits comes, keeps what came, and lets others be read meanwhile', async () => {
      const url = await follow('hangs', {
        due_at: new Date(Date.now() - HOUR),
      });
      let sent = 0;
      host.beforeCommit = () => (++sent === 2 ? never : undefined);
      start(IMPATIENT);
      await until(url, { commit_count: 1 });

      await until(await follow('other'), synced);
      await until(url, {
        error_kind: 'stuck',
        error_message: expect.stringMatching(/^Reading its commits got no/),
        commit_count: 1,
        reading_cursor: '1',
        lease_holder: null,
      });
    });
  });
});
