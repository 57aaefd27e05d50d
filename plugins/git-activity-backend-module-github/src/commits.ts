import {
  parseCommitMessage,
  parseGitDate,
  SourceCommit,
} from 'backstage-plugin-git-activity-node';

/** What is asked of each commit; the offset of `author.date` is the only one that GitHub keeps. */
export const COMMIT_FIELDS = `
  oid
  message
  committedDate
  author { name email date user { login } }
`;

/** The same with the parents, which cost no point of their own. */
export const COMMIT_WITH_PARENTS = `${COMMIT_FIELDS}
  parents(first: 100) { nodes { oid } }
`;

/** A commit as GraphQL gives it. */
export interface CommitNode {
  oid: string;
  message: string | null;
  committedDate: string | null;
  author: {
    name: string | null;
    email: string | null;
    date: string | null;
    user: { login: string } | null;
  } | null;
  parents: { nodes: Array<{ oid: string } | null> | null };
}

export function toSourceCommit(node: CommitNode): SourceCommit {
  const { author } = node;
  const { seconds: authoredAt, utcOffset } = parseGitDate(author?.date ?? '');
  const { seconds: committedAt } = parseGitDate(node.committedDate ?? '');
  const login = author?.user?.login;
  return {
    sha: node.oid,
    parents: (node.parents.nodes ?? []).flatMap(parent => parent?.oid ?? []),
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
