import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  CommitSourceError,
  Redactor,
} from 'backstage-plugin-git-activity-node';
import { EntityProblem } from '../repositories/entities';
import { cleanText } from '../database/text';
import { CommitSources, SourcedRepository } from '../sources/CommitSources';
import { AllowedRepositories, explainRefusal } from './AllowedRepositories';
import { readRepositoryHints, RepositoryHint } from './readEntity';

const MAX_URL_LENGTH = 2_000;
const MAX_MESSAGE_LENGTH = 500;
/** As much of a URL as a message quotes. */
const MAX_QUOTE_LENGTH = 200;

type UrlHint = Extract<RepositoryHint, { url: string }>;

type Outcome =
  | { repository: SourcedRepository }
  | { problem: string }
  | undefined;

/** Finds the repositories of entities, one after another; one entity's trouble is only its own. */
export class EntityResolver {
  /** By entity ref. */
  readonly repositories = new Map<string, SourcedRepository>();
  readonly problems: EntityProblem[] = [];
  readonly #sources: CommitSources;
  readonly #allowed: AllowedRepositories;
  readonly #logger: LoggerService;
  /** Whoever wrote a password into a URL, of whatever form, does not want to read it in a log. */
  readonly #redactor = new Redactor();
  /** Many entities share a repository, and resolving one may look at a disk. */
  readonly #outcomes = new Map<string, Outcome>();

  constructor(options: {
    sources: CommitSources;
    allowed: AllowedRepositories;
    logger: LoggerService;
  }) {
    this.#sources = options.sources;
    this.#allowed = options.allowed;
    this.#logger = options.logger;
  }

  async resolve(entity: Entity): Promise<void> {
    const hints = readRepositoryHints(entity);
    if (hints.length === 0) {
      return;
    }
    const entityRef = stringifyEntityRef(entity);
    const outcome = await this.#findFirst(hints, entityRef);
    if (!outcome) {
      this.#logger.debug(
        `No source serves where the annotations of ${entityRef} say that it is`,
      );
    } else if ('repository' in outcome) {
      this.repositories.set(entityRef, outcome.repository);
    } else {
      this.problems.push({
        entityRef,
        message: cleanText(outcome.problem, MAX_MESSAGE_LENGTH),
      });
    }
  }

  /** What no source serves says nothing, so that the next hint is tried; what went wrong first is told of. */
  async #findFirst(
    hints: RepositoryHint[],
    entityRef: string,
  ): Promise<Outcome> {
    let problem: Outcome;
    for (const hint of hints) {
      const outcome =
        'problem' in hint ? hint : await this.#findOnce(hint, entityRef);
      if (outcome && 'repository' in outcome) {
        return outcome;
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
