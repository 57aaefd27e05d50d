import { once } from 'node:events';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { TestRepository } from '../TestRepository';

/** A repository as a host has it. */
export interface HostedRepository {
  id: number;
  name: string;
  repository: TestRepository;
  archived: boolean;
  hidden: boolean;
}

/** A host without a network: the least that a source can read from. */
export class ReferenceHost {
  static readonly host = 'reference.example';
  static readonly secret = 'reference-t0ken';
  readonly #hosted: HostedRepository[] = [];
  /** Names, present and former, by the repository they lead to. */
  readonly #names = new Map<string, number>();
  requests = 0;
  trouble: 'none' | 'down' | 'silent' | 'limited' = 'none';
  lists: 'whole' | 'half' | 'empty' = 'whole';

  add(repository: TestRepository): string {
    const id = this.#hosted.length;
    const name = `Project-${id}`;
    const state = { archived: false, hidden: false };
    this.#hosted.push({ id, name, repository, ...state });
    this.#names.set(name.toLowerCase(), id);
    return this.urlOf(name);
  }

  urlOf(name: string): string {
    return `https://${ReferenceHost.host}/${name}`;
  }

  /** Without a request: what a test does to the host. */
  change(url: string, change: Partial<HostedRepository>): HostedRepository {
    const name = url.slice(this.urlOf('').length).toLowerCase();
    const id = this.#names.get(name) ?? -1;
    const hosted = Object.assign(this.#hosted[id], change);
    this.#names.set(hosted.name.toLowerCase(), id);
    return hosted;
  }

  remove(url: string): void {
    const { id } = this.change(url, {});
    for (const [name, named] of this.#names) {
      if (named === id) {
        this.#names.delete(name);
      }
    }
  }

  /** What an answer holds of a list. */
  list<T>(items: T[]): T[] {
    const parts = { whole: 1, half: 0.5, empty: 0 };
    return items.slice(0, Math.floor(items.length * parts[this.lists]));
  }

  /** A request. */
  async find(name: string, signal: AbortSignal): Promise<HostedRepository> {
    signal.throwIfAborted();
    this.requests++;
    if (this.trouble === 'silent') {
      await once(signal, 'abort');
      throw signal.reason;
    }
    if (this.trouble === 'down') {
      throw new CommitSourceError('try-later', 'The host answered 500.');
    }
    if (this.trouble === 'limited') {
      const retryAt = new Date(Date.now() + 60_000);
      const options = { retryAt };
      throw new CommitSourceError('rate-limited', 'Asked too often.', options);
    }
    const hosted = this.#hosted[this.#names.get(name) ?? -1];
    if (!hosted) {
      throw new CommitSourceError('gone', 'There is no such repository.');
    }
    if (hosted.hidden) {
      throw new CommitSourceError('forbidden', 'The token may not read it.');
    }
    return hosted;
  }
}
