import { LRUCache } from 'lru-cache';
import {
  CommitAuthor,
  MappedAuthor,
  mapAuthorsByMailmap,
} from 'backstage-plugin-git-activity-node';
import { GithubClient, RATE_LIMIT } from './client/GithubClient';
import { withPatience } from './client/patience';
import { GithubRepository } from './urls';

/** How many mailmaps are kept in memory; GitHub gives at most half a megabyte of each. */
const MAX_MAILMAPS = 20;

const QUERY = `query Mailmap($owner: String!, $name: String!, $oid: GitObjectID!) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Blob { text isBinary isTruncated } }
  }
  ${RATE_LIMIT}
}`;

interface MailmapAnswer {
  repository: {
    object: {
      text?: string | null;
      isBinary?: boolean | null;
      isTruncated?: boolean;
    } | null;
  } | null;
}

/** Reads `.mailmap` files, and keeps the latest: batch after batch asks for the same one. */
export class Mailmaps {
  readonly #texts = new LRUCache<string, string>({ max: MAX_MAILMAPS });

  /**
   * Looks authors up in a `.mailmap`.
   *
   * @param options - `mailmapId` is the id of the blob
   * @returns those that it maps to somebody else; nobody if GitHub does not give all of it as text
   */
  async mapAuthors(options: {
    getClient: () => Promise<GithubClient>;
    repository: GithubRepository;
    mailmapId: string;
    authors: CommitAuthor[];
    retryAfterMs: number;
    signal: AbortSignal;
  }): Promise<MappedAuthor[]> {
    const { mailmapId, authors } = options;
    if (authors.length === 0) {
      return [];
    }
    const text =
      this.#texts.get(mailmapId) ??
      (await withPatience(() => readText(options), options));
    this.#texts.set(mailmapId, text);
    return mapAuthorsByMailmap(text, authors);
  }
}

async function readText(options: {
  getClient: () => Promise<GithubClient>;
  repository: GithubRepository;
  mailmapId: string;
  signal: AbortSignal;
}): Promise<string> {
  const { repository, mailmapId, signal } = options;
  const { owner, name } = repository;
  const fullName = `${owner}/${name}`;
  const client = await options.getClient();
  const { data, problems } = await client.graphql<MailmapAnswer>(
    QUERY,
    { owner, name, oid: mailmapId },
    { signal, repository: fullName },
  );
  if (problems.length > 0) {
    throw client.explain(problems[0], fullName);
  }
  const blob = data.repository?.object;
  return blob && !blob.isBinary && !blob.isTruncated ? blob.text ?? '' : '';
}
