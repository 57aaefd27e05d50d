import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  CommitSource,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { GitActivityConfig } from '../config';
import { readClock } from '../database/clock';
import { LeasedBatch } from '../queue/LeasedBatch';
import { RepositoryRow } from '../database/tables';
import { recordWhereabouts } from '../repositories/whereabouts';
import { CommitSources } from '../sources/CommitSources';
import { describeTrouble, nextRegularSync, NO_TROUBLE } from './backOff';
import { checkFormerUrls } from './checkFormerUrls';
import { isNews, isUpToDate } from './compareHead';
import { keepLease } from './keepLease';
import { TroubleLog } from './TroubleLog';

/** What is due within this share of the usual time is asked for along with what is due. */
const SOON = 0.2;
/** A host that says one thing and then another is not asked in a circle. */
const RELOCATED_DELAY_MS = 60_000;

type Row = Readonly<RepositoryRow>;

/** What a host answered for one repository. */
interface Answer<T extends RepositoryHead | Error = RepositoryHead | Error> {
  row: Row;
  told: T;
}

/** Asks hosts for the heads of many repositories at once, one batch of each source at a time, and sorts out what changed. */
export class HeadChecks {
  readonly #knex: Knex;
  readonly #config: GitActivityConfig;
  readonly #sources: CommitSources;
  readonly #holder: string;
  readonly #stopping: AbortSignal;
  readonly #logger: LoggerService;
  readonly #troubles: TroubleLog;
  readonly #onDone: () => void;
  /** By the source that is being asked. */
  readonly #running = new Map<string, Promise<void>>();

  /** @param onDone - called whenever a batch was given back */
  constructor(options: {
    knex: Knex;
    config: GitActivityConfig;
    sources: CommitSources;
    holder: string;
    stopping: AbortSignal;
    logger: LoggerService;
    troubles: TroubleLog;
    onDone: () => void;
  }) {
    this.#knex = options.knex;
    this.#config = options.config;
    this.#sources = options.sources;
    this.#holder = options.holder;
    this.#stopping = options.stopping;
    this.#logger = options.logger;
    this.#troubles = options.troubles;
    this.#onDone = options.onDone;
  }

  /** Starts a batch of each source that has something due and is not being asked yet. */
  async startDue(): Promise<void> {
    while (!this.#stopping.aborted) {
      const batch = await LeasedBatch.claim({
        knex: this.#knex,
        holder: this.#holder,
        busySourceIds: [...this.#running.keys()],
        soonMs: SOON * this.#frequencyMs(),
      });
      if (!batch) {
        return;
      }
      const { sourceId } = batch;
      const running = keepLease({
        name: `${batch.rows.length} repositories of ${sourceId}`,
        lease: batch,
        stopping: this.#stopping,
        logger: this.#logger,
        troubles: this.#troubles,
        work: signal => this.#check(batch, signal),
      }).finally(() => {
        this.#running.delete(sourceId);
        this.#onDone();
      });
      this.#running.set(sourceId, running);
    }
  }

  /** Waits for those that are under way. */
  async settle(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  async #check(batch: LeasedBatch, signal: AbortSignal): Promise<void> {
    const startedAt = performance.now();
    const seenAt = await readClock(this.#knex);
    const answers = await this.#ask(batch, signal);
    if (signal.aborted) {
      await batch.giveUp();
      return;
    }
    const heads = await this.#relocate(batch, answers.filter(isHead));
    await batch.note(
      heads.map(({ row, told }) => ({ id: row.id, notices: told.notices })),
    );
    const { unchanged, changed } = this.#compare(heads);
    await this.#finishUnchanged(batch, { unchanged, seenAt });
    await batch.see(
      changed.map(({ row, told }) => ({ id: row.id, head: told })),
      { seenAt },
    );
    await this.#recordTroubles(batch, answers.filter(isTrouble));
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(3);
    const message = `Heads of ${batch.sourceId}: ${answers.length} asked for in ${seconds} s, ${changed.length} changed`;
    if (changed.length > 0) {
      this.#logger.info(message);
    } else {
      this.#logger.debug(message);
    }
    await checkFormerUrls({
      knex: this.#knex,
      source: this.#sources.get(batch.sourceId),
      repositoryIds: heads.map(({ row }) => row.id),
      logger: this.#logger,
      signal,
    });
  }

  /** @returns an answer for each; what one of them is in trouble with is its own */
  async #ask(batch: LeasedBatch, signal: AbortSignal): Promise<Answer[]> {
    const source = this.#sources.get(batch.sourceId);
    const refusals = batch.rows.flatMap(row => this.#refuse(row) ?? []);
    const refused = new Set(refusals.map(({ row }) => row));
    const rows = batch.rows.filter(row => !refused.has(row));
    if (!source || rows.length === 0) {
      return refusals;
    }
    try {
      const heads = await source.getHeads({
        repositories: rows.map(row => ({
          url: row.url,
          externalId: row.external_id ?? undefined,
        })),
        signal,
      });
      const answers = rows.map(async (row, index) => ({
        row,
        told: await this.#checkUrl(
          source,
          row,
          heads[index] ??
            new Error(
              `The source '${source.id}' did not answer for ${row.url}`,
            ),
        ),
      }));
      return [...refusals, ...(await Promise.all(answers))];
    } catch (error) {
      const told = toError(error);
      return [...refusals, ...rows.map(row => ({ row, told }))];
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

  /** A URL that a host tells is as hostile as one that an entity has: only what the source itself would serve as it is counts. */
  async #checkUrl(
    source: CommitSource,
    row: Row,
    told: RepositoryHead | Error,
  ): Promise<RepositoryHead | Error> {
    if (
      told instanceof Error ||
      told.url === undefined ||
      told.url === row.url
    ) {
      return told;
    }
    const resolved = await source.resolve(told.url).catch(() => undefined);
    if (resolved?.url === told.url) {
      return told;
    }
    this.#logger.warn(
      `The host of ${row.url} says that it has moved to a place that cannot be one; that is ignored`,
    );
    return { ...told, url: undefined };
  }

  /**
   * Records which repositories are elsewhere, archived or the same.
   *
   * @returns the answers that are about the repositories that they were asked for
   */
  async #relocate(
    batch: LeasedBatch,
    heads: Array<Answer<RepositoryHead>>,
  ): Promise<Array<Answer<RepositoryHead>>> {
    const news = heads.filter(({ row, told }) => isNews(row, told));
    if (news.length === 0) {
      return heads;
    }
    const now = await readClock(this.#knex);
    const { moved, doubles, untold } = await recordWhereabouts(this.#knex, {
      sourceId: batch.sourceId,
      told: news.map(({ row, told }) => ({
        id: row.id,
        askedUrl: row.url,
        externalId: told.externalId,
        url: told.url,
        archived: told.archived,
      })),
      now,
    });
    for (const { from, to } of moved) {
      this.#logger.info(`${from} has moved to ${to}`);
    }
    for (const { url, of } of doubles) {
      this.#logger.info(`${url} is the same repository as ${of}`);
    }
    batch.letGo(doubles.map(({ id }) => id));
    const misled = new Set([...doubles.map(({ id }) => id), ...untold]);
    await batch.postpone(
      untold.map(id => ({ id })),
      new Date(now.getTime() + RELOCATED_DELAY_MS),
    );
    return heads.filter(({ row }) => !misled.has(row.id));
  }

  #compare(heads: Array<Answer<RepositoryHead>>): {
    unchanged: Array<Answer<RepositoryHead>>;
    changed: Array<Answer<RepositoryHead>>;
  } {
    const isUnchanged = ({ row, told }: Answer<RepositoryHead>) =>
      isUpToDate({ row, head: told });
    return {
      unchanged: heads.filter(isUnchanged),
      changed: heads.filter(answer => !isUnchanged(answer)),
    };
  }

  /** All at the same time, so that they are asked for together again. */
  async #finishUnchanged(
    batch: LeasedBatch,
    options: { unchanged: Array<Answer<RepositoryHead>>; seenAt: Date },
  ): Promise<void> {
    const { unchanged, seenAt } = options;
    const random = Math.random();
    for (const archived of [false, true]) {
      await batch.finish(
        unchanged.flatMap(({ row, told }) =>
          (told.archived ?? row.archived === 1) === archived ? [row] : [],
        ),
        {
          dueAt: nextRegularSync({
            frequencyMs: this.#frequencyMs(),
            archived,
            now: seenAt,
            random,
          }),
          changes: { ...NO_TROUBLE, synced_at: seenAt },
        },
      );
    }
  }

  /** What has one reason is told of once. */
  async #recordTroubles(
    batch: LeasedBatch,
    answers: Array<Answer<Error>>,
  ): Promise<void> {
    const now = await readClock(this.#knex);
    const random = Math.random();
    const byReason = groupBy(answers, ({ told }) => stringifyError(told));
    for (const sufferers of byReason.values()) {
      const [{ told: error }] = sufferers;
      const rows = sufferers.map(({ row }) => row);
      for (const [failures, group] of groupBy(rows, row => row.failures)) {
        const trouble = describeTrouble({
          error,
          failures: failures + 1,
          now,
          random,
        });
        if (group.includes(rows[0])) {
          this.#troubles.note({ repositories: rows, trouble, error });
        }
        await batch.finish(group, trouble);
      }
    }
  }

  #frequencyMs(): number {
    return durationToMilliseconds(this.#config.schedule.frequency);
  }
}

function isHead(answer: Answer): answer is Answer<RepositoryHead> {
  return !(answer.told instanceof Error);
}

function isTrouble(answer: Answer): answer is Answer<Error> {
  return answer.told instanceof Error;
}

function groupBy<T, K>(items: T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) {
      group.push(item);
    } else {
      groups.set(keyOf(item), [item]);
    }
  }
  return groups;
}
