import { SourceRepository } from 'backstage-plugin-git-activity-node';
import { LRUCache } from 'lru-cache';
import { GitlabClient, ProjectId } from './api/GitlabClient';
import { GitlabError, isNotFound } from './api/GitlabError';
import { GitlabInstance } from './instances';
import { formatExternalId, readExternalId } from './urls/externalIds';
import { ToldReader } from './urls/told';

/** What GitLab says of a project that changes seldom. */
export interface ProjectFacts {
  id: number;
  /** The canonical URL that it has now. */
  url: string;
  defaultBranch: string | undefined;
  archived: boolean;
  /** Whether GitLab finds no commit in it. */
  empty: boolean;
}

const REMEMBERED_PROJECTS = 10_000;
/** Only what has no other way to be noticed waits for this: that a project was archived. */
const REMEMBERED_FOR_MS = 60 * 60 * 1000;

/** Finds out about projects, and remembers it for a while, so that an unchanged project costs one request. */
export class ProjectFinder {
  readonly #projects = new LRUCache<
    string,
    { facts: ProjectFacts; at: number }
  >({ max: REMEMBERED_PROJECTS });
  readonly #told: ToldReader;
  readonly #now: () => number;

  /** @param options - `now` is in milliseconds since 1970 */
  constructor(options: { told: ToldReader; now: () => number }) {
    this.#told = options.told;
    this.#now = options.now;
  }

  /** What is remembered of a project, if anything. */
  recall(repository: SourceRepository): ProjectFacts | undefined {
    const known = this.#projects.get(keyOf(repository));
    return known && known.at + REMEMBERED_FOR_MS > this.#now()
      ? known.facts
      : undefined;
  }

  forget(repository: SourceRepository): void {
    this.#projects.delete(keyOf(repository));
  }

  /** How to name a project in a request, without asking. */
  idOf(repository: SourceRepository, instance: GitlabInstance): ProjectId {
    return (
      this.#projects.get(keyOf(repository))?.facts.id ??
      readExternalId(instance, repository.externalId) ??
      pathOf(repository, instance)
    );
  }

  /**
   * Asks for a project: by its id, which stays when it moves, else by its path.
   *
   * @throws CommitSourceError, of kind `gone` if it is found by neither
   */
  async find(
    client: GitlabClient,
    repository: SourceRepository,
  ): Promise<ProjectFacts> {
    const { instance } = client;
    this.forget(repository);
    const facts = this.#read({
      instance,
      repository,
      project: await this.#show(client, repository),
    });
    const known = { facts, at: this.#now() };
    this.#projects.set(keyOf(repository), known);
    // What it is asked for by from now on, once the answer is recorded.
    const recorded = {
      url: facts.url,
      externalId: formatExternalId(instance, facts.id),
    };
    this.#projects.set(keyOf(recorded), known);
    return facts;
  }

  #read(options: {
    instance: GitlabInstance;
    repository: SourceRepository;
    project: unknown;
  }): ProjectFacts {
    const { instance, repository, project } = options;
    const { id, path_with_namespace, default_branch, archived, empty_repo } =
      Object(project);
    if (!Number.isSafeInteger(id) || id <= 0) {
      throw new GitlabError(
        'broken',
        `GitLab at ${instance.host} sent a project without an id.`,
      );
    }
    if (typeof empty_repo !== 'boolean') {
      throw new GitlabError(
        'forbidden',
        `The token of integrations.gitlab (host: ${instance.host}) may see this project, but not its code. Give its account the role Reporter in the project, and see that the project's repository is enabled.`,
      );
    }
    const { url } = repository;
    const told = { path: path_with_namespace };
    return {
      id,
      url: this.#told.readUrl({ instance, url, told }) ?? url,
      defaultBranch: this.#told.readBranch({ url, told: default_branch }),
      archived: Boolean(archived),
      empty: empty_repo,
    };
  }

  async #show(client: GitlabClient, repository: SourceRepository) {
    const { instance } = client;
    const id = readExternalId(instance, repository.externalId);
    if (id !== undefined) {
      try {
        return await client.showProject(id);
      } catch (error) {
        if (!isNotFound(error)) {
          throw error;
        }
        // Another project may have been made at the same path since.
      }
    }
    return client.showProject(pathOf(repository, instance));
  }
}

function keyOf({ url, externalId }: SourceRepository): string {
  return `${externalId ?? ''} ${url}`;
}

function pathOf({ url }: SourceRepository, instance: GitlabInstance): string {
  return url.slice(instance.baseUrl.length + 1);
}
