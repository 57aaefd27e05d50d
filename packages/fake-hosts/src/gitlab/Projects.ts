import { CommitLog } from './commitLog';
import { FakeGitlabProjectOptions } from './types';

/** As on a host that others have used before. */
const FIRST_ID = 101;

/** @internal */
export class Project {
  readonly id: number;
  readonly repository: FakeGitlabProjectOptions['repository'];
  readonly log: CommitLog;
  path: string;
  formerPaths: string[] = [];
  visibility: 'public' | 'internal' | 'private';
  archived: boolean;
  /** No token may see it any longer. */
  withdrawn = false;
  /** GitLab knows the project, but its repository is gone from the storage. */
  repositoryLost = false;

  constructor(id: number, options: FakeGitlabProjectOptions) {
    this.id = id;
    this.path = options.path;
    this.repository = options.repository;
    this.log = new CommitLog(options.repository.path);
    this.visibility = options.visibility ?? 'private';
    this.archived = options.archived ?? false;
  }

  hasPath(path: string): boolean {
    return this.path.toLowerCase() === path.toLowerCase();
  }

  hasHadPath(path: string): boolean {
    return [this.path, ...this.formerPaths].some(
      known => known.toLowerCase() === path.toLowerCase(),
    );
  }
}

/**
 * The projects of the host, by id, path and former path.
 *
 * @internal
 */
export class Projects {
  readonly #projects = new Map<number, Project>();
  #nextId = FIRST_ID;

  add(options: FakeGitlabProjectOptions): Project {
    if (!/^[^/]+(?:\/[^/]+)+$/.test(options.path)) {
      throw new Error(`${options.path} is no path of a project in a group`);
    }
    this.#assertFree(options.path);
    const project = new Project(this.#nextId++, options);
    this.#projects.set(project.id, project);
    return project;
  }

  move(from: string, to: string): Project {
    this.#assertFree(to);
    const project = this.get(from);
    project.formerPaths.push(project.path);
    project.path = to;
    return project;
  }

  remove(path: string): void {
    this.#projects.delete(this.get(path).id);
  }

  /** For those who administer the host. */
  get(path: string): Project {
    const project = this.#find(candidate => candidate.hasPath(path));
    if (!project) {
      throw new Error(`There is no project ${path}`);
    }
    return project;
  }

  /** As the API finds one: by id, by path, or by the path that it had before. */
  find(idOrPath: string): Project | undefined {
    if (/^\d+$/.test(idOrPath)) {
      return this.#projects.get(Number(idOrPath));
    }
    return (
      this.#find(project => project.hasPath(idOrPath)) ??
      this.#find(project => project.hasHadPath(idOrPath))
    );
  }

  #find(matches: (project: Project) => boolean): Project | undefined {
    return [...this.#projects.values()].find(matches);
  }

  #assertFree(path: string): void {
    if (this.#find(project => project.hasPath(path))) {
      throw new Error(`There is already a project ${path}`);
    }
  }
}
