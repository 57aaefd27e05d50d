import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { Descent } from './Descent';
import { ListCheck } from './ListCheck';
import { listPages } from './listPages';
import { headUnknown, Reading } from './Reading';

/** Beyond these it costs about as much to read everything anew. */
const MAX_CANDIDATES = 5_000;
const MAX_QUESTIONS = 30;

/**
 * Finds the commits that the old head reaches and the new one does not. GitLab's range `new..old` only tells which they may be: where
 * commits claim to be older than their parents, it holds some that are still there. What makes sure of one makes sure of all of its
 * descendants, or of all of its ancestors; mostly the common ancestor of the heads alone is enough.
 *
 * @param base - the best common ancestor of the two heads
 * @returns newest first, in the same order each time
 * @throws CommitSourceError of kind `incomplete`, or `head-unknown` if it would take too much to make sure
 */
export async function findRemoved(
  reading: Reading & { from: string },
  base: string,
): Promise<string[]> {
  const { client, id, from, to } = reading;
  const descent = new Descent(await listCandidates(reading, base));
  descent.learn(from, base);
  let someAreStillThere = false;
  for (let asked = 0; ; asked++) {
    const open = descent.findOpen();
    if (open.length === 0) {
      return descent.findLost();
    }
    if (asked === MAX_QUESTIONS) {
      throw readAnew();
    }
    // If all are gone, the oldest tell that of the others; if not, halving finds where that begins.
    const index: number = someAreStillThere ? open.length / 2 : open.length - 1;
    const candidate: string = open[Math.floor(index)];
    const common = await client.findMergeBase(id, [candidate, to]);
    if (common === 'unknown') {
      throw headUnknown();
    }
    descent.learn(candidate, common);
    someAreStillThere ||= common === candidate;
  }
}

/** The parents of each commit in the range, in the order of GitLab's list. */
async function listCandidates(
  { from, to, ...listing }: Reading & { from: string },
  base: string,
): Promise<Map<string, string[]>> {
  const parents = new Map<string, string[]>();
  const check = new ListCheck(from);
  const range = { ...listing, revision: `${to}..${from}`, skip: 0 };
  for await (const commits of listPages(range)) {
    check.take(commits);
    commits.forEach(commit => parents.set(commit.sha, commit.parents));
    if (parents.size > MAX_CANDIDATES) {
      throw readAnew();
    }
  }
  check.end(base);
  return parents;
}

function readAnew(): CommitSourceError {
  return new CommitSourceError(
    'head-unknown',
    'The history was rewritten so thoroughly that everything is read anew.',
  );
}
