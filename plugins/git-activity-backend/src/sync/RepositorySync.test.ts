import {
  createMockDirectory,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  CommitSource,
  CommitSourceError,
} from 'backstage-plugin-git-activity-node';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { loadGitSource, SmallBatches } from '../__testUtils__/gitSource';
import {
  addRepository,
  expectConsistentLedger,
  readCoAuthors,
  readCommits,
} from '../__testUtils__/ledgerState';
import { createLedger } from '../__testUtils__/seedLedger';
import { AuthorBook } from '../people/AuthorBook';
import { LeasedRepository } from '../queue/LeasedRepository';
import { BotMatcher } from '../people/bots';
import { RepositorySync } from './RepositorySync';

// Real databases and real git on a busy machine take their time.
jest.setTimeout(60_000);

const BATCH_SIZE = 3;
const alice = { name: 'Alice', email: 'alice@example.com' };
const bob = { name: 'Bob', email: 'bob@example.com' };

describe('RepositorySync', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });
  const directory = createMockDirectory();
  let git: CommitSource;
  let repositories = 0;

  beforeAll(async () => {
    git = await loadGitSource(directory.path);
  });

  /** A history of ten commits with a fork, a merge, two authors and a co-author. */
  async function createHistory(): Promise<TestRepository> {
    const repository = await TestRepository.create({
      dir: directory.resolve(`repository-${++repositories}`),
      bare: true,
    });
    await repository.commit(
      { author: alice, utcOffset: '+0200' },
      { author: bob, utcOffset: '-0700' },
      {
        author: alice,
        message: 'Three\n\nCo-authored-by: Bob <bob@work.example>',
      },
      { author: alice, branch: 'topic', parents: ['main'] },
      { author: bob, branch: 'topic' },
      { author: bob, utcOffset: '+1300' },
      { author: alice },
      { author: alice, parents: ['main', 'topic'], message: 'Merge topic' },
      { author: bob },
      { author: alice },
    );
    return repository;
  }

  /** What git says: SHA, author-local day, number of parents. */
  async function askGit(repository: TestRepository): Promise<string[]> {
    const output = await repository.git(
      'log',
      '--date=format:%Y-%m-%d',
      '--format=%H %ad %p',
      'main',
    );
    return output
      .split('\n')
      .map(line => {
        const [sha, day, ...parents] = line.trim().split(' ');
        return `${sha} ${day} ${parents.length}`;
      })
      .sort();
  }

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let source: SmallBatches;
    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      source = new SmallBatches(git, BATCH_SIZE);
    });

    async function follow(repository: TestRepository): Promise<void> {
      const resolved = await source.resolve(repository.url);
      await addRepository(knex, { url: resolved?.url ?? '' });
    }

    /** One sync, by a replica that came to know of the repository only now. */
    async function sync(
      options: {
        dayBasis?: string;
        signal?: AbortSignal;
        reader?: CommitSource;
      } = {},
    ) {
      const { url } = await knex('repositories').first('url');
      const [head] = await source.getHeads({
        repositories: [{ url }],
        signal: new AbortController().signal,
      });
      if (head instanceof Error) {
        throw head;
      }
      // The replica before may have died with its lease.
      await knex('repositories').update({
        due_at: new Date(0),
        seen_at: new Date(),
        attempted_at: new Date(),
        lease_until: null,
      });
      const repository = await LeasedRepository.claim({ knex, holder: 'test' });
      if (!repository) {
        throw new Error('There was nothing to claim');
      }
      const run = new RepositorySync({
        knex,
        repository,
        head,
        source,
        reader: options.reader ?? source,
        book: new AuthorBook({ knex, bots: new BotMatcher() }),
        dayBasis: options.dayBasis ?? 'author',
        signal: options.signal ?? new AbortController().signal,
      });
      const changes = await run.run();
      await repository.finish({
        dueAt: new Date(),
        changes: { ...changes, synced_at: new Date() },
      });
      return run.report;
    }

    async function storedCommits(): Promise<string[]> {
      return (await readCommits(knex))
        .map(row => `${row.sha} ${row.day} ${row.parents}`)
        .sort();
    }

    async function expectSameAsGit(repository: TestRepository): Promise<void> {
      expect(await storedCommits()).toEqual(await askGit(repository));
      await expectConsistentLedger(knex);
      const row = await knex('repositories').first();
      expect(row).toMatchObject({
        head: await repository.git('rev-parse', 'main'),
        reading_to: null,
        reading_cursor: null,
        complete_from: '0001-01-01',
      });
    }

    it('reads a whole history, and then only what is new', async () => {
      const repository = await createHistory();
      await follow(repository);
      await expect(sync()).resolves.toEqual({
        added: 10,
        removed: 0,
        requests: 4,
      });
      await expectSameAsGit(repository);
      const [first] = await readCoAuthors(knex);
      expect(first).toMatchObject({ name: 'Bob', email: 'bob@work.example' });

      await repository.commit({ author: bob }, { author: alice });
      await expect(sync()).resolves.toMatchObject({ added: 2, removed: 0 });
      await expectSameAsGit(repository);
    });

    it('asks for nothing but the head if nothing changed', async () => {
      await follow(await createHistory());
      await sync();
      const before = source.requests.length;
      await expect(sync()).resolves.toEqual({
        added: 0,
        removed: 0,
        requests: 0,
      });
      expect(source.requests).toHaveLength(before);
    });

    it('loses what a rewritten history lost', async () => {
      const repository = await createHistory();
      await follow(repository);
      await sync();
      const base = await repository.git('rev-parse', 'main~4');
      await repository.setBranch('main', base);
      await repository.commit({ author: bob, message: 'Instead' }, {});
      const lost = 10 + 2 - (await askGit(repository)).length;
      await expect(sync()).resolves.toMatchObject({ added: 2, removed: lost });
      await expectSameAsGit(repository);
    });

    it('replaces an amended commit with its new self', async () => {
      const repository = await createHistory();
      await follow(repository);
      await sync();
      await repository.setBranch(
        'main',
        await repository.git('rev-parse', 'main~1'),
      );
      await repository.commit({ author: alice, message: 'Amended' });
      await expect(sync()).resolves.toMatchObject({ added: 1, removed: 1 });
      await expectSameAsGit(repository);
    });

    it('reads everything anew when the old head is gone from the host', async () => {
      const repository = await createHistory();
      await follow(repository);
      await sync();
      const base = await repository.git('rev-parse', 'main~4');
      await repository.setBranch('main', base);
      await repository.commit({ author: bob, message: 'Instead' });
      await repository.git('update-ref', '-d', 'refs/heads/topic');
      await repository.git(
        '-c',
        'gc.reflogExpire=now',
        'reflog',
        'expire',
        '--expire=now',
        '--all',
      );
      await repository.git('repack', '-a', '-d', '-q');
      await repository.git('prune', '--expire=now');
      await sync();
      await expectSameAsGit(repository);
      expect(
        source.requests.map(request => request.from === undefined),
      ).toEqual([true, false, true]);
    });

    it('comes to the same tables wherever it was killed, first reading', async () => {
      const repository = await createHistory();
      const expected = await askGit(repository);
      for (let killedBefore = 0; killedBefore <= 4; killedBefore++) {
        knex = await createLedger(databases, databaseId);
        source = new SmallBatches(git, BATCH_SIZE);
        await follow(repository);
        source.beforeBatch = handedOver => {
          if (handedOver === killedBefore) {
            throw new Error('killed');
          }
        };
        const firstTry = sync().catch(error => error);
        // The last one is never asked for: there are four batches.
        expect(await firstTry).toEqual(
          killedBefore < 4
            ? new Error('killed')
            : { added: 10, removed: 0, requests: 4 },
        );
        expect((await readCommits(knex)).length).toBe(
          Math.min(10, killedBefore * BATCH_SIZE),
        );
        await expectConsistentLedger(knex);

        source.beforeBatch = () => {};
        const report = await sync();
        expect(report.added).toBe(Math.max(0, 10 - killedBefore * BATCH_SIZE));
        expect(await storedCommits()).toEqual(expected);
        await expectSameAsGit(repository);
      }
    });

    it('comes to the same tables wherever a rewrite was interrupted, even if the branch moved on meanwhile', async () => {
      for (let killedBefore = 0; killedBefore <= 4; killedBefore++) {
        const repository = await createHistory();
        knex = await createLedger(databases, databaseId);
        source = new SmallBatches(git, 2);
        await follow(repository);
        await sync();
        const firstBatches = 5;
        await repository.setBranch(
          'main',
          await repository.git('rev-parse', 'main~3'),
        );
        await repository.commit({ author: bob }, {}, { author: alice });
        source.beforeBatch = handedOver => {
          if (handedOver - firstBatches === killedBefore) {
            throw new Error('killed');
          }
        };
        const failure = await sync().then(
          () => undefined,
          error => error.message,
        );
        expect([undefined, 'killed']).toContain(failure);
        await expectConsistentLedger(knex);

        source.beforeBatch = () => {};
        await repository.commit({ author: bob, message: 'Later' });
        await sync();
        await expectSameAsGit(repository);
      }
    });

    it('starts over if what it was reading is gone when it comes back', async () => {
      const repository = await createHistory();
      await follow(repository);
      source.beforeBatch = handedOver => {
        if (handedOver === 2) {
          throw new Error('killed');
        }
      };
      await expect(sync()).rejects.toThrow('killed');
      expect((await knex('repositories').first()).complete_from).not.toBeNull();

      source.beforeBatch = () => {};
      await repository.setBranch(
        'main',
        await repository.git('rev-parse', 'main~4'),
      );
      await repository.commit({ message: 'Instead' });
      await repository.git('update-ref', '-d', 'refs/heads/topic');
      await repository.git('reflog', 'expire', '--expire=now', '--all');
      await repository.git('repack', '-a', '-d', '-q');
      await repository.git('prune', '--expire=now');
      await sync();
      await expectSameAsGit(repository);
    });

    it('stops when it is told to, and goes on from there', async () => {
      const repository = await createHistory();
      await follow(repository);
      const stopping = new AbortController();
      source.beforeBatch = async handedOver => {
        if (handedOver === 2) {
          // Until what was handed over before is stored.
          await sleep(500);
          stopping.abort();
        }
      };
      await expect(sync({ signal: stopping.signal })).rejects.toThrow(
        'aborted',
      );
      const stored = (await readCommits(knex)).length;
      expect(stored).toBeGreaterThan(0);
      expect(stored).toBeLessThan(10);
      await expect(sync()).resolves.toMatchObject({ added: 10 - stored });
      await expectSameAsGit(repository);
    });

    it('does not take a stream for complete that ended because it was told to stop', async () => {
      const repository = await createHistory();
      await follow(repository);
      const stopping = new AbortController();
      source.readCommits = async function* stopped() {
        stopping.abort();
      };
      await expect(sync({ signal: stopping.signal })).rejects.toThrow(
        'aborted',
      );
      await expect(knex('repositories').first()).resolves.toMatchObject({
        head: null,
      });
    });

    it('finds nothing in a repository that is empty, and all in it later', async () => {
      const repository = await TestRepository.create({
        dir: directory.resolve(`repository-${++repositories}`),
      });
      await follow(repository);
      await sync();
      await expect(knex('repositories').first()).resolves.toMatchObject({
        head: null,
        complete_from: '0001-01-01',
        commit_count: 0,
      });
      await repository.commit({}, {});
      await sync();
      await expectSameAsGit(repository);
    });

    it('removes nothing because a repository came back empty', async () => {
      const repository = await createHistory();
      await follow(repository);
      await sync();
      source.onHead = () => ({});
      await expect(sync()).rejects.toMatchObject({
        name: 'CommitSourceError',
        kind: 'incomplete',
        message: expect.stringContaining('came back empty'),
      });
      source.onHead = head => head;
      await expectSameAsGit(repository);
    });

    it('lets another source read the commits, which begins anew where the cursor is not its own', async () => {
      const repository = await createHistory();
      await follow(repository);
      source.beforeBatch = handedOver => {
        if (handedOver === 2) {
          throw new Error('killed');
        }
      };
      await expect(sync()).rejects.toThrow('killed');
      const reader = Object.assign(new SmallBatches(git, BATCH_SIZE), {
        id: 'reader',
      });
      await expect(sync({ reader })).resolves.toMatchObject({ added: 4 });
      expect(reader.requests).toEqual([
        expect.objectContaining({ from: undefined, cursor: undefined }),
      ]);
      await expectSameAsGit(repository);

      await repository.commit({ author: bob });
      await sync({ reader });
      await expectSameAsGit(repository);
      expect(source.requests).toHaveLength(1);
    });

    it('fails, and does not turn in circles, if the host forgets what it has just said', async () => {
      await follow(await createHistory());
      source.readCommits = async function* forgetful() {
        throw new CommitSourceError('head-unknown', 'Never heard of it');
      };
      await expect(sync()).rejects.toThrow('Never heard of it');
      await expect(sync()).rejects.toThrow('Never heard of it');
    });

    it('follows the mailmap as it changes, for old commits and new ones', async () => {
      const repository = await createHistory();
      await follow(repository);
      await sync();
      const mailmap = async (text: string) => {
        await repository.commit({ author: bob, files: { '.mailmap': text } });
        await sync();
        await expectSameAsGit(repository);
        const output = await repository.git(
          'log',
          '--use-mailmap',
          '--format=%H %aN <%aE>',
          'main',
        );
        const rows = await readCommits(knex);
        expect(
          rows.map(
            row => `${row.sha} ${row.mapped_name} <${row.mapped_email}>`,
          ),
        ).toEqual(output.split('\n').sort());
      };
      await mailmap('Robert <robert@example.com> <bob@example.com>\n');
      await mailmap('Alice Liddell <alice@example.com>\n');
      await mailmap('');
    });

    it('tells the branch, and that there is none', async () => {
      const repository = await createHistory();
      await follow(repository);
      await sync();
      await expect(knex('repositories').first()).resolves.toMatchObject({
        branch: 'main',
      });
      await repository.detachHead(await repository.git('rev-parse', 'main'));
      await sync();
      await expect(knex('repositories').first()).resolves.toMatchObject({
        branch: null,
      });
    });
  });
});
