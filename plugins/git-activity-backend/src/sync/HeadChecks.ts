import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { Knex } from 'knex';
import { GitActivityConfig } from '../config';
import { readClock } from '../database/clock';
import { LeasedBatch } from '../queue/LeasedBatch';
import { CommitSources } from '../sources/CommitSources';
import { Answer, askHeads, Row } from './askHeads';
import { checkFormerUrls } from './checkFormerUrls';
import { HeadAnswers } from './HeadAnswers';
import { keepLease } from './keepLease';
import { TroubleLog } from './TroubleLog';
import { Patience, USUAL_PATIENCE } from './watch';

/** What is due within this share of the usual time is asked for along with what is due. */
const SOON = 0.2;
/** How many batches of one source may wait for slow ones. */
const MAX_BATCHES_OF_A_SOURCE = 4;

/** A batch that is being asked for. */
interface Check {
  sourceId: string;
  /** Whether it only waits for a few, so that others of its source can be asked for. */
  lulled: boolean;
  done: Promise<void>;
}

/**
 * Asks hosts for the heads of many repositories at once, one batch of each source at a time, and another one while a few
 * repositories of that keep it waiting.
 */
export class HeadChecks {
  readonly #knex: Knex;
  readonly #config: GitActivityConfig;
  readonly #sources: CommitSources;
  readonly #holder: string;
  readonly #stopping: AbortSignal;
  readonly #logger: LoggerService;
  readonly #troubles: TroubleLog;
  readonly #onDone: () => void;
  readonly #running = new Set<Check>();
  readonly #patience: Patience;

  /** @param onDone - called whenever something was given back, or others of a source can be asked for */
  constructor(options: {
    knex: Knex;
    config: GitActivityConfig;
    sources: CommitSources;
    holder: string;
    stopping: AbortSignal;
    logger: LoggerService;
    troubles: TroubleLog;
    onDone: () => void;
    patience?: Patience;
  }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#sources = options.sources;
    this.#holder = options.holder;
    this.#stopping = options.stopping;
    this.#logger = options.logger;
    this.#troubles = options.troubles;
    this.#onDone = options.onDone;
    this.#patience = options.patience ?? USUAL_PATIENCE;
  }

  /** Starts a batch of each source that has something due and is free to be asked. */
  async startDue(): Promise<void> {
    while (!this.#stopping.aborted) {
      const batch = await LeasedBatch.claim({
        knex: this.#knex,
        holder: this.#holder,
        busySourceIds: this.#busySourceIds(),
        soonMs: SOON * this.#frequencyMs(),
      });
      if (!batch) {
        return;
      }
      this.#start(batch);
    }
  }

  /** Waits for those that are under way. */
  async settle(): Promise<void> {
    await Promise.all([...this.#running].map(({ done }) => done));
  }

  #busySourceIds(): string[] {
    const checks = [...this.#running];
    return checks.flatMap(({ sourceId, lulled }) => {
      const others = checks.filter(other => other.sourceId === sourceId);
      return lulled && others.length < MAX_BATCHES_OF_A_SOURCE
        ? []
        : [sourceId];
    });
  }

  #start(batch: LeasedBatch): void {
    const { sourceId, rows } = batch;
    const check: Check = { sourceId, lulled: false, done: Promise.resolve() };
    const onLull = () => {
      check.lulled = true;
      this.#onDone();
    };
    check.done = keepLease({
      name: `${rows.length} repositories of ${sourceId}`,
      lease: batch,
      stopping: this.#stopping,
      logger: this.#logger,
      troubles: this.#troubles,
      work: signal => this.#check({ batch, signal, onLull }),
    }).finally(() => {
      this.#running.delete(check);
      this.#onDone();
    });
    this.#running.add(check);
  }

  async #check(options: {
    batch: LeasedBatch;
    signal: AbortSignal;
    onLull: () => void;
  }): Promise<void> {
    const { batch, signal } = options;
    const startedAt = performance.now();
    const source = this.#sources.get(batch.sourceId);
    const answers = new HeadAnswers({
      knex: this.#knex,
      batch,
      source,
      seenAt: await readClock(this.#knex),
      frequencyMs: this.#frequencyMs(),
      logger: this.#logger,
      troubles: this.#troubles,
    });
    for await (const some of this.#ask(options)) {
      if (signal.aborted) {
        await batch.giveUp();
        return;
      }
      await answers.accept(some);
      // What has changed can be read while the others are still asked for.
      this.#onDone();
    }
    this.#logSuccess({ batch, startedAt, answers });
    await checkFormerUrls({
      knex: this.#knex,
      source,
      repositoryIds: answers.known,
      logger: this.#logger,
      signal,
    });
  }

  async *#ask(options: {
    batch: LeasedBatch;
    signal: AbortSignal;
    onLull: () => void;
  }): AsyncGenerator<Answer[], void> {
    const { batch, ...asking } = options;
    const refusals = batch.rows.flatMap(row => this.#refuse(row) ?? []);
    if (refusals.length > 0) {
      yield refusals;
    }
    const refused = new Set(refusals.map(({ row }) => row));
    const source = this.#sources.get(batch.sourceId);
    // Those that were slow the last time must not be what the others wait for.
    const rows = batch.rows
      .filter(row => !refused.has(row))
      .sort((a, b) => a.failures - b.failures);
    if (source && rows.length > 0) {
      yield* askHeads({ source, rows, patience: this.#patience, ...asking });
    }
  }

  /** What the portal's set-up keeps from being read, before its host is asked. */
  #refuse(row: Row): Answer<Error> | undefined {
    try {
      this.#sources.findReader(row);
      return undefined;
    } catch (error) {
      return { row, told: toError(error) };
    }
  }

  #logSuccess(options: {
    batch: LeasedBatch;
    startedAt: number;
    answers: HeadAnswers;
  }): void {
    const { batch, startedAt, answers } = options;
    const { answered, changed } = answers;
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(3);
    const message = `Heads of ${batch.sourceId}: ${answered} asked for in ${seconds} s, ${changed} changed`;
    if (changed > 0) {
      this.#logger.info(message);
    } else {
      this.#logger.debug(message);
    }
  }

  #frequencyMs(): number {
    return durationToMilliseconds(this.#config.schedule.frequency);
  }
}
