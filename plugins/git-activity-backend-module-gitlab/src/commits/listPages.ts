import { SourceCommit } from 'backstage-plugin-git-activity-node';
import { GitlabClient, ProjectId } from '../api/GitlabClient';
import { GitlabError } from '../api/GitlabError';
import { incomplete } from './incomplete';
import { toSourceCommit } from './toSourceCommit';

/** GitLab gives no more at once. */
export const MAX_PAGE_SIZE = 100;

/** A page that was too much for GitLab is asked for in such parts. */
const PARTS_OF_PAGES = [25, 5];

/**
 * Lists a revision or a range of SHAs, from a place on. Between SHAs that list never changes, so that its pages fit together. What
 * GitLab does not know is an empty list, and a page that is not full is the last: whether to believe that is up to the caller.
 *
 * @returns pages that have commits
 */
export async function* listPages(options: {
  client: GitlabClient;
  id: ProjectId;
  revision: string;
  /** How many to leave out. */
  skip: number;
  /** How many to ask for at once. */
  pageSize: number;
}): AsyncGenerator<SourceCommit[], void> {
  const { client, id, revision, pageSize } = options;
  const sizes = [pageSize, ...PARTS_OF_PAGES.filter(size => size < pageSize)];
  let sent = options.skip;
  let largest = pageSize;
  for (;;) {
    const perPage = fittingSize(sizes, { sent, largest });
    try {
      const page = sent / perPage + 1;
      const commits = await client.listCommits({ id, revision, page, perPage });
      if (commits.length > perPage) {
        throw incomplete('a page holds more than was asked for');
      }
      if (commits.length > 0) {
        yield commits.map(toSourceCommit);
      }
      if (commits.length < perPage) {
        return;
      }
      sent += perPage;
      largest = pageSize;
    } catch (error) {
      const smaller = sizes.find(size => size < perPage);
      if (!(error instanceof GitlabError && error.heavy) || !smaller) {
        throw error;
      }
      largest = smaller;
    }
  }
}

/** A page can only begin at a multiple of its size. */
function fittingSize(
  sizes: number[],
  { sent, largest }: { sent: number; largest: number },
): number {
  return sizes.find(size => size <= largest && sent % size === 0) ?? 1;
}
