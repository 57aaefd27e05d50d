import {
  CommitSourceError,
  isObjectName,
} from 'backstage-plugin-git-activity-node';
import { GithubClient, RATE_LIMIT } from '../client/GithubClient';
import { withPatience } from '../client/patience';
import { isRecord } from '../client/responses';
import { pauseAbout } from '../client/pause';
import { incomplete } from '../commits';
import { NotFoundError } from '../errors';
import { headUnknown, Reading } from '../history';
import { Repetitions } from '../client/Repetitions';

/** How often a comparison is asked for whose commits are not found. */
const ATTEMPTS = 2;

/** GitHub's words where it has looked, and there is no use in asking again. */
const NOTHING_IN_COMMON = /no common ancestor/i;
const TOO_FAR = /diff is taking too long|not_available/i;

/** How far two heads have come apart. */
export interface Distance {
  /** How many commits `to` has that `from` has not. */
  added: number;
  /** How many commits `from` has that `to` has not. */
  removed: number;
}

/** A reading of what lies between two heads. */
export interface Increment extends Reading {
  from: string;
  onRequest: () => void;
  refusals: Repetitions;
}

interface ComparisonPage {
  ahead_by: number;
  behind_by: number;
  commits: Array<{ sha: string }>;
}

/**
 * Asks how far two heads have come apart. It asks for a second page of one commit, since GitHub adds the changed files, diffs and
 * all, to the first page of whatever size, and to no other.
 *
 * @throws {@link CommitSourceError} of kind `head-unknown` if they cannot be compared, and `incomplete` if they are said to be one
 */
export async function measureDistance(increment: Increment): Promise<Distance> {
  const { from: base, to: head } = increment;
  const page = await compare(increment, { base, head, page: 2, perPage: 1 });
  const { ahead_by: added, behind_by: removed } = page;
  if (added + removed === 0 && base !== head) {
    throw incomplete(`nothing lies between ${base} and ${head}`);
  }
  return { added, removed };
}

/**
 * Lists a page of the commits that `head` has and `base` has not, oldest first.
 *
 * @param page - counted from 1; the first makes GitHub compute and send diffs
 */
export async function listShas(
  increment: Increment,
  options: { base: string; head: string; page: number },
): Promise<string[]> {
  const perPage = increment.pageSize;
  const { commits } = await compare(increment, { ...options, perPage });
  const shas = commits.map(({ sha }) => sha);
  if (!shas.every(isObjectName)) {
    throw incomplete('a commit is left out');
  }
  return shas;
}

async function compare(
  increment: Increment,
  options: { base: string; head: string; page: number; perPage: number },
): Promise<ComparisonPage> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await compareOnce(increment, options);
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
      const meaning = await explainNotFound(increment, error);
      if (meaning.lasting || attempt === ATTEMPTS) {
        throw meaning.error();
      }
      // A host may not know for a moment what it knows.
      await pauseAbout(increment.retryAfterMs, increment.signal);
    }
  }
}

async function compareOnce(
  increment: Increment,
  options: { base: string; head: string; page: number; perPage: number },
): Promise<ComparisonPage> {
  const { repository, signal, onRequest } = increment;
  const { owner, name } = repository;
  const { base, head, page, perPage } = options;
  const ask = async () => {
    const client = await increment.getClient();
    return client.rest(
      'GET /repos/{owner}/{repo}/compare/{basehead}',
      {
        owner,
        repo: name,
        basehead: `${base}...${head}`,
        page,
        per_page: perPage,
      },
      { signal, onRequest, repository: `${owner}/${name}` },
    );
  };
  try {
    return readPage(await withPatience(ask, increment), repository.host);
  } catch (error) {
    throw error instanceof CommitSourceError && TOO_FAR.test(error.message)
      ? notComparable(increment)
      : error;
  }
}

function readPage(data: unknown, host: string): ComparisonPage {
  if (
    isRecord(data) &&
    Number.isSafeInteger(data.ahead_by) &&
    Number.isSafeInteger(data.behind_by) &&
    Array.isArray(data.commits)
  ) {
    return data as unknown as ComparisonPage;
  }
  throw new CommitSourceError(
    'try-later',
    `${host} answered a comparison with something that is none.`,
  );
}

const EXISTENCE_QUERY = `query Existence(
  $owner: String!, $name: String!, $from: GitObjectID!, $to: GitObjectID!
) {
  repository(owner: $owner, name: $name) {
    from: object(oid: $from) { __typename }
    to: object(oid: $to) { __typename }
  }
  ${RATE_LIMIT}
}`;

interface ExistenceAnswer {
  repository: Record<'from' | 'to', { __typename: string } | null> | null;
}

/** "Not found" says neither what was not found, nor that two histories have nothing in common. */
async function explainNotFound(
  increment: Increment,
  { words }: NotFoundError,
): Promise<{ lasting: boolean; error: () => CommitSourceError }> {
  if (NOTHING_IN_COMMON.test(words)) {
    return { lasting: true, error: () => notComparable(increment) };
  }
  const unknown = await findUnknown(increment);
  if (unknown) {
    return { lasting: false, error: () => headUnknown(unknown) };
  }
  const { refusals, repository, from, to } = increment;
  return {
    lasting: false,
    error: () =>
      refusals.isRepeated(`${repository.url} ${from} ${to}`)
        ? notComparable(increment)
        : new CommitSourceError(
            'try-later',
            `${repository.host} does not find two commits that it has to compare them.`,
          ),
  };
}

/** Which of the two heads is no longer there, if one is not. */
async function findUnknown(increment: Increment): Promise<string | undefined> {
  const { repository, from, to, signal, onRequest } = increment;
  const { owner, name } = repository;
  const fullName = `${owner}/${name}`;
  const client: GithubClient = await increment.getClient();
  const { data, problems } = await client.graphql<ExistenceAnswer>(
    EXISTENCE_QUERY,
    { owner, name, from, to },
    { signal, onRequest, repository: fullName },
  );
  if (problems.length > 0) {
    throw client.explain(problems[0], fullName);
  }
  if (!data.repository?.to) {
    return to;
  }
  return data.repository.from ? undefined : from;
}

export function notComparable({ from, to }: Increment): CommitSourceError {
  return new CommitSourceError(
    'head-unknown',
    `GitHub cannot tell what lies between ${from} and ${to}.`,
  );
}
