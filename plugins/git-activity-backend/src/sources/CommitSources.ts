import { ConflictError } from '@backstage/errors';
import {
  CommitSource,
  GitActivitySourcesExtensionPoint,
  ResolvedRepository,
} from 'backstage-plugin-git-activity-node';

const DEFAULT_PRIORITY = 0;

/** A URL's repository, and the source that serves it. */
export interface SourcedRepository extends ResolvedRepository {
  sourceId: string;
}

/** The installed sources, in the order in which they are asked. */
export class CommitSources implements GitActivitySourcesExtensionPoint {
  #sources: Array<{ source: CommitSource; priority: number }> = [];

  /** @throws ConflictError if a source of the same id is there already */
  addSource(source: CommitSource, options?: { priority?: number }): void {
    if (this.get(source.id)) {
      throw new ConflictError(
        `There are two commit sources with the id '${source.id}'`,
      );
    }
    const priority = options?.priority ?? DEFAULT_PRIORITY;
    // The sort is stable: among equals, whoever came first is asked first.
    this.#sources = [...this.#sources, { source, priority }].sort(
      (a, b) => b.priority - a.priority,
    );
  }

  get(id: string): CommitSource | undefined {
    return this.#sources.find(({ source }) => source.id === id)?.source;
  }

  /**
   * Finds who serves a URL.
   *
   * @returns undefined if nobody does
   * @throws CommitSourceError of kind `refused` if the source whose business it is will not serve it
   */
  async resolve(url: string): Promise<SourcedRepository | undefined> {
    for (const { source } of this.#sources) {
      const resolved = await source.resolve(url);
      if (resolved) {
        return { ...resolved, sourceId: source.id };
      }
    }
    return undefined;
  }
}
