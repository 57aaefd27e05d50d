import type { TestRepository } from 'backstage-plugin-git-activity-source-test-kit';
import { History } from './history';
import { Refs } from './refs';
import type {
  FakeGithubPolicy,
  FakeGithubRepositoryOptions,
  FakeGithubRepositoryRef,
} from './types';

const FIRST_ID = 1001;

/** A repository that the host has. */
export interface HostedRepository {
  readonly id: number;
  readonly nodeId: string;
  owner: string;
  name: string;
  readonly repository: TestRepository;
  readonly refs: Refs;
  readonly history: History;
  /** All that it ever had and no other has now, in lower case: what was granted under one of them stays granted. */
  readonly names: Set<string>;
  private: boolean;
  archived: boolean;
  /** Why nobody may read it. */
  blocked?: 'dmca' | 'disabled';
}

/** All repositories of the host, under their present and former names. */
export class Repositories {
  readonly #byId = new Map<number, HostedRepository>();
  /** Names in lower case; a name that was given away belongs to its new bearer. */
  readonly #idsByName = new Map<string, number>();
  /** What organisations (lower case) forbid. */
  readonly policies = new Map<string, FakeGithubPolicy>();
  #nextId = FIRST_ID;

  add(options: FakeGithubRepositoryOptions): HostedRepository {
    const { owner, name, repository } = options;
    if (this.#bearer(owner, name)) {
      throw new Error(`FakeGithub has ${owner}/${name} already`);
    }
    const id = this.#nextId++;
    const hosted: HostedRepository = {
      id,
      nodeId: nodeIdOf('R', `${id}`),
      owner,
      name,
      repository,
      refs: new Refs(repository),
      history: new History(repository),
      names: new Set(),
      private: options.private ?? false,
      archived: options.archived ?? false,
    };
    this.#byId.set(id, hosted);
    this.#name(hosted);
    return hosted;
  }

  /** Finds it under any name it ever had. */
  find(owner: string, name: string): HostedRepository | undefined {
    const id = this.#idsByName.get(nameKey(owner, name));
    return id === undefined ? undefined : this.#byId.get(id);
  }

  findById(id: number): HostedRepository | undefined {
    return this.#byId.get(id);
  }

  /** For the test's own commands: what is not there is a mistake in the test. */
  get(ref: FakeGithubRepositoryRef): HostedRepository {
    const [owner, name] = String(ref).split('/');
    const found =
      typeof ref === 'number' ? this.findById(ref) : this.find(owner, name);
    if (!found) {
      throw new Error(`FakeGithub has no repository ${ref}`);
    }
    return found;
  }

  all(): HostedRepository[] {
    return [...this.#byId.values()];
  }

  move(hosted: HostedRepository, owner: string, name: string): void {
    const bearer = this.#bearer(owner, name);
    if (bearer && bearer !== hosted) {
      throw new Error(`FakeGithub has ${owner}/${name} already`);
    }
    hosted.owner = owner;
    hosted.name = name;
    this.#name(hosted);
  }

  delete(hosted: HostedRepository): void {
    this.#byId.delete(hosted.id);
    for (const [name, id] of this.#idsByName) {
      if (id === hosted.id) {
        this.#idsByName.delete(name);
      }
    }
  }

  #name(hosted: HostedRepository): void {
    const key = nameKey(hosted.owner, hosted.name);
    this.find(hosted.owner, hosted.name)?.names.delete(key);
    hosted.names.add(key);
    this.#idsByName.set(key, hosted.id);
  }

  #bearer(owner: string, name: string): HostedRepository | undefined {
    const found = this.find(owner, name);
    return found && isNamed(found, owner, name) ? found : undefined;
  }
}

/** Whether that is its present name. */
export function isNamed(
  hosted: HostedRepository,
  owner: string,
  name: string,
): boolean {
  return nameKey(hosted.owner, hosted.name) === nameKey(owner, name);
}

export function fullNameOf(hosted: HostedRepository): string {
  return `${hosted.owner}/${hosted.name}`;
}

export function nameKey(owner: string, name: string): string {
  return `${owner}/${name}`.toLowerCase();
}

/** GraphQL's ids name the type and are opaque otherwise. */
export function nodeIdOf(type: string, text: string): string {
  return `${type}_${Buffer.from(text).toString('base64url')}`;
}

/** @returns undefined for what is no id of ours */
export function readNodeId(
  id: string,
): { type: string; text: string } | undefined {
  const match = /^([A-Z]+)_([\w-]+)$/.exec(id);
  return match
    ? { type: match[1], text: Buffer.from(match[2], 'base64url').toString() }
    : undefined;
}
