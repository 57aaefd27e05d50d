import {
  CommitBatch,
  CommitSourceError,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGithub, FakeGithubFault } from 'fake-hosts';
import { plainCommits, revList, setUpGithub } from './__testUtils__/setup';

/** Few, so that short histories take several pages. */
const PAGE = 5;

const CUTS = ['empty-page', 'half-page', 'gap-in-page'] as const;
const FAULTS: FakeGithubFault[] = CUTS.flatMap(cut => [
  cut,
  `${cut}-recounted` as const,
]);

/** What whoever stores all that is read has, and can tell of it. */
class Stored {
  readonly commits = new Map<string, string[]>();
  total: number | undefined;

  constructor(commits: Array<Pick<SourceCommit, 'sha' | 'parents'>> = []) {
    commits.forEach(({ sha, parents }) => this.commits.set(sha, parents));
  }

  take({ added, removed, total }: CommitBatch): void {
    removed.forEach(sha => this.commits.delete(sha));
    added.forEach(({ sha, parents }) => this.commits.set(sha, parents));
    this.total = total ?? this.total;
  }

  /** Whether it hangs together, and is as much as the host counts. */
  seemsWhole(head: string): boolean {
    const reached = new Set([head]);
    // A set goes on to what is added to it meanwhile.
    for (const sha of reached) {
      this.commits.get(sha)?.forEach(parent => reached.add(parent));
    }
    return (
      [...reached].every(sha => this.commits.has(sha)) &&
      (this.total ?? this.commits.size) === this.commits.size
    );
  }
}

/** Makes a history on a host, and tells what is to be read of it. */
type Scene = (repository: TestRepository) => Promise<{ from?: string }>;

const tip = (repository: TestRepository) => repository.git('rev-parse', 'main');

const SCENES: Record<string, Scene> = {
  'a whole history': async repository => {
    await repository.commit(...plainCommits(9));
    await repository.commit(
      { branch: 'topic', parents: ['main~6'] },
      { branch: 'topic' },
      { parents: ['main', 'topic'] },
      ...plainCommits(5),
    );
    return {};
  },
  'a few new commits and a merge of an old branch': async repository => {
    await repository.commit(...plainCommits(12));
    const from = await tip(repository);
    await repository.commit(
      {},
      { branch: 'old', parents: ['main~5'], authoredAt: 1_000_000_000 },
      { branch: 'old', authoredAt: 1_000_000_100 },
      { parents: ['main', 'old'], authoredAt: 1_900_000_000 },
    );
    return { from };
  },
  'a rewritten history': async repository => {
    await repository.commit(...plainCommits(15));
    const from = await tip(repository);
    await repository.commit(
      { parents: ['main~6'], message: 'Instead' },
      ...plainCommits(7),
    );
    return { from };
  },
  'a history that was set back': async repository => {
    await repository.commit(...plainCommits(15));
    const from = await tip(repository);
    await repository.setBranch(
      'main',
      await repository.git('rev-parse', 'main~4'),
    );
    return { from };
  },
  'many new commits': async repository => {
    await repository.commit(...plainCommits(5));
    const from = await tip(repository);
    await repository.commitMany(plainCommits(16));
    return { from };
  },
};

describe('a host that answers well and leaves something out', () => {
  const { startHost, host, sourceOf, read } = setUpGithub();

  async function setUp(scene: Scene) {
    const github = await startHost();
    const { repository, url } = await host(github);
    const { from } = await scene(repository);
    const to = await tip(repository);
    const before = from ? await listParents(repository, from) : [];
    const present = await revList(repository, to);
    return { github, url, from, to, before, present: [...present].sort() };
  }

  type Setting = Awaited<ReturnType<typeof setUp>>;

  /** Reads as if after a restart, into what is stored already. */
  async function readInto(
    stored: Stored,
    { github, url, from, to }: Setting,
    cursor?: string,
  ): Promise<{ cursor?: string; error?: unknown; removed: string[] }> {
    const source = sourceOf(github, { pace: { pageSize: PAGE } });
    const removed: string[] = [];
    let last = cursor;
    try {
      for await (const batch of read(source, url, { from, to, cursor })) {
        stored.take(batch);
        removed.push(...batch.removed);
        last = batch.cursor;
      }
      return { cursor: last, removed };
    } catch (error) {
      return { cursor: last, removed, error };
    }
  }

  /** Each request that a reading takes, and all after it, with each of the faults. */
  async function* spoiledReadings(setting: Setting) {
    const { github } = setting;
    github.requests.splice(0);
    await readInto(new Stored(setting.before), setting);
    const { length } = github.requests;
    for (const fault of FAULTS) {
      for (let index = 0; index < length; index++) {
        spoil(github, { index, fault });
        const stored = new Stored(setting.before);
        const reading = await readInto(stored, setting);
        github.behave();
        yield { fault, index, stored, ...reading };
      }
    }
  }

  it.each(Object.keys(SCENES))(
    'never has a part taken for the whole, nor anything removed that is there, from whatever request on: %s',
    async name => {
      const setting = await setUp(SCENES[name]);
      const { to, present } = setting;
      const wrong: unknown[] = [];
      let refused = 0;
      for await (const reading of spoiledReadings(setting)) {
        const { fault, index, stored, error, removed } = reading;
        const shas = [...stored.commits.keys()].sort();
        const believed = error === undefined && stored.seemsWhole(to);
        if (
          (believed && `${shas}` !== `${present}`) ||
          removed.some(sha => present.includes(sha)) ||
          (error !== undefined && !isTrouble(error))
        ) {
          wrong.push({ fault, index, shas, error });
        }
        refused += believed ? 0 : 1;
      }

      expect(wrong).toEqual([]);
      expect(refused).toBeGreaterThan(0);
    },
  );

  it.each(Object.keys(SCENES))(
    'is asked again, and makes no difference where it does so once: %s',
    async name => {
      const setting = await setUp(SCENES[name]);
      const { github, to, present, before } = setting;
      github.requests.splice(0);
      await readInto(new Stored(before), setting);
      const { length } = github.requests;
      for (const fault of CUTS) {
        for (let index = 0; index < length; index++) {
          spoil(github, { index, fault, times: 1 });
          const stored = new Stored(before);
          const { error } = await readInto(stored, setting);
          github.behave();

          expect(error).toBeUndefined();
          expect([...stored.commits.keys()].sort()).toEqual(present);
          expect(stored.seemsWhole(to)).toBe(true);
          expect(stored.total).toBe(present.length);
        }
      }
    },
  );

  it.each(CUTS)(
    'is found out before the end of a whole history where its counts are right: %s',
    async fault => {
      const setting = await setUp(SCENES['a whole history']);
      for (let index = 0; index < 4; index++) {
        spoil(setting.github, { index, fault });
        const { error } = await readInto(new Stored(), setting);
        setting.github.behave();

        expect(error).toMatchObject({
          kind: 'incomplete',
          message: expect.stringMatching(
            /^GitHub gave an answer that cannot be all: /,
          ),
        });
      }
    },
  );

  it('is not believed that two heads are one', async () => {
    const setting = await setUp(SCENES['many new commits']);
    setting.github.misbehave({
      when: { kind: 'rest' },
      with: { status: 200, body: { ahead_by: 0, behind_by: 0, commits: [] } },
    });

    const { error } = await readInto(new Stored(), setting);

    expect(error).toMatchObject({ kind: 'incomplete' });
  });

  it('is not believed that nothing is gone where a list is all there is to go by', async () => {
    const setting = await setUp(async repository => {
      await repository.commit(...plainCommits(8));
      const from = await tip(repository);
      await repository.setBranch(
        'main',
        await repository.git('rev-parse', 'main~1'),
      );
      await repository.commitMany(plainCommits(16));
      return { from };
    });
    const { github, url, from, to } = setting;
    const path = `/repos/acme/rocket/compare/${from}...${to}`;
    const answer = await fetch(`${github.apiBaseUrl}${path}?page=2&per_page=1`);
    github.misbehave({
      when: ({ path: asked }) => asked.endsWith('page=2&per_page=1'),
      with: { status: 200, body: { ...(await answer.json()), behind_by: 0 } },
    });
    expect(url).toBeDefined();

    const { error, removed } = await readInto(new Stored(), setting);

    expect(error).toMatchObject({
      kind: 'incomplete',
      message: expect.stringContaining('builds upon it'),
    });
    expect(removed).toEqual([]);
  });
});

/** The request with this number, counted from now, goes wrong, and so do those after it as often as is said. */
function spoil(
  github: FakeGithub,
  options: { index: number; fault: FakeGithubFault; times?: number },
) {
  const { index, fault, times } = options;
  let seen = 0;
  github.misbehave({ when: () => seen++ >= index, with: fault, times });
}

function isTrouble(error: unknown): boolean {
  return (
    error instanceof CommitSourceError &&
    ['incomplete', 'head-unknown'].includes(error.kind)
  );
}

async function listParents(repository: TestRepository, head: string) {
  const output = await repository.git('log', '--format=%H %P', head, '--');
  return output.split('\n').map(line => {
    const [sha, ...parents] = line.split(' ').filter(Boolean);
    return { sha, parents };
  });
}
