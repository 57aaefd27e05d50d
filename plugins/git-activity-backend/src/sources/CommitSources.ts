import { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, toError } from '@backstage/errors';
import {
  CommitSource,
  CommitSourceError,
  GitActivitySourcesExtensionPoint,
  ResolvedRepository,
  SourceRepository,
} from 'backstage-plugin-git-activity-node';
import { ServedRepository } from '../database/tables';

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

  /** In the order in which they are asked. */
  all(): CommitSource[] {
    return this.#sources.map(({ source }) => source);
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

  /**
   * Finds who asks for a repository's heads, and who reads its commits.
   *
   * @throws CommitSourceError of kind `refused` if one of them is not installed
   */
  findReader(repository: ServedRepository): {
    source: CommitSource;
    reader: CommitSource;
  } {
    const id = repository.source_id;
    const source = this.get(id);
    if (!source) {
      throw new CommitSourceError(
        'refused',
        `The source '${id}' that read it is not installed`,
      );
    }
    const readerId = source.readThrough?.(askedFor(repository));
    const reader = readerId === undefined ? source : this.get(readerId);
    if (!reader) {
      throw new CommitSourceError(
        'refused',
        `The source '${readerId}' that its commits are to be read with is not installed; add the module that has it, such as backstage-plugin-git-activity-backend-module-git`,
      );
    }
    return { source, reader };
  }

  /** Finds who tells which commits changed folders of a repository; undefined if nobody can who is installed. */
  findFolderReader(repository: ServedRepository): CommitSource | undefined {
    const source = this.get(repository.source_id);
    const readerId = source?.readFoldersThrough?.(askedFor(repository));
    const reader = readerId === undefined ? source : this.get(readerId);
    return reader?.readFolders && reader;
  }

  /**
   * Lets the sources of a repository delete what they keep of it to save work. It is work for nothing to others, so that
   * trouble is only told of.
   */
  async forget(
    repository: SourcedRepository,
    options: { logger: LoggerService },
  ): Promise<void> {
    const { sourceId, ...asked } = repository;
    const source = this.get(sourceId);
    for (const id of new Set([
      sourceId,
      source?.readThrough?.(asked),
      source?.readFoldersThrough?.(asked),
    ])) {
      try {
        await this.get(id ?? '')?.forget?.(asked);
      } catch (error) {
        options.logger.warn(
          `The source ${id} could not delete what it keeps of ${asked.url}`,
          toError(error),
        );
      }
    }
  }
}

function askedFor(repository: ServedRepository): SourceRepository {
  const { url, external_id: externalId } = repository;
  return { url, externalId: externalId ?? undefined };
}
