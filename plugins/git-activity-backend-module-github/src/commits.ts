import {
  CommitSourceError,
  isObjectName,
  parseCommitMessage,
  parseGitDate,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';

/** Of a merge of more branches not all are given, and none has so many. */
const MAX_PARENTS = 100;

/** Who a commit's parents are; they cost no point of their own. */
export const PARENTS = `parents(first: ${MAX_PARENTS}) { totalCount nodes { oid } }`;

/** What is asked of each commit; the offset of `author.date` is the only one that GitHub keeps. */
export const COMMIT_FIELDS = `
  oid
  message
  committedDate
  author { name email date user { login } }
  ${PARENTS}
`;

/** A commit and its parents, as GraphQL gives it. */
export interface GraphNode {
  oid: string;
  parents: {
    totalCount: number;
    nodes: Array<{ oid: string } | null> | null;
  };
}

/** A commit as GraphQL gives it. */
export interface CommitNode extends GraphNode {
  message: string | null;
  committedDate: string | null;
  author: {
    name: string | null;
    email: string | null;
    date: string | null;
    user: { login: string } | null;
  } | null;
}

/**
 * The parents of a commit, in order.
 *
 * @throws {@link CommitSourceError} of kind `incomplete` if not all are there
 */
export function parentsOf({ oid, parents }: GraphNode): string[] {
  const shas = (parents.nodes ?? []).flatMap(parent => parent?.oid ?? []);
  if (!shas.every(isObjectName) || shas.length !== parents.totalCount) {
    throw incomplete(
      `of the ${parents.totalCount} parents of ${oid} it names ${shas.length}`,
    );
  }
  return shas;
}

export function toSourceCommit(node: CommitNode): SourceCommit {
  const { author } = node;
  const { seconds: authoredAt, utcOffset } = parseGitDate(author?.date ?? '');
  const { seconds: committedAt } = parseGitDate(node.committedDate ?? '');
  const login = author?.user?.login;
  return {
    sha: node.oid,
    parents: parentsOf(node),
    author: {
      name: author?.name ?? '',
      email: author?.email ?? '',
      ...(login === undefined ? {} : { login }),
    },
    ...parseCommitMessage(node.message ?? ''),
    authoredAt,
    utcOffset,
    committedAt,
  };
}

/** @param what - in which way the answer cannot be all */
export function incomplete(what: string): CommitSourceError {
  return new CommitSourceError(
    'incomplete',
    `GitHub gave an answer that cannot be all: ${what}.`,
  );
}
