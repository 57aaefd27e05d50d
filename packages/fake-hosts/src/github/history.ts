import { runTestGit } from 'backstage-plugin-git-activity-source-test-kit';
import type { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';

/** A commit, in git's own words. */
export interface GitCommit {
  sha: string;
  parents: string[];
  tree: string;
  author: GitIdentity;
  committer: GitIdentity;
  /** The values of `Co-authored-by` trailers. */
  coAuthors: string[];
  message: string;
}

/** Who did something and when. */
export interface GitIdentity {
  name: string;
  email: string;
  /** As git stores it, such as `1700000000 +0530`. */
  date: string;
}

/** A file that two commits have differently. */
export interface ChangedFile {
  /** Of the blob. */
  sha: string;
  path: string;
  /** A letter, as git has it. */
  status: string;
  additions: number;
  deletions: number;
  patch: string;
}

/** Where a commit's fields lie in what `git log` printed. */
interface Place {
  output: Buffer;
  start: number;
  end: number;
}

const FIELDS = [
  '%H',
  '%P',
  '%T',
  '%an',
  '%ae',
  '%ad',
  '%cn',
  '%ce',
  '%cd',
  '%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x0a)',
  '%B',
];
const LOG = [
  'log',
  '-z',
  '--no-mailmap',
  '--encoding=UTF-8',
  '--date=raw',
  `--format=${FIELDS.join('%x00')}`,
];

/**
 * Reads commits through git. Each is read once, however many pages and heads show it.
 */
export class History {
  readonly #repository: TestRepository;
  readonly #places = new Map<string, Place>();
  readonly #lists = new Map<string, Promise<string[]>>();
  #wholeHeads: string[] = [];
  #reading: Promise<unknown> = Promise.resolve();

  constructor(repository: TestRepository) {
    this.#repository = repository;
  }

  /** A commit that is known to exist. */
  async commit(sha: string): Promise<GitCommit> {
    if (!this.#places.has(sha)) {
      this.#index(await this.#git([...LOG, '--no-walk', sha, '--']));
    }
    return parse(this.#places.get(sha)!);
  }

  /** Commits that are reachable from one and not from another, in git's default order: newest first. */
  async list(options: {
    to: string;
    from?: string;
    /** `--since=…` and the like. */
    limits?: string[];
    path?: string;
  }): Promise<string[]> {
    const { to, from, limits = [], path: file } = options;
    const range = [
      ...limits,
      to,
      ...(from ? [`^${from}`] : []),
      '--',
      ...(file ? [file] : []),
    ];
    const key = range.join('\0');
    let list = this.#lists.get(key);
    if (!list) {
      const whole = !from && !file && limits.length === 0;
      list = whole ? this.#listWhole(to) : this.#revList(range);
      list.catch(() => this.#lists.delete(key));
      this.#lists.set(key, list);
    }
    return list;
  }

  /** The best common ancestor; undefined if there is none. */
  async mergeBase(one: string, other: string): Promise<string | undefined> {
    const found = await this.#git(['merge-base', one, other]).catch(() =>
      Buffer.alloc(0),
    );
    return found.toString('utf8').trim() || undefined;
  }

  /** The bytes of a blob that is known to exist. */
  blob(sha: string): Promise<Buffer> {
    return this.#git(['cat-file', 'blob', sha]);
  }

  /** What two commits' trees differ in. */
  async changedFiles(from: string, to: string): Promise<ChangedFile[]> {
    const diff = ['diff', '--no-renames', '--no-color', '--no-ext-diff'];
    const [raw, counts, patches] = await Promise.all(
      [['--raw', '--no-abbrev', '-z'], ['--numstat', '-z'], ['--patch']].map(
        async options => {
          const output = await this.#git([...diff, ...options, from, to]);
          return output.toString('utf8');
        },
      ),
    );
    const lines = counts.split('\0');
    const texts = patches.split(/^diff --git .*\n/m).slice(1);
    return [...raw.matchAll(/:\d+ \d+ (\w+) (\w+) (\w)\0([^\0]+)\0/g)].map(
      ([, old, now, status, file], index) => {
        const [additions, deletions] = lines[index].split('\t').map(Number);
        const hunks = texts[index].indexOf('@@');
        return {
          sha: status === 'D' ? old : now,
          path: file,
          status,
          additions: additions || 0,
          deletions: deletions || 0,
          patch: hunks < 0 ? '' : texts[index].slice(hunks).trimEnd(),
        };
      },
    );
  }

  #git(args: string[], input?: string): Promise<Buffer> {
    return runTestGit({ dir: this.#repository.path, args, input });
  }

  async #revList(range: string[]): Promise<string[]> {
    const output = await this.#git(['rev-list', ...range]);
    return output.toString('utf8').split('\n').slice(0, -1);
  }

  /** A head's whole list; what is not known yet is read in the same go, one head at a time so that none is read twice. */
  #listWhole(head: string): Promise<string[]> {
    const reading = this.#reading.then(async () => {
      const known = this.#wholeHeads;
      const output = await this.#git(
        [...LOG, '--ignore-missing', '--stdin'],
        [head, ...known.map(sha => `^${sha}`)].join('\n'),
      );
      const news = this.#index(output);
      this.#wholeHeads = [...known, head];
      return known.length === 0 ? news : this.#revList([head, '--']);
    });
    this.#reading = reading.catch(() => undefined);
    return reading;
  }

  #index(output: Buffer): string[] {
    const shas: string[] = [];
    let start = 0;
    while (start < output.length) {
      let end = start - 1;
      for (let field = 0; field < FIELDS.length; field++) {
        end = output.indexOf(0, end + 1);
      }
      const sha = output.toString('latin1', start, output.indexOf(0, start));
      this.#places.set(sha, { output, start, end });
      shas.push(sha);
      start = end + 1;
    }
    return shas;
  }
}

function parse({ output, start, end }: Place): GitCommit {
  const fields = output.toString('utf8', start, end).split('\0');
  const [sha, parents, tree, an, ae, ad, cn, ce, cd, coAuthors, message] =
    fields;
  return {
    sha,
    parents: parents.split(' ').filter(Boolean),
    tree,
    author: { name: an, email: ae, date: ad },
    committer: { name: cn, email: ce, date: cd },
    coAuthors: coAuthors.split('\n').filter(Boolean),
    message: message.replace(/\s+$/, ''),
  };
}
