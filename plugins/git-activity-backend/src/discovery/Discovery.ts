import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import { ScmIntegrations } from '@backstage/integration';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { Knex } from 'knex';
import {
  EntityLink,
  EntityProblem,
  lockEntities,
  recordLinks,
  recordProblems,
} from '../repositories/entities';
import { recordFolderScopes } from '../repositories/folderScopes';
import { deleteOrphans, markOrphans } from '../repositories/orphans';
import {
  RecordedRepositories,
  recordRepositories,
} from '../repositories/recordRepositories';
import { readClock } from '../database/clock';
import { write } from '../database/transactions';
import { CatalogUser, recordUsers } from '../people/users';
import { PeopleResolver } from '../people/PeopleResolver';
import { CommitSources } from '../sources/CommitSources';
import { AllowedUrls } from '../config';
import { AllowedRepositories, explainRefusal } from './AllowedRepositories';
import { EntityResolver, LocatedEntity } from './EntityResolver';
import { foldersOf } from './places';
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
  located: Map<string, LocatedEntity>;
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
  readonly #integrations: ScmIntegrations;
  readonly #hosts: string[];
  readonly #allowed: AllowedRepositories;
  readonly #onDue: () => void;
  /** How many entities the catalog had that matter here when it was last searched; undefined before. */
  #searched?: number;

  /**
   * @param options - `integrations` tell how hosts write the URLs of folders; `hosts` are those whose accounts Users may have; `allow` says which repositories entities may have; `onDue` is called when repositories may have become due
   */
  constructor(options: {
    knex: Knex;
    catalog: CatalogService;
    auth: AuthService;
    sources: CommitSources;
    people: PeopleResolver;
    logger: LoggerService;
    integrations: ScmIntegrations;
    hosts: string[];
    allow?: AllowedUrls[];
    onDue: () => void;
  }) {
    this.#knex = options.knex;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#sources = options.sources;
    this.#people = options.people;
    this.#logger = options.logger;
    this.#integrations = options.integrations;
    this.#hosts = options.hosts;
    this.#allowed = new AllowedRepositories(options.allow);
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
      integrations: this.#integrations,
      allowed: this.#allowed,
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
      located: resolver.located,
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
      const recorded = await recordRepositories(trx, {
        found: [...findings.located.values()].map(
          ({ repository }) => repository,
        ),
        now,
      });
      const { allowed, refused } = this.#followMoves(findings, recorded);
      const links = await recordLinks(trx, allowed);
      await markOrphans(trx, now);
      await recordFolderScopes(trx, {
        canTell: repository =>
          this.#sources.findFolderReader(repository) !== undefined,
      });
      const problems = [...findings.problems, ...refused];
      const news = await recordProblems(trx, problems);
      for (const { entityRef, message } of news) {
        this.#logger.warn(`No repository for ${entityRef}: ${message}`);
      }
      const usersChanged = await recordUsers(trx, findings.users);
      return {
        changed:
          recorded.added + links.added + links.removed + news.length > 0 ||
          usersChanged,
        summary: `${recorded.added} new repositories, ${links.added} links added, ${links.removed} removed, ${problems.length} entities with a problem`,
      };
    });
  }

  /** What a host has moved must be allowed where it is now, too. */
  #followMoves(
    { located }: Findings,
    { ids, urls, branches }: RecordedRepositories,
  ): { allowed: EntityLink[]; refused: EntityProblem[] } {
    const allowed: EntityLink[] = [];
    const refused: EntityProblem[] = [];
    for (const [entityRef, { repository, place }] of located) {
      const { url } = repository;
      const repositoryId = ids.get(url);
      if (repositoryId === undefined) continue;
      if (this.#allowed.isAllowed(entityRef, urls.get(repositoryId) ?? url)) {
        const folders = foldersOf(place, branches.get(repositoryId) ?? null);
        allowed.push(
          ...folders.map(path => ({ entityRef, repositoryId, path })),
        );
      } else {
        const what = `what ${url} leads to, which its host has moved`;
        refused.push({ entityRef, message: explainRefusal(entityRef, what) });
      }
    }
    return { allowed, refused };
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
