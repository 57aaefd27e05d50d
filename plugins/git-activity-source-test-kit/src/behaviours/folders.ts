import assert from 'node:assert/strict';
import {
  FolderBatch,
  ReadFoldersRequest,
} from 'backstage-plugin-git-activity-node';
import { TestCommit } from '../commits';
import { runTestGit } from '../runTestGit';
import { Behaviour } from './Behaviour';
import { expectedFolders, expectedShas } from './expected';
import {
  BYTES_PATH,
  folderHistory,
  FOLDERS,
  mergedFolders,
} from './folderHistories';
import { placesToResume } from './resuming';
import { collect, promptly, Published, rejection, Stage } from './Stage';

type Range = Omit<ReadFoldersRequest, 'repository' | 'signal' | 'folders'>;

const NEVER_WAS = '1234567890'.repeat(4);
const [API] = FOLDERS;

/** For a source that makes pages as small as asked for. */
const FEW = 22;
/** For a source that does not: enough for three batches of two thousand. */
const MANY = 4_800;
/** One of so many commits changes no folder. */
const CHANGING_NONE = 11;

const ends = (shas: string[]) => shas[shas.length - 1];

async function assertFolders(
  stage: Stage,
  published: Published,
  range: Range,
): Promise<void> {
  const { repository } = published;
  const folders = FOLDERS;
  const source = stage.restartedSource();
  const batches = await stage.readFolders(
    published,
    { ...range, folders },
    source,
  );
  const expected = await expectedFolders({ repository, folders, ...range });
  assert.deepEqual(
    named(batches.flatMap(({ commits }) => commits)),
    named(expected),
    'the commits that changed a folder, newest first, and which folders those are',
  );
}

/** So that a difference tells which folders it is about. */
function named(commits: FolderBatch['commits']) {
  return commits.map(({ sha, folders }) => ({
    sha,
    folders: folders.map(place => FOLDERS[place]),
  }));
}

/** A path that only bytes can tell. */
async function pushBytes(stage: Stage, published: Published): Promise<string> {
  const { repository } = published;
  await runTestGit({
    dir: repository.path,
    args: ['fast-import', '--quiet'],
    input: [
      'commit refs/heads/main',
      'committer A <a@example.com> 1800000000 +0000',
      'data 1',
      'x',
      'from refs/heads/main^0',
      `M 100644 inline ${BYTES_PATH}`,
      'data 1',
      'x',
      '',
    ].join('\n'),
  });
  await stage.harness.update?.(repository);
  return repository.git('rev-parse', 'main');
}

/** Commits each of which changes one of two folders by turns, but for a few that change none. */
function* rowOfChanges(length: number): Generator<TestCommit> {
  for (let index = 0; index < length; index++) {
    const folder = index % 2 === 0 ? API : 'web';
    const path = index % CHANGING_NONE === 0 ? 'README.md' : `${folder}/a`;
    yield { files: { [path]: `${index}` } };
  }
}

/** Publishes such a row behind a first commit. */
async function publishRow(stage: Stage) {
  const small = stage.harness.sourceWithPagesOf !== undefined;
  const published = await stage.publish({});
  const { repository } = published;
  await repository.commitMany(rowOfChanges(small ? FEW : MANY));
  await stage.harness.update?.(repository);
  const to = await repository.git('rev-parse', 'main');
  return { published, from: published.shas[0], to };
}

async function expectedOfRow(
  { repository }: Published,
  to: string,
): Promise<FolderBatch['commits']> {
  const shas = await expectedShas(repository, to);
  const [, ...oldestFirst] = shas.reverse();
  return oldestFirst
    .map((sha, index) => ({ sha, folders: [index % 2], index }))
    .filter(({ index }) => index % CHANGING_NONE !== 0)
    .map(({ sha, folders }) => ({ sha, folders }))
    .reverse();
}

async function assertHeadUnknown(
  stage: Stage,
  { resolved }: Published,
  range: Range,
): Promise<void> {
  const { source, signal } = stage;
  const folders = [API];
  const request = { repository: resolved, folders, signal, ...range };
  let batches = 0;
  const error = await rejection(
    (async () => {
      for await (const batch of source.readFolders?.(request) ?? []) {
        batches += batch ? 1 : 0;
      }
    })(),
  );
  stage.assertTrouble(error, 'head-unknown');
  assert.equal(batches, 0, 'it fails before the first batch');
}

const behaviours: Behaviour[] = [
  {
    name: 'tells which commits changed a folder, as git does, whatever it is called',
    async run(stage) {
      const published = await stage.publish(...folderHistory());
      await assertFolders(stage, published, { to: ends(published.shas) });

      const to = await pushBytes(stage, published);
      await assertFolders(stage, published, { to });
    },
  },
  {
    name: 'tells of a merge in which folders it differs from its first parent',
    async run(stage) {
      const published = await stage.publish(...mergedFolders());

      const to = await published.repository.git('rev-parse', 'main');

      await assertFolders(stage, published, { to });
    },
  },
  {
    name: 'tells of what is new alone which folders it changed',
    async run(stage) {
      const published = await stage.publish(...folderHistory().slice(0, 8));
      let from = ends(published.shas);
      const pushes = [
        folderHistory().slice(8, 16),
        mergedFolders(),
        [
          { parents: ['main~1^2~2'], files: { [`${API}/new`]: 'x' } },
          { parents: ['main', 'topic'], files: { 'web/new': 'x' } },
        ],
        [{ parents: [], files: { [`${API}/anew`]: 'x' } }, {}],
      ];
      for (const commits of pushes) {
        await stage.push(published, ...commits);
        const to = await published.repository.git('rev-parse', 'main');
        await assertFolders(stage, published, { from, to });
        await assertFolders(stage, published, { from: to, to });
        from = to;
      }
    },
  },
  {
    name: 'goes on with folders after any batch, with nothing twice and nothing lost',
    async run(stage) {
      const { published, from, to } = await publishRow(stage);
      const folders = [API, 'web'];
      await stage.push(published, { files: { [`${API}/a`]: 'later' } });

      for (const range of [{ to }, { from, to }]) {
        const read = (cursor?: string) =>
          stage.readFolders(
            published,
            { ...range, folders, cursor },
            stage.restartedSource(),
          );
        const batches = await read();

        assert(batches.length >= 3, `only ${batches.length} batches`);
        assert.deepEqual(
          batches.flatMap(({ commits }) => commits),
          await expectedOfRow(published, to),
          'every commit that changed one of the folders, once',
        );
        for (const place of placesToResume(batches.length)) {
          const rest = await read(batches[place].cursor);
          assert.deepEqual(
            rest.flatMap(({ commits }) => commits),
            batches.slice(place + 1).flatMap(({ commits }) => commits),
            `exactly the rest after batch ${place + 1} of ${batches.length}`,
          );
        }
      }
    },
  },
  {
    name: 'asks to look for folders anew when a head is no longer known, before anything is sent',
    async run(stage) {
      const published = await stage.publish({ files: { [`${API}/a`]: 'x' } });
      const [sha] = published.shas;

      await assertHeadUnknown(stage, published, { to: NEVER_WAS });
      await assertHeadUnknown(stage, published, { from: NEVER_WAS, to: sha });
      await assertHeadUnknown(stage, published, { from: sha, to: NEVER_WAS });
    },
  },
  {
    name: 'does not begin to look for folders when it is stopped already, and stops between two batches',
    async run(stage) {
      const { published, to } = await publishRow(stage);
      const { resolved: repository } = published;
      const source = stage.restartedSource();
      const folders = [API, 'web'];
      const reason = new Error('stopped');
      const stopped = AbortSignal.abort(reason);

      const begun = collect(
        source.readFolders?.({ repository, folders, to, signal: stopped }) ??
          [],
      );
      assert.equal(await promptly(rejection(begun)), reason);

      const controller = new AbortController();
      const { signal } = controller;
      let sent = 0;
      const reading = (async () => {
        const request = { repository, folders, to, signal };
        for await (const batch of source.readFolders?.(request) ?? []) {
          sent += batch ? 1 : 0;
          controller.abort(reason);
        }
      })();
      assert.equal(await promptly(rejection(reading)), reason);
      assert.equal(sent, 1, 'nothing is sent after the stop');
    },
  },
  {
    name: 'says why folders cannot be looked for while a host is in trouble',
    abilities: ['breakDown'],
    async run(stage) {
      const published = await stage.publish({ files: { [`${API}/a`]: 'x' } });
      const [to] = published.shas;
      const folders = [API];

      const mend = await stage.harness.breakDown?.();

      const error = await rejection(
        stage.readFolders(published, { folders, to }),
      );
      stage.assertTrouble(error, 'try-later', 'rate-limited');
      await mend?.();
      await assertFolders(stage, published, { to });
    },
  },
];

export const folderBehaviours: Behaviour[] = behaviours.map(behaviour => ({
  ...behaviour,
  abilities: ['readFolders', ...(behaviour.abilities ?? [])],
}));
