import { CommitSchema } from '@gitbeaker/rest';
import { GitlabClient, ProjectId } from '../api/GitlabClient';
import { GitlabError } from '../api/GitlabError';

/** GitLab gives no more at once. */
export const MAX_PAGE_SIZE = 100;

/** A page that was too much for GitLab is asked for in such parts. */
const PARTS_OF_PAGES = [25, 5];

/**
 * Lists a revision or a range of SHAs, from a place on. Between SHAs that list never changes, so that its pages fit together.
 *
 * @returns pages that have commits, and for each whether it was the last
 */
export async function* listPages(options: {
  client: GitlabClient;
  id: ProjectId;
  revision: string;
  /** How many to leave out. */
  skip: number;
  /** How many to ask for at once. */
  pageSize: number;
}): AsyncGenerator<CommitSchema[], void> {
  const { client, id, revision, pageSize } = options;
  const sizes = [pageSize, ...PARTS_OF_PAGES.filter(size => size < pageSize)];
  let sent = options.skip;
  let largest = pageSize;
  for (;;) {
    const perPage = fittingSize(sizes, { sent, largest });
    try {
      const page = sent / perPage + 1;
      const commits = await client.listCommits({ id, revision, page, perPage });
      if (commits.length > 0) {
        yield commits;
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
