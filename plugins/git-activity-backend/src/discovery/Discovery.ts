import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import {
  EntityProblem,
  lockEntities,
  recordLinks,
  recordProblems,
} from '../repositories/entities';
import { deleteOrphans, markOrphans } from '../repositories/orphans';
import { recordRepositories } from '../repositories/recordRepositories';
import { CatalogUserRow } from '../database/tables';
import { recordUsers } from '../people/users';
import { PeopleResolver } from '../people/PeopleResolver';
import { CommitSources, SourcedRepository } from '../sources/CommitSources';
import { EntityResolver } from './EntityResolver';
import { ENTITY_FIELDS, readUser, REPOSITORY_ANNOTATIONS } from './readEntity';

/** What the catalog says, read to its end. */
interface Findings {
  entities: number;
  users: CatalogUserRow[];
  /** By entity ref. */
  repositories: Map<string, SourcedRepository>;
  problems: EntityProblem[];
}

/** Follows the catalog: which repositories stand behind which entities, and which Users there are. */
export class Discovery {
  readonly #knex: Knex;
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #sources: CommitSources;
  readonly #people: PeopleResolver;
  readonly #logger: LoggerService;
  readonly #onDue: () => void;

  /** @param onDue - called when repositories may have become due */
  constructor(options: {
    knex: Knex;
    catalog: CatalogService;
    auth: AuthService;
    sources: CommitSources;
    people: PeopleResolver;
    logger: LoggerService;
    onDue: () => void;
  }) {
    this.#knex = options.knex;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#sources = options.sources;
    this.#people = options.people;
    this.#logger = options.logger;
    this.#onDue = options.onDue;
  }

  /**
   * Reads the whole catalog and records what it says. If the catalog cannot be read to its end nothing is recorded, since
   * an entity that was not seen is not one that is gone.
   */
  async run(signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    const findings = await this.#readCatalog(signal);
    const { changed, usersChanged, summary } = await this.#record(findings);
    this.#onDue();
    if (usersChanged) {
      await this.#people.resolve();
    } else {
      await this.#people.resolveIfAuthorsChanged();
    }
    await this.#deleteOrphans(signal);
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(3);
    const message = `Searched ${findings.entities} entities in ${seconds} s: ${summary}`;
    // A catalog that stays as it is must not fill the log.
    if (changed) {
      this.#logger.info(message);
    } else {
      this.#logger.debug(message);
    }
  }

  async #readCatalog(signal: AbortSignal): Promise<Findings> {
    const resolver = new EntityResolver({
      sources: this.#sources,
      logger: this.#logger,
    });
    const users: CatalogUserRow[] = [];
    let entities = 0;
    for await (const page of await this.#streamEntities()) {
      signal.throwIfAborted();
      entities += page.length;
      for (const entity of page) {
        await resolver.resolve(entity);
        const user = readUser(entity);
        if (user) {
          users.push(user);
        }
      }
    }
    return {
      entities,
      users,
      repositories: resolver.repositories,
      problems: resolver.problems,
    };
  }

  async #streamEntities(): Promise<AsyncIterable<Entity[]>> {
    return this.#catalog.streamEntities(
      {
        filter: [
          ...REPOSITORY_ANNOTATIONS.map(annotation => ({
            [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
          })),
          { kind: 'user' },
        ],
        fields: ENTITY_FIELDS,
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
  }

  async #record(
    findings: Findings,
  ): Promise<{ changed: boolean; usersChanged: boolean; summary: string }> {
    const now = new Date();
    return this.#knex.transaction(async trx => {
      await lockEntities(trx);
      const { ids, added } = await recordRepositories(trx, {
        found: [...findings.repositories.values()],
        now,
      });
      const links = await recordLinks(
        trx,
        [...findings.repositories].flatMap(([entityRef, { url }]) => {
          const repositoryId = ids.get(url);
          return repositoryId === undefined
            ? []
            : [{ entityRef, repositoryId }];
        }),
      );
      await markOrphans(trx, now);
      const news = await recordProblems(trx, findings.problems);
      for (const { entityRef, message } of news) {
        this.#logger.warn(`No repository for ${entityRef}: ${message}`);
      }
      const usersChanged = await recordUsers(trx, findings.users);
      return {
        changed:
          added + links.added + links.removed + news.length > 0 || usersChanged,
        usersChanged,
        summary: `${added} new repositories, ${links.added} links added, ${links.removed} removed, ${findings.problems.length} entities with a problem`,
      };
    });
  }

  async #deleteOrphans(signal: AbortSignal): Promise<void> {
    const deleted = await deleteOrphans({
      knex: this.#knex,
      now: new Date(),
      signal,
    });
    for (const { isReplaced, ...repository } of deleted) {
      this.#logger.info(
        `Deleted ${repository.url}, which no entity refers to any more`,
      );
      if (!isReplaced) {
        await this.#sources.forget(repository, { logger: this.#logger });
      }
    }
  }
}
