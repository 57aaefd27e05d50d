/** What names a commit, as the backend is asked about it. */
export interface NamedCommit {
  /** All of it, or its beginning; lower case. */
  sha: string;
  /** The page about it, if it was named by one. */
  url?: string;
}

/** As many digits as git takes for a SHA at least, and as many as it has at most. */
const SHA = /^[0-9a-f]{4,64}$/i;
/** Longer ones are no page's. */
const LONGEST_URL = 2_000;
/** What comes before the SHA in pages about commits, whatever the host: `/commit/`, `/-/commit/`, `/commits/`, `?id=`, `h=`. */
const IN_PAGE =
  /(?:commits?\/|changeset\/|[?&;](?:id|h|commit)=)([0-9a-f]{4,64})(?![0-9a-z])/i;
const PAGE = /^[a-z][a-z+.-]*:\/\/\S+$/i;

/** Reads which commit is meant from a SHA, or from the address of a page about it; undefined if none is. */
export function readCommitText(text: string): NamedCommit | undefined {
  const trimmed = text.trim();
  if (SHA.test(trimmed)) {
    return { sha: trimmed.toLowerCase() };
  }
  const [, sha] = (PAGE.test(trimmed) && IN_PAGE.exec(trimmed)) || [];
  return sha && trimmed.length <= LONGEST_URL
    ? { sha: sha.toLowerCase(), url: trimmed }
    : undefined;
}
