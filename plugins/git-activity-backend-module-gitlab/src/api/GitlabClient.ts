import {
  Branches,
  Commits,
  CommitSchema,
  PersonalAccessTokens,
  Projects,
  Repositories,
} from '@gitbeaker/rest';
import { GitlabInstance } from '../instances';
import { GitlabError, isNotFound } from './GitlabError';
import { GitlabQuestion, GitlabTransport } from './GitlabTransport';

type Requester = Commits['requester'];

/** A project, by GitLab's id or by its path. */
export type ProjectId = number | string;

/**
 * The few questions to GitLab's API that reading commits takes, typed by gitbeaker and sent by a {@link GitlabTransport}: gitbeaker's own
 * requester neither can be aborted, nor obeys limits.
 */
export class GitlabClient {
  readonly instance: GitlabInstance;
  readonly hasToken: boolean;
  readonly #transport: GitlabTransport;
  readonly #projects: Projects;
  readonly #branches: Branches;
  readonly #commits: Commits;
  readonly #repositories: Repositories;
  readonly #tokens: PersonalAccessTokens;

  constructor(options: {
    instance: GitlabInstance;
    transport: GitlabTransport;
    hasToken: boolean;
  }) {
    this.instance = options.instance;
    this.hasToken = options.hasToken;
    this.#transport = options.transport;
    const resource = {
      host: options.instance.baseUrl,
      requesterFn: () => requesterOf(options.transport),
      // The transport knows when to give up.
      queryTimeout: null,
    };
    this.#projects = new Projects<false>(resource);
    this.#branches = new Branches<false>(resource);
    this.#commits = new Commits<false>(resource);
    this.#repositories = new Repositories<false>(resource);
    this.#tokens = new PersonalAccessTokens<false>(resource);
  }

  /** How many requests were made so far. */
  get requests(): number {
    return this.#transport.requests;
  }

  async showProject(id: ProjectId) {
    return this.#projects.show(id);
  }

  async showBranch(id: ProjectId, branch: string) {
    return this.#branches.show(id, branch);
  }

  /** Whether there is such a commit, and the project to hold it. */
  async hasCommit(id: ProjectId, sha: string): Promise<boolean> {
    try {
      await this.#commits.show(id, sha, { stats: false });
      return true;
    } catch (error) {
      if (isNotFound(error)) {
        await this.showProject(id);
        return false;
      }
      throw error;
    }
  }

  /** One page of what `git log` would list, newest first; what does not exist is an empty page. */
  async listCommits(options: {
    id: ProjectId;
    /** A SHA, or a range of two. */
    revision: string;
    page: number;
    perPage: number;
  }): Promise<CommitSchema[]> {
    const { id, revision: refName, page, perPage } = options;
    const commits: unknown = await this.#commits.all(id, {
      refName,
      page,
      perPage,
    });
    if (!Array.isArray(commits)) {
      throw new GitlabError(
        'broken',
        `GitLab at ${this.instance.host} sent something else than a list of commits.`,
      );
    }
    return commits;
  }

  /**
   * How many commits one reaches, itself included.
   *
   * @returns undefined if there is no such commit, GitLab is older than 16.9, or it takes too long to count them
   */
  async countCommits(id: ProjectId, sha: string): Promise<number | undefined> {
    try {
      const sequence = await this.#commits.showSequence(id, sha);
      const { count } = Object(sequence);
      return Number.isSafeInteger(count) && count > 0 ? count : undefined;
    } catch (error) {
      if (isNotFound(error) || (error instanceof GitlabError && error.heavy)) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * The best common ancestor of two commits.
   *
   * @returns undefined if they have none, and `unknown` if one of them is not there
   */
  async findMergeBase(
    id: ProjectId,
    shas: [string, string],
  ): Promise<string | undefined | 'unknown'> {
    try {
      const commit = await this.#repositories.mergeBase(id, shas);
      return commit.id;
    } catch (error) {
      if (error instanceof GitlabError && error.status === 400) {
        return 'unknown';
      }
      if (isNotFound(error)) {
        // Two histories without a common commit, unless it is the project that is not there.
        await this.showProject(id);
        return undefined;
      }
      throw error;
    }
  }

  /** The id of the blob that a file is at a commit; undefined if there is no such file. */
  async findBlobId(options: {
    id: ProjectId;
    path: string;
    sha: string;
  }): Promise<string | undefined> {
    const { id, path, sha } = options;
    const file = encodeURIComponent(path);
    try {
      const { headers } = await this.#transport.ask({
        method: 'HEAD',
        endpoint: `projects/${id}/repository/files/${file}`,
        query: new URLSearchParams({ ref: sha }),
      });
      return headers.get('X-Gitlab-Blob-Id') ?? undefined;
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  async readBlob(id: ProjectId, blobId: string): Promise<string> {
    return String(await this.#repositories.showBlobRaw(id, blobId));
  }

  async showToken() {
    return this.#tokens.show();
  }
}

/** Lets gitbeaker ask through a transport. Nothing is ever written. */
function requesterOf(transport: GitlabTransport): Requester {
  const get: Requester['get'] = async (endpoint, options = {}) => {
    const question: GitlabQuestion = {
      method: 'GET',
      // A dot in a path could pass for the beginning of a format, which spoils where GitLab redirects to.
      endpoint: endpoint.replace(/\./g, '%2E'),
      query: toQuery(options.searchParams ?? {}),
      raw: endpoint.endsWith('/raw'),
    };
    const { status, headers, body } = await transport.ask(question);
    return {
      status,
      headers: Object.fromEntries(headers),
      // Gitbeaker takes a host at its word; what is read of it is checked where that matters.
      body: body as never,
    };
  };
  const refuse = () => {
    throw new Error('Only reading is meant to be asked of GitLab');
  };
  return { get, post: refuse, put: refuse, patch: refuse, delete: refuse };
}

/** `{ refName: 'main', refs: ['a', 'b'] }` becomes `ref_name=main&refs[]=a&refs[]=b`. */
function toQuery(params: Record<string, unknown>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    const key = name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
    if (Array.isArray(value)) {
      value.forEach(item => query.append(`${key}[]`, String(item)));
    } else if (value !== undefined) {
      query.append(key, String(value));
    }
  }
  return query;
}
