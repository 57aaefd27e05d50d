import { LoggerService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_SOURCE_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import {
  CommitSourceError,
  Redactor,
} from 'backstage-plugin-git-activity-node';
import {
  ANNOTATION_PATH,
  ANNOTATION_REPOSITORY,
} from '../repositories/annotations';
import { EntityProblem } from '../repositories/entities';
import { cleanText } from '../database/text';
import { CommitSources, SourcedRepository } from '../sources/CommitSources';
import { AllowedRepositories, explainRefusal } from './AllowedRepositories';
import { Place, readPlace } from './places';
import {
  readNamedFolders,
  readRepositoryHints,
  RepositoryHint,
} from './readEntity';

const MAX_URL_LENGTH = 2_000;
const MAX_MESSAGE_LENGTH = 500;
/** As much of a URL as a message quotes. */
const MAX_QUOTE_LENGTH = 200;

type UrlHint = Extract<RepositoryHint, { url: string }>;

type Outcome =
  | { repository: SourcedRepository }
  | { problem: string }
  | undefined;

/** An entity's repository, and where in it the entity lives. */
export interface LocatedEntity {
  repository: SourcedRepository;
  place: Place;
}

/** Finds the repositories of entities, one after another; one entity's trouble is only its own. */
export class EntityResolver {
  /** By entity ref. */
  readonly located = new Map<string, LocatedEntity>();
  readonly problems: EntityProblem[] = [];
  readonly #sources: CommitSources;
  readonly #integrations: ScmIntegrations;
  readonly #allowed: AllowedRepositories;
  readonly #logger: LoggerService;
  /** Whoever wrote a password into a URL, of whatever form, does not want to read it in a log. */
  readonly #redactor = new Redactor();
  /** Many entities share a repository, and resolving one may look at a disk. */
  readonly #outcomes = new Map<string, Outcome>();

  constructor(options: {
    sources: CommitSources;
    integrations: ScmIntegrations;
    allowed: AllowedRepositories;
    logger: LoggerService;
  }) {
    this.#sources = options.sources;
    this.#integrations = options.integrations;
    this.#allowed = options.allowed;
    this.#logger = options.logger;
  }

  async resolve(entity: Entity): Promise<void> {
    const hints = readRepositoryHints(entity);
    const named = readNamedFolders(entity);
    if (hints.length === 0 && named === undefined) {
      return;
    }
    const entityRef = stringifyEntityRef(entity);
    const outcome = await this.#locate({ hints, named, entityRef });
    if (!outcome) {
      this.#logger.debug(
        `No source serves where the annotations of ${entityRef} say that it is`,
      );
    } else if ('repository' in outcome) {
      this.located.set(entityRef, outcome);
    } else {
      this.problems.push({
        entityRef,
        message: cleanText(outcome.problem, MAX_MESSAGE_LENGTH),
      });
    }
  }

  /** Whoever names a folder wants to hear if no repository was found; and who names a wrong one has none rather than the whole. */
  async #locate(options: {
    hints: RepositoryHint[];
    named: string | undefined;
    entityRef: string;
  }): Promise<LocatedEntity | { problem: string } | undefined> {
    const { hints, named, entityRef } = options;
    const found = await this.#findFirst(hints, entityRef);
    if (!found && named !== undefined) {
      return {
        problem: `The annotation ${ANNOTATION_PATH} names a folder, and no other annotation leads to a repository; add ${ANNOTATION_REPOSITORY}`,
      };
    }
    if (!found || 'problem' in found) {
      return found;
    }
    const { repository, hint } = found;
    const place = readPlace({
      named,
      url: hint.url,
      annotation: hint.annotation ?? ANNOTATION_SOURCE_LOCATION,
      integrations: this.#integrations,
    });
    return 'problem' in place ? place : { repository, place };
  }

  /** What no source serves says nothing, so that the next hint is tried; what went wrong first is told of. */
  async #findFirst(
    hints: RepositoryHint[],
    entityRef: string,
  ): Promise<
    | { repository: SourcedRepository; hint: UrlHint }
    | { problem: string }
    | undefined
  > {
    let problem: { problem: string } | undefined;
    for (const hint of hints) {
      if ('problem' in hint) {
        problem ??= hint;
        continue;
      }
      const outcome = await this.#findOnce(hint, entityRef);
      if (outcome && 'repository' in outcome) {
        return { ...outcome, hint };
      }
      problem ??= outcome;
    }
    return problem;
  }

  async #findOnce(hint: UrlHint, entityRef: string): Promise<Outcome> {
    const key = `${hint.annotation} ${hint.url}`;
    if (!this.#outcomes.has(key)) {
      this.#outcomes.set(key, await this.#find(hint, entityRef));
    }
    return this.#refuse(this.#outcomes.get(key), entityRef);
  }

  /** Another entity may have what this one may not. */
  #refuse(outcome: Outcome, entityRef: string): Outcome {
    if (!outcome || !('repository' in outcome)) {
      return outcome;
    }
    const { url } = outcome.repository;
    return this.#allowed.isAllowed(entityRef, url)
      ? outcome
      : { problem: explainRefusal(entityRef, url) };
  }

  async #find(hint: UrlHint, entityRef: string): Promise<Outcome> {
    const { url, annotation } = hint;
    if (url.length > MAX_URL_LENGTH || url.includes('\0')) {
      return {
        problem: 'The URL of its repository is too long or holds a NUL',
      };
    }
    try {
      const repository = await this.#sources.resolve(url);
      if (repository) {
        return { repository };
      }
      return annotation === undefined
        ? undefined
        : {
            problem: `No installed source serves '${this.#redactor.redact(
              cleanText(url, MAX_QUOTE_LENGTH),
            )}', which the annotation ${annotation} names`,
          };
    } catch (error) {
      if (error instanceof CommitSourceError) {
        return { problem: error.message };
      }
      this.#logger.error(
        `Could not resolve the repository of ${entityRef}`,
        toError(error),
      );
      return {
        problem: 'An unexpected error; the log of the portal has more',
      };
    }
  }
}
