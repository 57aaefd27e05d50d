import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  CommitSource,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { readClock } from '../database/clock';
import { findFoldersBehind } from '../ledger/folders';
import { LeasedBatch } from '../queue/LeasedBatch';
import { recordWhereabouts } from '../repositories/whereabouts';
import { Answer } from './askHeads';
import { describeTrouble, nextRegularSync, NO_TROUBLE } from './backOff';
import { isNews, isUpToDate } from './compareHead';
import { TroubleLog } from './TroubleLog';

/** A host that says one thing and then another is not asked in a circle. */
const RELOCATED_DELAY_MS = 60_000;

/** Sorts out what a source answers for a batch of repositories, a part of them at a time. */
export class HeadAnswers {
  readonly #knex: Knex;
  readonly #batch: LeasedBatch;
  readonly #source: CommitSource | undefined;
  readonly #seenAt: Date;
  readonly #frequencyMs: number;
  readonly #logger: LoggerService;
  readonly #troubles: TroubleLog;
  /** One for all, so that those that are fine are asked for together again. */
  readonly #random = Math.random();
  /** The repositories whose heads are known. */
  readonly known: number[] = [];
  answered = 0;
  changed = 0;

  /** @param seenAt - when the source was asked */
  constructor(options: {
    knex: Knex;
    batch: LeasedBatch;
    source: CommitSource | undefined;
    seenAt: Date;
    frequencyMs: number;
    logger: LoggerService;
    troubles: TroubleLog;
  }) {
    this.#knex = options.knex;
    this.#batch = options.batch;
    this.#source = options.source;
    this.#seenAt = options.seenAt;
    this.#frequencyMs = options.frequencyMs;
    this.#logger = options.logger;
    this.#troubles = options.troubles;
  }

  /** Records some of the answers, and gives their repositories back. */
  async accept(answers: Answer[]): Promise<void> {
    const batch = this.#batch;
    const told = await Promise.all(
      answers.filter(isHead).map(answer => this.#checkUrl(answer)),
    );
    const heads = await this.#relocate(told);
    await batch.note(
      heads.map(({ row, told: { notices } }) => ({ id: row.id, notices })),
    );
    const behind = await findFoldersBehind(
      this.#knex,
      heads.map(({ row }) => row.id),
    );
    const isUnchanged = ({ row, told: head }: Answer<RepositoryHead>) =>
      isUpToDate({ row, head }) && !behind.has(row.id);
    const changed = heads.filter(answer => !isUnchanged(answer));
    await this.#finishUnchanged(heads.filter(isUnchanged));
    await batch.see(
      changed.map(({ row, told: head }) => ({ id: row.id, head })),
      { seenAt: this.#seenAt },
    );
    await this.#recordTroubles(answers.filter(isTrouble));
    this.answered += answers.length;
    this.changed += changed.length;
    this.known.push(...heads.map(({ row }) => row.id));
  }

  /** A URL that a host tells is as hostile as one that an entity has: only what the source itself would serve as it is counts. */
  async #checkUrl(
    answer: Answer<RepositoryHead>,
  ): Promise<Answer<RepositoryHead>> {
    const { row, told } = answer;
    if (told.url === undefined || told.url === row.url) {
      return answer;
    }
    const resolved = await this.#source
      ?.resolve(told.url)
      .catch(() => undefined);
    if (resolved?.url === told.url) {
      return answer;
    }
    this.#logger.warn(
      `The host of ${row.url} says that it has moved to a place that cannot be one; that is ignored`,
    );
    return { row, told: { ...told, url: undefined } };
  }

  /**
   * Records which repositories are elsewhere, archived or the same.
   *
   * @returns the answers that are about the repositories that they were asked for
   */
  async #relocate(
    heads: Array<Answer<RepositoryHead>>,
  ): Promise<Array<Answer<RepositoryHead>>> {
    const news = heads.filter(({ row, told }) => isNews(row, told));
    if (news.length === 0) {
      return heads;
    }
    const now = await readClock(this.#knex);
    const { moved, doubles, untold } = await recordWhereabouts(this.#knex, {
      sourceId: this.#batch.sourceId,
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
    this.#batch.letGo(doubles.map(({ id }) => id));
    const misled = new Set([...doubles.map(({ id }) => id), ...untold]);
    await this.#batch.postpone(
      untold.map(id => ({ id })),
      new Date(now.getTime() + RELOCATED_DELAY_MS),
    );
    return heads.filter(({ row }) => !misled.has(row.id));
  }

  async #finishUnchanged(
    unchanged: Array<Answer<RepositoryHead>>,
  ): Promise<void> {
    for (const archived of [false, true]) {
      await this.#batch.finish(
        unchanged.flatMap(({ row, told }) =>
          (told.archived ?? row.archived === 1) === archived ? [row] : [],
        ),
        {
          dueAt: nextRegularSync({
            frequencyMs: this.#frequencyMs,
            archived,
            now: this.#seenAt,
            random: this.#random,
          }),
          changes: { ...NO_TROUBLE, synced_at: this.#seenAt },
        },
      );
    }
  }

  /** What has one reason is told of once. */
  async #recordTroubles(answers: Array<Answer<Error>>): Promise<void> {
    if (answers.length === 0) {
      return;
    }
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
        await this.#batch.finish(group, trouble);
      }
    }
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
