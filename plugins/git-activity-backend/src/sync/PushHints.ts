import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import { Knex } from 'knex';
import { noticePushes, PushedRepository } from '../queue/pushes';
import { CommitSources } from '../sources/CommitSources';

const SUBSCRIBER_ID = 'git-activity';
/** A burst of events becomes one write. */
const GATHER_MS = 1_000;
/** More repositories than this in a moment are nobody's pushes. */
const MAX_GATHERED = 10_000;
const MAX_URL_LENGTH = 2_000;
const MAX_EXTERNAL_ID_LENGTH = 255;

/**
 * Makes repositories due sooner when their hosts say that somebody pushed. Anyone may be able to send such an event, so
 * that nothing in it is believed: what a forged, repeated or missing one changes is when a host is asked, not the answer.
 */
export class PushHints {
  readonly #knex: Knex;
  readonly #sources: CommitSources;
  readonly #events: EventsService;
  readonly #logger: LoggerService;
  readonly #onDue: () => void;
  #gathered = new Map<string, PushedRepository>();
  #timer?: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();

  /** @param onDue - called when repositories may have become due */
  constructor(options: {
    knex: Knex;
    sources: CommitSources;
    events: EventsService;
    logger: LoggerService;
    onDue: () => void;
  }) {
    this.#knex = options.knex;
    this.#sources = options.sources;
    this.#events = options.events;
    this.#logger = options.logger;
    this.#onDue = options.onDue;
  }

  /** Listens to all topics that the registered sources name. */
  async subscribe(): Promise<void> {
    const topics = this.#sources
      .all()
      .flatMap(source => source.pushEvents?.topics ?? []);
    if (topics.length === 0) {
      return;
    }
    await this.#events.subscribe({
      id: SUBSCRIBER_ID,
      topics: [...new Set(topics)],
      onEvent: async event => this.#gather(event),
    });
  }

  /** Writes what was gathered so far. */
  async settle(): Promise<void> {
    await this.#flush();
  }

  #gather(event: EventParams): void {
    for (const pushed of this.#findRepositories(event)) {
      if (this.#gathered.size < MAX_GATHERED) {
        this.#gathered.set(JSON.stringify(pushed), pushed);
      }
    }
    if (this.#gathered.size > 0) {
      this.#timer ??= setTimeout(() => {
        void this.#flush();
      }, GATHER_MS);
    }
  }

  #findRepositories({ topic, eventPayload }: EventParams): PushedRepository[] {
    return this.#sources.all().flatMap(source => {
      if (!source.pushEvents?.topics.includes(topic)) {
        return [];
      }
      try {
        const found = source.pushEvents.findRepository({
          topic,
          payload: eventPayload,
        });
        const pushed = found && { sourceId: source.id, ...found };
        return pushed && isStorable(pushed) ? [pushed] : [];
      } catch (error) {
        this.#logger.debug(
          `The source ${
            source.id
          } makes no sense of an event of ${topic}: ${stringifyError(error)}`,
        );
        return [];
      }
    });
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const pushed = [...this.#gathered.values()];
    this.#gathered = new Map();
    if (pushed.length > 0) {
      this.#writing = this.#writing.then(() => this.#write(pushed));
    }
    await this.#writing;
  }

  async #write(pushed: PushedRepository[]): Promise<void> {
    try {
      const found = await noticePushes(this.#knex, {
        pushed,
        now: new Date(),
      });
      if (found > 0) {
        this.#onDue();
      }
    } catch (error) {
      // The next regular sync sees what was pushed.
      this.#logger.warn('Could not take note of pushes', toError(error));
    }
  }
}

/** PostgreSQL takes no NUL, and one repository's odd name must not cost the others their hints. */
function isStorable({ url, externalId = '' }: PushedRepository): boolean {
  return (
    typeof url === 'string' &&
    typeof externalId === 'string' &&
    url.length <= MAX_URL_LENGTH &&
    externalId.length <= MAX_EXTERNAL_ID_LENGTH &&
    !url.includes('\0') &&
    !externalId.includes('\0')
  );
}
