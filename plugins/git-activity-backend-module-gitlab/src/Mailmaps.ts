import {
  CommitAuthor,
  CommitSourceError,
  isObjectName,
  mapAuthorsByMailmap,
  MappedAuthor,
} from 'backstage-plugin-git-activity-node';
import { LRUCache } from 'lru-cache';
import { GitlabClient, ProjectId } from './api/GitlabClient';
import { isNotFound } from './api/GitlabError';

const MAILMAP = '.mailmap';
const REMEMBERED_HEADS = 20_000;
const REMEMBERED_MAILMAPS = 20;

/** Finds and reads the `.mailmap` of projects; each is asked for once. */
export class Mailmaps {
  readonly #ids = new LRUCache<string, { mailmapId: string | undefined }>({
    max: REMEMBERED_HEADS,
  });
  readonly #contents = new LRUCache<string, string>({
    max: REMEMBERED_MAILMAPS,
  });

  /** @returns undefined if there is none at this commit */
  async findId(
    client: GitlabClient,
    projectId: number,
    sha: string,
  ): Promise<string | undefined> {
    const key = `${client.instance.host} ${projectId} ${sha}`;
    const known = this.#ids.get(key);
    if (known) {
      return known.mailmapId;
    }
    const blobId = await client.findBlobId({
      id: projectId,
      path: MAILMAP,
      sha,
    });
    const mailmapId = isObjectName(blobId) ? blobId : undefined;
    this.#ids.set(key, { mailmapId });
    return mailmapId;
  }

  async mapAuthors(options: {
    client: GitlabClient;
    projectId: ProjectId;
    mailmapId: string;
    authors: CommitAuthor[];
  }): Promise<MappedAuthor[]> {
    const { client, projectId, mailmapId, authors } = options;
    const key = `${client.instance.host} ${projectId} ${mailmapId}`;
    const content =
      this.#contents.get(key) ?? (await read(client, projectId, mailmapId));
    this.#contents.set(key, content);
    return mapAuthorsByMailmap(content, authors);
  }
}

async function read(
  client: GitlabClient,
  projectId: ProjectId,
  mailmapId: string,
): Promise<string> {
  if (isObjectName(mailmapId)) {
    try {
      return await client.readBlob(projectId, mailmapId);
    } catch (error) {
      if (!isNotFound(error)) {
        throw error;
      }
    }
  }
  throw new CommitSourceError('head-unknown', 'There is no such .mailmap.');
}
