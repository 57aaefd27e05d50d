import assert from 'node:assert/strict';
import {
  CommitAuthor,
  FolderBatch,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';
import { runTestGit } from '../runTestGit';
import { TestRepository } from '../TestRepository';

const FORMAT = [
  '%H',
  '%P',
  '%an',
  '%ae',
  '%ad',
  '%ct',
  '%s',
  '%(trailers:key=Co-authored-by,valueonly,unfold,separator=%x0a)',
].join('%x00');
const FIELDS = 8;

const MINUTES_PER_HOUR = 60;

/** A subject is taken up to this length, in UTF-16 code units, with an ellipsis as the last one where more is cut off. */
const SUBJECT_LENGTH = 1_000;

/** A commit of which everything is known, none of which are cut off from their parents. */
export type PlainCommit = Required<
  Omit<SourceCommit, 'cut' | 'coAuthorsCut'>
> & {
  cut: undefined;
  coAuthorsCut: undefined;
};

/**
 * What git itself says of the whole history of a commit, newest first. Git is told of no trailer by its configuration, since it then takes
 * any beginning of that for the whole of it.
 */
export async function expectedCommits(
  repository: TestRepository,
  to: string,
): Promise<PlainCommit[]> {
  const output = await runTestGit({
    dir: repository.path,
    args: [
      'log',
      '-z',
      `--format=${FORMAT}`,
      '--date=raw',
      '--no-mailmap',
      '--encoding=UTF-8',
      to,
      '--',
    ],
  });
  const fields = output.toString('utf8').split('\0');
  const commits: PlainCommit[] = [];
  for (let start = 0; start + FIELDS <= fields.length; start += FIELDS) {
    commits.push(readCommit(fields.slice(start, start + FIELDS)));
  }
  return commits;
}

function readCommit(fields: string[]): PlainCommit {
  const [sha, parents, name, email, date, committedAt, subject, trailers] =
    fields;
  const [seconds, offset] = date.split(' ');
  const minutes =
    Number(offset.slice(1, 3)) * MINUTES_PER_HOUR + Number(offset.slice(3));
  return {
    sha,
    parents: splitParents(parents),
    cut: undefined,
    author: { name, email },
    coAuthors: trailers.split('\n').filter(Boolean).map(readPerson),
    coAuthorsCut: undefined,
    authoredAt: Number(seconds),
    utcOffset: offset.startsWith('-') ? 0 - minutes : minutes,
    committedAt: Number(committedAt),
    subject: beginningOf(subject),
  };
}

/** Characters that take two code units are never cut in half. */
function beginningOf(subject: string): string {
  if (subject.length <= SUBJECT_LENGTH) return subject;
  let beginning = '';
  for (const character of subject) {
    if (beginning.length + character.length >= SUBJECT_LENGTH) break;
    beginning += character;
  }
  return `${beginning}…`;
}

function splitParents(text: string): string[] {
  return text.split(' ').filter(Boolean);
}

/** The parents of each commit of a history, in order. */
export async function expectedParents(
  repository: TestRepository,
  to: string,
): Promise<Map<string, string[]>> {
  const output = await repository.git('log', '--format=%H:%P', to, '--');
  return new Map(
    output.split('\n').map(line => {
      const [sha, parents] = line.split(':');
      return [sha, splitParents(parents)];
    }),
  );
}

function readPerson(text: string): CommitAuthor {
  const [, name, email] = /^(.*?) *<(.*)>$/.exec(text) ?? [];
  assert(name !== undefined, `the suite made a co-author of ${text}`);
  return { name, email };
}

/**
 * The names of the commits that can be reached from one and not from the other, newest first.
 *
 * Git is not asked for the range itself: it stops looking too early where commits claim to be older than their parents.
 */
export async function expectedShas(
  repository: TestRepository,
  to: string,
  from?: string,
): Promise<string[]> {
  const known = new Set(
    from === undefined ? [] : await history(repository, from),
  );
  const shas = await history(repository, to);
  return shas.filter(sha => !known.has(sha));
}

/**
 * Which commits that can be reached from one and not from the other changed something in some folders, newest first: each compared with
 * its first parent, or with nothing, and the paths by their bytes.
 */
export async function expectedFolders(options: {
  repository: TestRepository;
  folders: string[];
  to: string;
  from?: string;
}): Promise<FolderBatch['commits']> {
  const { repository, folders, to, from } = options;
  const parents = await expectedParents(repository, to);
  const commits: FolderBatch['commits'] = [];
  for (const sha of await expectedShas(repository, to, from)) {
    const paths = await changedPaths(repository, sha, parents.get(sha)?.[0]);
    const changed = [...folders.keys()].filter(place => {
      const folder = Buffer.from(folders[place]).toString('latin1');
      return paths.some(
        path => path === folder || path.startsWith(`${folder}/`),
      );
    });
    if (changed.length > 0) {
      commits.push({ sha, folders: changed });
    }
  }
  return commits;
}

/** As texts of which every character is a byte. */
async function changedPaths(
  { path }: TestRepository,
  sha: string,
  parent: string | undefined,
): Promise<string[]> {
  const trees = parent === undefined ? ['--root', sha] : [parent, sha];
  const output = await runTestGit({
    dir: path,
    args: [
      ...['diff-tree', '-r', '-z', '--no-renames', '--no-commit-id'],
      ...['--name-only', ...trees],
    ],
  });
  return output.toString('latin1').split('\0').slice(0, -1);
}

async function history(
  repository: TestRepository,
  sha: string,
): Promise<string[]> {
  const output = await repository.git('rev-list', sha, '--');
  return output.split('\n');
}

/** What a source said of a commit, with nothing left out, so that it can be compared. */
export function plainCommit(commit: SourceCommit): object {
  return {
    sha: commit.sha,
    parents: commit.parents,
    cut: commit.cut,
    author: plainAuthor(commit.author),
    coAuthors: commit.coAuthors.map(plainAuthor),
    coAuthorsCut: commit.coAuthorsCut,
    authoredAt: commit.authoredAt,
    utcOffset: commit.utcOffset,
    committedAt: commit.committedAt,
    subject: commit.subject,
  };
}

/** Without the login, which is the host's own word. */
function plainAuthor({ name, email }: CommitAuthor): CommitAuthor {
  return { name, email };
}

/** Compares what came in whatever order. */
export function assertSameShas(
  actual: string[],
  expected: string[],
  message: string,
): void {
  assert.deepEqual([...actual].sort(), [...expected].sort(), message);
}
