import { runTestGit } from 'backstage-plugin-git-activity-source-test-kit';

/**
 * A commit as GitLab's API has it.
 *
 * @internal
 */
export interface CommitEntity {
  id: string;
  short_id: string;
  created_at: string;
  parent_ids: string[];
  title: string;
  message: string;
  author_name: string;
  author_email: string;
  authored_date: string;
  committer_name: string;
  committer_email: string;
  committed_date: string;
  trailers: Record<string, string>;
  extended_trailers: Record<string, string[]>;
  web_url: string;
}

/** @internal */
export interface Branch {
  name: string;
  sha: string;
  isHead: boolean;
}

/** GitLab shows no larger message. */
const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

/** What Gitaly makes of a time that it cannot read. */
const UNREADABLE_TIME = '292277026596-12-04T15:30:07.000+00:00';

/** The largest time that JavaScript can print, in seconds. */
const MAX_SECONDS = 8_640_000_000_000;

const FIELDS = ['%H', '%P', '%an', '%ae', '%ad', '%cn', '%ce', '%cd', '%B'];

const LOG_ARGUMENTS = [
  'log',
  '-z',
  `--format=tformat:${FIELDS.join('%x00')}`,
  '--date=raw',
  '--encoding=UTF-8',
  '--no-decorate',
  '--no-notes',
];

/** Whole lists are kept for the last ranges, so that each page of a long one need not be asked of git. */
const REMEMBERED = 4;

const FULL_RANGE = /^[0-9a-f]{40,64}(?:\.\.[0-9a-f]{40,64})?$/;

/**
 * Reads commits from a repository through git, and remembers long lists.
 *
 * @internal
 */
export class CommitLog {
  readonly #dir: string;
  readonly #ranges = new Map<string, string[][]>();
  readonly #commits = new Map<string, string[]>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** What git prints; undefined if it does not exit with 0. */
  async ask(...args: string[]): Promise<string | undefined> {
    return (await this.askBytes(...args))?.toString('utf8').trimEnd();
  }

  async askBytes(...args: string[]): Promise<Buffer | undefined> {
    return runTestGit({ dir: this.#dir, args }).catch(() => undefined);
  }

  /** The SHA of a commit; undefined if there is no such thing, or GitLab would not even look for it. */
  async resolve(revision: string): Promise<string | undefined> {
    return isRevision(revision)
      ? this.ask('rev-parse', '--verify', '--quiet', `${revision}^{commit}`)
      : undefined;
  }

  /** Finds a file at a commit; what is not there is undefined. */
  async findBlob(
    revision: string,
    path: string,
  ): Promise<{ commit?: string; blobId?: string; size?: number }> {
    if (!isRevision(revision) || path.includes('\n')) {
      return {};
    }
    const output = await runTestGit({
      dir: this.#dir,
      args: ['cat-file', '--batch-check'],
      input: `${revision}^{commit}\n${revision}:${path}\n`,
    });
    const [commit, blob] = output
      .toString('utf8')
      .split('\n')
      .map(line => /^([0-9a-f]{40,64}) (commit|blob) (\d+)$/.exec(line));
    return {
      commit: commit?.[1],
      blobId: blob?.[1],
      size: blob ? Number(blob[3]) : undefined,
    };
  }

  async read(sha: string, projectUrl: string): Promise<CommitEntity> {
    const commit =
      this.#commits.get(sha) ?? (await this.#log([sha, '--max-count=1']))[0];
    remember(this.#commits, sha, commit);
    return entity(commit, projectUrl);
  }

  async listBranches(): Promise<Branch[]> {
    const output = await this.ask(
      'for-each-ref',
      '--format=%(HEAD)%(objectname) %(refname:lstrip=2)',
      'refs/heads',
    );
    return (output ?? '')
      .split('\n')
      .filter(line => line.trim() !== '')
      .map(line => {
        const [, mark = '', sha = '', name = ''] =
          /^(\*?) ?(\S+) (.*)$/.exec(line) ?? [];
        return { name, sha, isHead: mark !== '' };
      });
  }

  /**
   * Lists a revision or a range, as GitLab does: what is not there is an empty list, and where commits claim to be older than
   * their parents, a range holds some that both of its ends reach.
   */
  async list(options: {
    revision: string;
    offset: number;
    limit: number;
    projectUrl: string;
  }): Promise<CommitEntity[]> {
    const { revision, offset, limit, projectUrl } = options;
    const known = offset > 0 && FULL_RANGE.test(revision);
    const commits =
      (known ? this.#ranges.get(revision) : undefined) ??
      (await this.#readRange(revision));
    return commits
      .slice(offset, offset + limit)
      .map(commit => entity(commit, projectUrl));
  }

  async #readRange(revision: string): Promise<string[][]> {
    const ends = await Promise.all(
      revision.split('..').map(end => this.resolve(end || 'HEAD')),
    );
    const [from, to = from] = ends;
    if (ends.includes(undefined) || ends.length > 2 || !from || !to) {
      return [];
    }
    const commits = await this.#log(
      ends.length === 2 ? [`${from}..${to}`] : [to],
    );
    remember(this.#ranges, revision, commits);
    return commits;
  }

  async #log(args: string[]): Promise<string[][]> {
    const output = await runTestGit({
      dir: this.#dir,
      args: [...LOG_ARGUMENTS, ...args, '--'],
    });
    const values = output.toString('utf8').split('\0');
    const commits: string[][] = [];
    for (let at = 0; at + FIELDS.length < values.length; at += FIELDS.length) {
      commits.push(values.slice(at, at + FIELDS.length));
    }
    return commits;
  }
}

/** What GitLab would look for at all. */
function isRevision(text: string): boolean {
  return !/^-|[:\s\0]|^$/.test(text);
}

function remember<T>(known: Map<string, T>, key: string, value: T): void {
  known.delete(key);
  known.set(key, value);
  for (const oldest of known.keys()) {
    if (known.size > REMEMBERED) {
      known.delete(oldest);
    }
  }
}

function entity(values: string[], projectUrl: string): CommitEntity {
  const [sha, parents, authorName, authorEmail, authored, ...others] = values;
  const [committerName, committerEmail, committed, body] = others;
  const title = body.split('\n', 1)[0].trimEnd();
  const tooBig = Buffer.byteLength(body) > MAX_MESSAGE_BYTES;
  return {
    id: sha,
    short_id: sha.slice(0, 8),
    created_at: isoDate(committed),
    parent_ids: parents === '' ? [] : parents.split(' '),
    title: title || 'No commit message',
    message: tooBig ? `${title}\n\n--commit message is too big`.trim() : body,
    author_name: authorName,
    author_email: authorEmail,
    authored_date: isoDate(authored),
    committer_name: committerName,
    committer_email: committerEmail,
    committed_date: isoDate(committed),
    trailers: {},
    extended_trailers: {},
    web_url: `${projectUrl}/-/commit/${sha}`,
  };
}

/** A time as git has it (`1700000000 +0530`) as Ruby prints it, in the offset of whoever wrote it. */
function isoDate(raw: string): string {
  const [, secondsText, sign, hours, minutes] =
    /^(-?\d+)(?: ([+-])(\d\d)([0-5]\d))?/.exec(raw) ?? [];
  const seconds = Number(secondsText);
  if (!(Math.abs(seconds) < MAX_SECONDS)) {
    return UNREADABLE_TIME;
  }
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  const offset = (sign === '-' ? -1 : 1) * (size < 24 * 60 ? size : 0);
  const local = new Date((seconds + offset * 60) * 1000)
    .toISOString()
    .replace(/^\+0*/, '')
    .replace('Z', '');
  const digits = (value: number) => String(value).padStart(2, '0');
  const shown = Math.abs(offset);
  const zone = `${digits(Math.floor(shown / 60))}:${digits(shown % 60)}`;
  return `${local}${offset < 0 ? '-' : '+'}${zone}`;
}
