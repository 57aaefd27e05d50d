import { join } from 'node:path';
import {
  askGit,
  CommitSourceError,
  GitExitError,
  GitQuestion,
  isObjectName,
  RepositoryHead,
  shortenWords,
} from 'backstage-plugin-git-activity-node';
import { Disk } from './disk/Disk';
import { Cuts } from './shallow';

const SYMBOLIC_HEAD = /^ref: (refs\/\S.*?)\s*$/s;
const BRANCH_PREFIX = 'refs/heads/';
/** What HEAD holds in a repository that keeps its refs in another way than as files. */
const PLACEHOLDER_REF = 'refs/heads/.invalid';

/** All of it is looked up in a few files; who waits for longer waits for what is no file. */
const MAX_SILENCE_MS = 30_000;

/** What git dies with where a partial clone was made without something, and it may not fetch that. */
const NOT_FETCHED = /promisor remote/;

const SHALLOW_NOTICE =
  'This is a shallow clone: what is older than its first commits is not known. `git fetch --unshallow` in it fetches the rest.';
const PARTIAL_NOTICE =
  'This is a partial clone that does not hold its .mailmap, if it has one: authors stay as they are written in the commits. `git show HEAD:.mailmap` in it fetches the file.';

type Repository = Pick<GitQuestion, 'gitDir' | 'signal'>;

/** Where HEAD points, and the `.mailmap` there. */
type Found = Pick<RepositoryHead, 'sha' | 'mailmapId' | 'notices'>;

/**
 * Reads where HEAD points. A repository in order costs one git process.
 *
 * @throws {@link CommitSourceError} of kind `broken` if HEAD leads nowhere although the repository is not empty
 */
export async function readHead(
  options: Repository & { disk: Disk; cuts?: Cuts },
): Promise<RepositoryHead> {
  const { cuts, disk, ...repository } = options;
  const ref = await readHeadRef(repository, disk);
  const branch = ref && branchName(ref);
  const { notices = [], ...found } = await findHead(repository);
  if (found.sha === undefined) {
    await assertEmpty({ repository, ref });
    return { branch };
  }
  const told = cuts ? [SHALLOW_NOTICE, ...notices] : notices;
  return {
    ...found,
    branch,
    cutId: cuts?.id,
    ...(told.length > 0 && { notices: told }),
  };
}

async function findHead(repository: Repository): Promise<Found> {
  const find = async (...names: string[]): Promise<string[]> => {
    const output = await askAtOnce({
      ...repository,
      args: ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
      input: names.map(name => `${name}\n`).join(''),
    });
    return output.split('\n');
  };
  try {
    const [commit, mailmap] = await find('HEAD^{commit}', 'HEAD:.mailmap');
    return {
      sha: nameOf(commit, 'commit'),
      mailmapId: nameOf(mailmap, 'blob'),
    };
  } catch (error) {
    if (!(error instanceof GitExitError && NOT_FETCHED.test(error.message))) {
      throw error;
    }
    const [commit] = await find('HEAD^{commit}');
    return { sha: nameOf(commit, 'commit'), notices: [PARTIAL_NOTICE] };
  }
}

/** The name of an object, if it is there and of this type. */
function nameOf(line: string, type: string): string | undefined {
  const [name, actualType] = line.split(' ');
  return actualType === type ? name : undefined;
}

function askAtOnce(question: GitQuestion): Promise<string> {
  return askGit({ ...question, maxSilenceMs: MAX_SILENCE_MS });
}

function branchName(ref: string): string {
  return ref.startsWith(BRANCH_PREFIX) ? ref.slice(BRANCH_PREFIX.length) : ref;
}

/** The ref that HEAD names; undefined if it is detached. Nearly always one small file tells, which saves a process. */
async function readHeadRef(
  repository: Repository,
  disk: Disk,
): Promise<string | undefined> {
  const path = join(repository.gitDir, 'HEAD');
  // What is a link is for git to understand.
  if ((await disk.kindOf(path)) === 'file') {
    const text = (await disk.readText(path)) ?? '';
    const [, ref] = SYMBOLIC_HEAD.exec(text) ?? [];
    if (isObjectName(text.trimEnd()) || (ref && ref !== PLACEHOLDER_REF)) {
      return ref;
    }
  }
  try {
    const output = await askAtOnce({
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
  const refs = await askAtOnce({
    ...repository,
    args: ['for-each-ref', '--format=%(refname)'],
    // A ref whose file is damaged is warned about, and then passed over as if it were not there.
    complaintsFail: true,
  });
  const names = refs.split('\n').filter(name => name !== '');
  if (ref === undefined || names.includes(ref)) {
    // HEAD leads to a commit that cannot be had; git says why when it is asked to print it.
    await askAtOnce({ ...repository, args: ['cat-file', 'commit', 'HEAD'] });
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
