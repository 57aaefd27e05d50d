import { LoggerService } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import { GitlabInstance } from '../instances';
import { canonicalUrl } from './projectUrls';

const REMEMBERED_WARNINGS = 1_000;

/** Longer than the path of any project, or the name of any branch. */
const MAX_LENGTH = 1_024;

/** What git allows in the name of a branch, as far as it could mean something else to anybody. */
const BRANCH = /^(?![-/.])(?!.*(?:\.\.|@\{|\/\/))[^\s\p{Cc}\p{Cs}~^:?*[\\]+$/u;

/**
 * Reads what a GitLab tells of a project: as hostile as what an entity says. What cannot be used is ignored, with a warning
 * that does not repeat it.
 */
export class ToldReader {
  readonly #logger: LoggerService;
  readonly #warned = new LRUCache<string, true>({ max: REMEMBERED_WARNINGS });

  constructor(options: { logger: LoggerService }) {
    this.#logger = options.logger;
  }

  /**
   * Reads where a project is.
   *
   * @param told - the URL of one of its pages, or its path with all groups
   * @returns the canonical URL of the project; undefined if it is none that the URL of an entity could come to
   */
  readUrl(options: {
    instance: GitlabInstance;
    /** Of the project that was asked for. */
    url: string;
    told: { page: unknown } | { path: unknown };
  }): string | undefined {
    const { instance, url, told } = options;
    const found =
      'page' in told
        ? readPage(instance, told.page)
        : readPath(instance, told.path);
    if (found === undefined) {
      this.#warn(url, 'where it is');
    }
    return found;
  }

  /** Reads the name of a branch; undefined if there is none, or it could be none. */
  readBranch(options: { url: string; told: unknown }): string | undefined {
    const { url, told } = options;
    if (told === undefined || told === null || told === '') {
      return undefined;
    }
    if (isShort(told) && BRANCH.test(told)) {
      return told;
    }
    this.#warn(url, 'its default branch');
    return undefined;
  }

  #warn(url: string, what: string): void {
    const message = `GitLab tells of ${url} ${what} in a way that cannot be right; it is ignored`;
    if (!this.#warned.has(message)) {
      this.#warned.set(message, true);
      this.#logger.warn(message);
    }
  }
}

function isShort(text: unknown): text is string {
  return typeof text === 'string' && text.length <= MAX_LENGTH;
}

function readPath(instance: GitlabInstance, path: unknown): string | undefined {
  if (!isShort(path)) {
    return undefined;
  }
  const url = canonicalUrl(instance, `${instance.subpath}/${path}`);
  return url === `${instance.baseUrl}/${path.toLowerCase()}` ? url : undefined;
}

/** The host may call itself by another name than the portal does. */
function readPage(instance: GitlabInstance, page: unknown): string | undefined {
  return isShort(page) && URL.canParse(page)
    ? canonicalUrl(instance, new URL(page).pathname)
    : undefined;
}
