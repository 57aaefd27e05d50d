import {
  PushEvent,
  PushEventReader,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { isRecord } from './client/responses';
import { GithubRepository, GithubUrls } from './urls';

const TOPIC = 'github.push';

/** Understands GitHub's push webhooks, and believes nothing in them but which repository may be worth a look. */
export function createPushEventReader(urls: GithubUrls): PushEventReader {
  return {
    topics: [TOPIC],
    findRepository({ topic, payload }: PushEvent) {
      const repository = isRecord(payload) ? payload.repository : undefined;
      return topic === TOPIC && isRecord(repository)
        ? readRepository(urls, repository)
        : undefined;
    },
  };
}

function readRepository(
  urls: GithubUrls,
  repository: Record<string, unknown>,
): SourceRepository | undefined {
  const { html_url: page, clone_url: clone, id } = repository;
  const found = [page, clone]
    .map(url => tryToRead(urls, url))
    .find(known => known !== undefined);
  if (!found) {
    return undefined;
  }
  return Number.isSafeInteger(id) && Number(id) > 0
    ? { url: found.url, externalId: `${found.host}/${id}` }
    : { url: found.url };
}

function tryToRead(
  urls: GithubUrls,
  url: unknown,
): GithubRepository | undefined {
  try {
    return typeof url === 'string' ? urls.read(url) : undefined;
  } catch {
    return undefined;
  }
}
