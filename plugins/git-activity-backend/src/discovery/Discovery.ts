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
import { readClock } from '../database/clock';
import { write } from '../database/transactions';
import { CatalogUser, recordUsers } from '../people/users';
import { PeopleResolver } from '../people/PeopleResolver';
import { CommitSources, SourcedRepository } from '../sources/CommitSources';
import { EntityResolver } from './EntityResolver';
import { REPOSITORY_ANNOTATIONS } from '../repositories/annotations';
import { entityFields, readUser } from './readEntity';

/** Entities that may have a repository, and Users. */
const FILTER = [
  ...REPOSITORY_ANNOTATIONS.map(annotation => ({
    [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
  })),
  { kind: 'user' },
];

/** What the catalog says, read to its end. */
interface Findings {
  entities: number;
  users: CatalogUser[];
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
  readonly #hosts: string[];
  readonly #onDue: () => void;
  /** How many entities the catalog had that matter here when it was last searched; undefined before. */
  #searched?: number;

  /**
   * @param options - `hosts` are those whose accounts Users may have; `onDue` is called when repositories may have become due
   */
  constructor(options: {
    knex: Knex;
    catalog: CatalogService;
    auth: AuthService;
    sources: CommitSources;
    people: PeopleResolver;
    logger: LoggerService;
    hosts: string[];
    onDue: () => void;
  }) {
    this.#knex = options.knex;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#sources = options.sources;
    this.#people = options.people;
    this.#logger = options.logger;
    this.#hosts = options.hosts;
    this.#onDue = options.onDue;
  }

  /**
   * Reads the whole catalog and records what it says. If the catalog cannot be read to its end nothing is recorded, since
   * an entity that was not seen is not one that is gone.
   */
  async run(signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    const findings = await this.#readCatalog(signal);
    const { changed, summary } = await this.#record(findings);
    this.#searched = findings.entities;
    this.#onDue();
    await this.#people.resolve(signal);
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

  /**
   * Searches the catalog if it has more entities, or fewer, than when it was last searched, which costs it one small request: a new
   * portal's catalog grows for a while, and who registers a component does not want to wait for the next regular search.
   */
  async runIfGrown(signal: AbortSignal): Promise<void> {
    const { totalItems } = await this.#catalog.queryEntities(
      { filter: FILTER, fields: ['kind'], limit: 1 },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    if (totalItems !== this.#searched) {
      await this.run(signal);
    }
  }

  async #readCatalog(signal: AbortSignal): Promise<Findings> {
    const resolver = new EntityResolver({
      sources: this.#sources,
      logger: this.#logger,
    });
    const users: CatalogUser[] = [];
    let entities = 0;
    for await (const page of await this.#streamEntities()) {
      signal.throwIfAborted();
      entities += page.length;
      for (const entity of page) {
        await resolver.resolve(entity);
        const user = readUser(entity, this.#hosts);
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
      { filter: FILTER, fields: entityFields(this.#hosts) },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
  }

  async #record(
    findings: Findings,
  ): Promise<{ changed: boolean; summary: string }> {
    return write(this.#knex, async (trx, now) => {
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
        summary: `${added} new repositories, ${links.added} links added, ${links.removed} removed, ${findings.problems.length} entities with a problem`,
      };
    });
  }

  async #deleteOrphans(signal: AbortSignal): Promise<void> {
    const deleted = await deleteOrphans({
      knex: this.#knex,
      now: await readClock(this.#knex),
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
