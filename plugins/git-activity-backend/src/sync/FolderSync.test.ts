import { TestDatabases } from '@backstage/backend-test-utils';
import {
  CommitSource,
  CommitSourceError,
  FolderBatch,
  ReadFoldersRequest,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { expectConsistentLedger } from '../__testUtils__/ledgerState';
import { MemorySource } from '../__testUtils__/MemorySource';
import { createLedger, shaOf } from '../__testUtils__/seedLedger';
import {
  claimNow,
  recordFolder,
  recordRepository,
  syncNow,
} from '../__testUtils__/syncNow';
import { collectGarbage } from '../ledger/garbage';
import { dropScopes } from '../ledger/holderSets';
import { LeaseLostError } from '../queue/lease';
import { describeTrouble } from './backOff';
import { FolderSync } from './FolderSync';

// Real databases on a busy machine take their time.
jest.setTimeout(60_000);

const URL = 'https://git.example.com/monorepo';
const COMMITS = 40;
const BATCH_SIZE = 10;
const { signal } = new AbortController();

/** Of each ten commits one changes both folders, three change `a`, two `b` and four neither. */
const PATHS = [['a', 'b'], ['a'], ['b/x'], [], ['a/y'], ['b'], ['a'], []];
const pathsOf = (number: number) => PATHS[number % 10] ?? [];

/** A line of commits, of which 31 to 34 follow on 20 aside. */
const parentOf = (number: number) => (number === 31 ? 20 : number - 1);

const changedBy = (folder: string, numbers: number[]) =>
  numbers.filter(number =>
    pathsOf(number).some(path => `${path}/`.startsWith(`${folder}/`)),
  );
const upTo = (number: number): number[] =>
  number === 0 ? [] : [number, ...upTo(parentOf(number))];

/** Says what it was asked for, and fails where a test wants it to. */
class AskedSource extends MemorySource {
  readonly requests: ReadFoldersRequest[] = [];
  /** Before the batch of this number of each reading, from 0. */
  fails?: { at: number; error: Error };

  async *readFolders(request: ReadFoldersRequest): AsyncGenerator<FolderBatch> {
    this.requests.push(request);
    let batches = 0;
    for await (const batch of super.readFolders(request)) {
      if (batches++ === this.fails?.at) throw this.fails.error;
      yield batch;
    }
  }

  get asked() {
    return this.requests.map(({ folders, from, to, cursor }) => ({
      folders: folders.join(),
      from: from && Number(`0x${from}`),
      to: Number(`0x${to}`),
      ...(cursor && { cursor }),
    }));
  }
}

describe('FolderSync', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

  describe.each(databases.eachSupportedId())('%p', databaseId => {
    let knex: Knex;
    let source: AskedSource;
    let repositoryId: number;

    beforeEach(async () => {
      knex = await createLedger(databases, databaseId);
      const numbers = Array.from({ length: COMMITS }, (_, index) => index + 1);
      source = new AskedSource({
        commits: numbers.map(number => ({
          sha: shaOf(number),
          parents: number === 1 ? [] : [shaOf(parentOf(number))],
          author: { name: 'Alice', email: 'alice@example.com' },
          coAuthors: [],
          authoredAt: 1_770_000_000 + number * 3_600,
          committedAt: 1_770_000_000 + number * 3_600,
          utcOffset: 0,
          subject: `Commit ${number}`,
        })),
        paths: new Map(numbers.map(number => [shaOf(number), pathsOf(number)])),
        batchSize: BATCH_SIZE,
      });
      repositoryId = await recordRepository(knex, {
        url: URL,
        entityRef: 'component:default/whole',
      });
    });

    const addFolder = (path: string) =>
      recordFolder(knex, {
        repositoryId,
        entityRef: `component:default/${path}`,
        path,
      });

    const push = (number: number) =>
      source.histories.set(URL, { head: shaOf(number) });

    async function sync(number: number) {
      push(number);
      return syncNow(knex, { source, url: URL });
    }

    /** Reads folders of what is stored, in one run of a length. */
    async function readFolders(options: { maxRunMs?: number } = {}) {
      const repository = await claimNow(knex, { source, url: URL });
      const run = new FolderSync({
        ...options,
        knex,
        repository,
        reader: source,
        signal,
        onProgress: () => {},
      });
      return {
        repository,
        folders: run,
        isDone: await run.run().finally(() => repository.giveUp()),
      };
    }

    const scopeOf = (path: string) =>
      knex('scopes').where({ repository_id: repositoryId, path }).first();

    /** The numbers of the commits that count in a folder, latest first. */
    async function countedIn(path: string): Promise<number[]> {
      const shas: string[] = await knex('commits')
        .join(
          'holder_set_scopes',
          'holder_set_scopes.set_id',
          'commits.folder_set_id',
        )
        .join('scopes', 'scopes.id', 'holder_set_scopes.scope_id')
        .where({ path })
        .orderBy('sha', 'desc')
        .pluck('sha');
      await expectConsistentLedger(knex);
      return shas.map(sha => Number(`0x${sha}`));
    }

    async function expectCounted(head: number, folders = ['a', 'b']) {
      for (const path of folders) {
        expect(await countedIn(path)).toEqual(changedBy(path, upTo(head)));
      }
    }

    it('finds the commits of all folders of a repository in one reading', async () => {
      await addFolder('a');
      await addFolder('b');
      await sync(30);
      await expectCounted(30);
      expect(source.asked).toEqual([
        { folders: 'a,b', from: undefined, to: 30 },
      ]);
      await expect(scopeOf('a')).resolves.toMatchObject({
        head: shaOf(30),
        reading_to: null,
        error_kind: null,
      });
    });

    it('reads only what is new of a folder that is known, and all of one that is new', async () => {
      await addFolder('a');
      await sync(10);
      await addFolder('b');
      await sync(25);
      await expectCounted(25);
      expect(source.asked.slice(1)).toEqual([
        { folders: 'a', from: 10, to: 25 },
        { folders: 'b', from: undefined, to: 25 },
      ]);
      await sync(25);
      expect(source.requests).toHaveLength(3);
    });

    it('ends after a while, and goes on where it ended', async () => {
      await sync(30);
      await addFolder('a');
      await expect(readFolders({ maxRunMs: -1 })).resolves.toMatchObject({
        isDone: false,
      });
      expect(await countedIn('a')).toEqual(
        changedBy('a', upTo(30).slice(0, BATCH_SIZE)),
      );
      await expect(scopeOf('a')).resolves.toMatchObject({ head: null });
      await expect(readFolders()).resolves.toMatchObject({ isDone: true });
      await expectCounted(30, ['a']);
      expect(source.asked.at(-1)).toEqual({
        folders: 'a',
        from: undefined,
        to: 30,
        cursor: String(BATCH_SIZE),
      });
    });

    it('does not end before it has moved on, or it would begin anew for ever', async () => {
      await sync(30);
      await addFolder('a');
      const reader = source.readFolders.bind(source);
      source.readFolders = async function* still(asked) {
        yield { commits: [], cursor: asked.cursor ?? '0', requests: 0 };
        yield* reader(asked);
      };
      await readFolders({ maxRunMs: -1 });
      await readFolders({ maxRunMs: -1 });
      expect(await countedIn('a')).toEqual(
        changedBy('a', upTo(30).slice(0, BATCH_SIZE)),
      );
    });

    it('reads on to a newer head once the older one is reached', async () => {
      await sync(20);
      await addFolder('a');
      await readFolders({ maxRunMs: -1 });
      await sync(30);
      await expectCounted(30, ['a']);
      expect(source.asked.slice(1)).toEqual([
        { folders: 'a', from: undefined, to: 20, cursor: String(BATCH_SIZE) },
        { folders: 'a', from: 20, to: 30 },
      ]);
    });

    it('keeps what it has and reads everything when nobody knows the old head any more', async () => {
      await addFolder('a');
      await sync(20);
      push(30);
      source.fails = {
        at: 0,
        error: new CommitSourceError('head-unknown', 'Forgotten'),
      };
      await expect(sync(30)).rejects.toThrow('Forgotten');
      expect(await countedIn('a')).toEqual(changedBy('a', upTo(20)));
      await expect(scopeOf('a')).resolves.toMatchObject({
        head: shaOf(20),
        reading_from: null,
        reading_to: shaOf(30),
      });
      source.fails = undefined;
      await readFolders();
      await expectCounted(30, ['a']);
    });

    it('loses what a rewritten history loses', async () => {
      await addFolder('a');
      await sync(30);
      await sync(34);
      await expectCounted(34, ['a']);
      expect(source.asked.at(-1)).toEqual({ folders: 'a', from: 30, to: 34 });
    });

    it('knows what went and came back before anybody had looked', async () => {
      await addFolder('a');
      await sync(30);
      // What a backend does that is killed before it comes to folders
      const untelling: CommitSource = {
        id: source.id,
        resolve: url => source.resolve(url),
        getHeads: options => source.getHeads(options),
        readCommits: request => source.readCommits(request),
      };
      for (const head of [34, 30]) {
        push(head);
        await syncNow(knex, { source: untelling, url: URL });
      }
      await sync(30);
      await expect(scopeOf('a')).resolves.toMatchObject({ head: shaOf(30) });
      await expectCounted(30, ['a']);
    });

    it('reads folders anew when their repository is', async () => {
      await addFolder('a');
      await sync(30);
      await knex('repositories').update({ cut_id: 'once cut off' });
      await sync(30);
      await expectCounted(30, ['a']);
      expect(source.asked.slice(1)).toEqual([
        { folders: 'a', from: undefined, to: 30 },
      ]);
    });

    it('says what went wrong until it goes well', async () => {
      await sync(30);
      await addFolder('a');
      const error = new CommitSourceError('forbidden', 'No trees for you');
      source.fails = { at: 1, error };
      const repository = await claimNow(knex, { source, url: URL });
      const run = new FolderSync({
        knex,
        repository,
        reader: source,
        signal,
        onProgress: () => {},
      });
      await expect(run.run()).rejects.toBe(error);
      const now = new Date();
      await run.noteTrouble(
        describeTrouble({ error, failures: 1, now, random: 0 }),
      );
      await repository.giveUp();
      await expect(scopeOf('a')).resolves.toMatchObject({
        error_kind: 'forbidden',
        error_message: 'No trees for you',
        reading_cursor: String(BATCH_SIZE),
      });
      source.fails = undefined;
      await readFolders();
      await expect(scopeOf('a')).resolves.toMatchObject({ error_kind: null });
      await expectCounted(30, ['a']);
    });

    it('writes nothing once another replica has taken the repository over', async () => {
      await sync(30);
      await addFolder('a');
      const repository = await claimNow(knex, { source, url: URL });
      await knex('repositories').increment('lease_epoch');
      const run = new FolderSync({
        knex,
        repository,
        reader: source,
        signal,
        onProgress: () => {},
      });
      await expect(run.run()).rejects.toThrow(LeaseLostError);
      expect(await countedIn('a')).toEqual([]);
    });

    it('leaves nothing of folders in which nobody lives any more', async () => {
      await addFolder('a');
      await addFolder('b');
      await sync(30);
      const { id } = await scopeOf('b');
      await knex.transaction(trx => dropScopes(trx, [id]));
      await expectCounted(30, ['a']);
      await collectGarbage({ knex, signal });
      await expectCounted(30, ['a']);
      const alone = changedBy('b', upTo(30)).filter(
        number => !changedBy('a', upTo(30)).includes(number),
      );
      const inNone = await knex('commits')
        .whereIn('sha', alone.map(shaOf))
        .whereNull('folder_set_id');
      expect(inNone).toHaveLength(alone.length);
      await addFolder('b');
      await readFolders();
      await expectCounted(30);
    });
  });
});
