import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CommitSourceError,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import { GitExitError, shortenWords } from '../git/failures';
import { askGit, GitQuestion } from '../git/runGit';
import { fileError } from './paths/fileErrors';

const SYMBOLIC_HEAD = /^ref: (refs\/\S.*?)\s*$/s;
const BRANCH_PREFIX = 'refs/heads/';
/** What HEAD holds in a repository that keeps its refs in another way than as files. */
const PLACEHOLDER_REF = 'refs/heads/.invalid';

type Repository = Pick<GitQuestion, 'gitDir' | 'signal'>;

/**
 * Reads where HEAD points. A repository in order costs one git process.
 *
 * @throws {@link CommitSourceError} of kind `broken` if HEAD leads nowhere although the repository is not empty
 */
export async function readHead(
  repository: Repository,
): Promise<RepositoryHead> {
  const ref = await readHeadRef(repository);
  const output = await askGit({
    ...repository,
    args: ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
    input: 'HEAD^{commit}\nHEAD:.mailmap\n',
  });
  const [commit, mailmap] = output.split('\n');
  const branch = ref && branchName(ref);
  if (commit.endsWith(' commit')) {
    return {
      sha: firstWord(commit),
      branch,
      mailmapId: mailmap.endsWith(' blob') ? firstWord(mailmap) : undefined,
    };
  }
  await assertEmpty({ repository, ref });
  return { branch };
}

function firstWord(line: string): string {
  return line.slice(0, line.indexOf(' '));
}

function branchName(ref: string): string {
  return ref.startsWith(BRANCH_PREFIX) ? ref.slice(BRANCH_PREFIX.length) : ref;
}

/** The ref that HEAD names; undefined if it is detached. Nearly always one small file tells, which saves a process. */
async function readHeadRef(
  repository: Repository,
): Promise<string | undefined> {
  const path = join(repository.gitDir, 'HEAD');
  try {
    if ((await lstat(path)).isFile()) {
      const [, ref] = SYMBOLIC_HEAD.exec(await readFile(path, 'utf8')) ?? [];
      if (ref && ref !== PLACEHOLDER_REF) {
        return ref;
      }
    }
  } catch (error) {
    throw fileError(error, path);
  }
  try {
    const output = await askGit({
      ...repository,
      args: ['symbolic-ref', '--quiet', 'HEAD'],
    });
    return output.trim();
  } catch (error) {
    if (error instanceof GitExitError && error.exitCode === 1) {
      return undefined;
    }
    throw error;
  }
}

/**
 * Makes sure that a HEAD without a commit is that of an empty repository, and not of one that is damaged: git says "missing"
 * to both.
 */
async function assertEmpty(options: {
  repository: Repository;
  ref: string | undefined;
}): Promise<void> {
  const { repository, ref } = options;
  const refs = await askGit({
    ...repository,
    args: ['for-each-ref', '--format=%(refname)'],
    // A ref whose file is damaged is warned about, and then passed over as if it were not there.
    complaintsFail: true,
  });
  const names = refs.split('\n').filter(name => name !== '');
  if (ref === undefined || names.includes(ref)) {
    // HEAD leads to a commit that cannot be had; git says why when it is asked to print it.
    await askGit({ ...repository, args: ['cat-file', 'commit', 'HEAD'] });
    throw new CommitSourceError(
      'try-later',
      'The repository changed while it was read.',
    );
  }
  if (names.length > 0) {
    throw new CommitSourceError(
      'broken',
      `HEAD names the branch ${shortenWords(
        branchName(ref),
      )}, which does not exist, although others do. Make HEAD name the one to count: git symbolic-ref HEAD refs/heads/<branch>.`,
    );
  }
}
