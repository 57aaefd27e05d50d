import { createMockDirectory } from '@backstage/backend-test-utils';
import { isDeepStrictEqual } from 'node:util';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { FakeGitlab, FakeGitlabFault } from 'fake-hosts';
import {
  collect,
  configOf,
  createSource,
  flatten,
  TOKEN,
} from './__testUtils__/setup';

const PAGE_SIZE = 4;

const FAULTS: FakeGitlabFault[] = [
  { kind: 'empty-page' },
  { kind: 'half-page' },
  { kind: 'moved-page', by: 1 },
  { kind: 'moved-page', by: -1 },
  { kind: 'moved-page', by: -PAGE_SIZE },
];

/** Of every commit that is stored, the parents. */
type Stored = Map<string, string[]>;

describe('a reading in which one page lists too little, or the wrong part', () => {
  const directory = createMockDirectory();
  const signal = new AbortController().signal;
  let gitlab: FakeGitlab;
  let repository: TestRepository;
  /** By name: where a reading begins or ends. */
  const heads = { straight: '', merged: '', rewritten: '', root: '' };

  beforeAll(async () => {
    repository = await TestRepository.create({ dir: directory.path });
    const row = (length: number, first: object = {}, branch = 'main') =>
      Array.from({ length }, (_, index) => ({
        branch,
        ...(index === 0 ? first : {}),
      }));
    const tip = async (...commits: object[]) =>
      (await repository.commit(...commits)).slice(-1)[0];
    heads.root = await tip(...row(6));
    heads.straight = await tip(...row(13));
    await repository.commit(
      ...row(3, { parents: [heads.root] }, 'side'),
      ...row(2, { parents: [heads.straight] }, 'topic'),
    );
    heads.merged = await tip(
      ...row(4),
      { parents: ['main', 'side'] },
      ...row(3),
      { parents: ['topic', 'main'] },
    );
    heads.rewritten = await tip(
      ...row(9, { parents: [`${heads.straight}~2`] }),
      { parents: ['main', 'topic'] },
      {},
    );
  });
  beforeEach(async () => {
    gitlab = await FakeGitlab.start();
    gitlab.addToken({ token: TOKEN, scopes: ['read_api'] });
    gitlab.addProject({ path: 'g/p', repository });
  });
  afterEach(() => gitlab.stop());

  async function parentsByGit(sha: string): Promise<Stored> {
    const output = await repository.git('log', '--format=%H %P', sha, '--');
    return new Map(
      output.split('\n').map(line => {
        const [name, ...parents] = line.split(' ').filter(Boolean);
        return [name, parents];
      }),
    );
  }

  /** What is stored after a reading; undefined if that failed in a way that has it read again. */
  async function store(
    range: { from?: string; to: string },
    before: Stored,
  ): Promise<Stored | undefined> {
    const { source } = createSource({
      gitlabs: [configOf(gitlab)],
      pageSize: PAGE_SIZE,
    });
    const request = { repository: { url: `${gitlab.url}/g/p` }, signal };
    try {
      const batches = await collect(
        source.readCommits({ ...request, ...range }),
      );
      const { added, removed } = flatten(batches);
      const stored = new Map(before);
      removed.forEach(sha => stored.delete(sha));
      added.forEach(({ sha, parents }) => stored.set(sha, parents));
      return stored;
    } catch (error) {
      expect(error).toBeInstanceOf(CommitSourceError);
      expect(['incomplete', 'head-unknown']).toContain(
        (error as CommitSourceError).kind,
      );
      return undefined;
    }
  }

  const hangsTogether = (stored: Stored, head: string) =>
    stored.has(head) &&
    [...stored.values()].flat().every(parent => stored.has(parent));

  describe.each([
    ['that counts', false],
    ['that is too old to count', true],
  ])('on a GitLab %s', (_, isOld) => {
    const begin = (fault?: FakeGitlabFault, after?: number) => {
      gitlab.behave();
      if (isOld) {
        gitlab.misbehave(
          { kind: 'answer', status: 404, body: '{"error":"404 Not Found"}' },
          { url: /\/sequence/ },
        );
      }
      if (fault) {
        gitlab.misbehave(fault, { times: 1, after });
      }
    };

    it.each([
      ['everything', undefined, 'straight'],
      ['everything, merges included', undefined, 'merged'],
      ['what was added', 'root', 'straight'],
      ['what was added, merges included', 'straight', 'merged'],
      ['what a rewritten history lost and gained', 'merged', 'rewritten'],
      ['what a history lost that was set back', 'merged', 'straight'],
    ] as const)('of %s, never passes for whole', async (__, old, head) => {
      const to = heads[head];
      const from = old && heads[old];
      const before: Stored = from ? await parentsByGit(from) : new Map();
      const truth = await parentsByGit(to);
      begin();
      await expect(store({ from, to }, before)).resolves.toEqual(truth);
      const pages = gitlab.requests.filter(({ path }) =>
        path.endsWith('/commits'),
      ).length;
      // Only what a merge brings may be missing without the source being able to tell it from what was there before.
      const isStraight = from === undefined || head === 'straight';

      const fooled: object[] = [];
      for (const fault of FAULTS) {
        for (let after = 0; after < pages; after++) {
          begin(fault, after);
          const stored = (await store({ from, to }, before)) ?? before;
          const failed = stored === before;
          const isTaken = ([sha]: [string, unknown]) =>
            before.has(sha) && !stored.has(sha);
          const seemsWhole = isStraight || hangsTogether(stored, to);
          if (
            [...truth].some(isTaken) ||
            (!failed && seemsWhole && !isDeepStrictEqual(stored, truth))
          ) {
            fooled.push({ fault, after, stored });
          }
        }
      }
      expect(fooled).toEqual([]);
    });
  });
});
