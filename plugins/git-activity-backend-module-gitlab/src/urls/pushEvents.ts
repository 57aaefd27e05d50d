import {
  PushEvent,
  PushEventReader,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { GitlabInstance } from '../instances';
import { formatExternalId } from './externalIds';
import { locateProject } from './projectUrls';

/** Longer than the URL of any project. */
const MAX_URL_LENGTH = 2048;

/** Reads GitLab's push webhooks, or what somebody sent in their name. */
export function createPushEventReader(
  instances: GitlabInstance[],
): PushEventReader {
  return {
    topics: ['gitlab.push'],
    findRepository: event => findRepository(event, instances),
  };
}

function findRepository(
  event: PushEvent,
  instances: GitlabInstance[],
): SourceRepository | undefined {
  const project = read(event.payload, 'project');
  const id = read(project, 'id');
  for (const key of ['web_url', 'git_http_url']) {
    const location = locate(read(project, key), instances);
    if (location) {
      const { url, instance } = location;
      return Number.isSafeInteger(id) && Number(id) > 0
        ? { url, externalId: formatExternalId(instance, Number(id)) }
        : { url };
    }
  }
  return undefined;
}

function read(value: unknown, key: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function locate(url: unknown, instances: GitlabInstance[]) {
  if (typeof url !== 'string' || url.length > MAX_URL_LENGTH) {
    return undefined;
  }
  try {
    return locateProject(url, instances);
  } catch {
    return undefined;
  }
}
