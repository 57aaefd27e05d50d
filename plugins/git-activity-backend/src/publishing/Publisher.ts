import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { addDays, Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { CountTables } from '../counting/CountTables';
import { Counter } from '../counting/Counter';
import {
  FIRST_DAY,
  fromDayNumber,
  NO_DAY_NUMBER,
} from '../counting/dayNumbers';
import { wholeScopes } from '../counting/scopes';
import { SqlWriter } from '../database/SqlWriter';
import { readSnapshot, write } from '../database/transactions';
import { divideWork, FigureKind, lastOver, startOfSpans, Work } from './divide';
import { Holder, readHolders, readTaken, recordFigures } from './figures';

/** After so many days what was done on one has mostly been pushed, and the day is over everywhere. */
const GRACE_DAYS = 3;
/** Bounds how much is looked at at once. */
const HOLDERS_PER_READING = 200;
const REFS_PER_REQUEST = 500;
/** Of repositories that nobody owns: each by itself. */
const NO_OWNER = 'no owner';

/**
 * Makes figures of which each rests on enough people, where that is asked for. They are made once a span of days is over, and never
 * change.
 */
export class Publisher {
  readonly #knex: Knex;
  readonly #catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  readonly #auth: Pick<AuthService, 'getOwnServiceCredentials'>;
  readonly #minimum: number;
  readonly #logger: LoggerService;
  readonly #counter = new Counter({
    // All of it is read once
    tables: new CountTables({ maxKeptBytes: 1 }),
  });

  /** @param options - `minimum` is on how many people a figure has to rest */
  constructor(options: {
    knex: Knex;
    catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
    auth: Pick<AuthService, 'getOwnServiceCredentials'>;
    minimum: number;
    logger: LoggerService;
  }) {
    this.#knex = options.knex;
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#minimum = options.minimum;
    this.#logger = options.logger;
  }

  /** Publishes what can be; that of one owner after the other, so that it can be left off at any time. */
  async publish(options: { now: Date; signal: AbortSignal }): Promise<void> {
    const { now, signal } = options;
    const today = now.toISOString().slice(0, 10);
    const until = lastOver(addDays(today, -GRACE_DAYS));
    const minimum = this.#minimum;
    const holders = await write(this.#knex, trx =>
      readHolders(trx, { until, minimum }),
    );
    if (holders.length === 0) {
      return;
    }
    const owners = await this.#findOwners(holders);
    const poolOf = ({ id, repositoryIds }: Holder) =>
      owners.get(repositoryIds[0]) ?? `${NO_OWNER} ${id}`;
    const pools = new Map<string, Holder[]>();
    for (const holder of holders) {
      const pool = poolOf(holder);
      pools.set(pool, [...(pools.get(pool) ?? []), holder]);
    }
    let published = 0;
    for (const pool of pools.values()) {
      signal.throwIfAborted();
      published += await this.#publishPool(pool, until);
    }
    this.#logger.info(
      `Published ${published} figures of ${holders.length} sets of repositories up to ${until}, each resting on at least ${minimum} people`,
    );
  }

  async #publishPool(holders: Holder[], until: Day): Promise<number> {
    const figures = divideWork({
      work: await this.#readWork(holders, until),
      poolOf: () => '',
      until,
      minimum: this.#minimum,
      taken: await readTaken(
        this.#knex,
        holders.map(({ id }) => id),
      ),
    });
    await write(this.#knex, trx =>
      recordFigures(trx, {
        ...{ figures, until, minimum: this.#minimum },
        holderIds: holders.map(({ id }) => id),
      }),
    );
    return figures.length;
  }

  /** What has not been looked at since the beginning of the longest span that goes on. */
  async #readWork(holders: Holder[], until: Day): Promise<Work[]> {
    const work: Work[] = [];
    for (let at = 0; at < holders.length; at += HOLDERS_PER_READING) {
      const some = new Map(
        holders
          .slice(at, at + HOLDERS_PER_READING)
          .map(holder => [holder.setId, holder]),
      );
      const ids = [...some.values()].flatMap(one => one.repositoryIds);
      await readSnapshot(this.#knex, async trx => {
        const roster = await this.#counter.look(
          trx,
          wholeScopes([...new Set(ids)].sort((a, b) => a - b)),
        );
        const everything = roster.seenBy({
          sees: () => true,
          names: () => true,
        });
        const selected = {
          ...everything,
          sets: everything.sets.filter(({ id }) => some.has(id)),
        };
        const { people } = selected;
        const from = [...some.values()]
          .map(holder =>
            holder.until ? startOfSpans(holder.until) : FIRST_DAY,
          )
          .reduce((a, b) => (a < b ? a : b));
        await this.#counter.forEachWork(
          trx,
          { selected, from, to: until },
          (set, dayNumber, author, coAuthors, isMerge, commits) => {
            const holder = some.get(set.id);
            if (!holder || dayNumber === NO_DAY_NUMBER) return;
            const day = fromDayNumber(dayNumber);
            if (day > until) return;
            const isByBot = people.isBot(author);
            const helpers = (coAuthors ?? []).filter(id => !people.isBot(id));
            work.push({
              kind: kindOf({ isMerge, isByBot }),
              holder: holder.id,
              day,
              people: isByBot ? helpers : [author],
              commits,
            });
          },
        );
      });
    }
    return work;
  }

  /** Whose each repository is: the owner of the first entity that it stands behind. */
  async #findOwners(holders: Holder[]): Promise<Map<number, string>> {
    const db = new SqlWriter(this.#knex);
    const rows = await db.rows<{ id: number; ref: string }>(db.sql`
      select repository_id as id, min(entity_ref) as ref from repository_entities
      where ${db.isIn('repository_id', [
        ...new Set(holders.flatMap(({ repositoryIds }) => repositoryIds)),
      ])}
      group by repository_id`);
    const owners = new Map<number, string>();
    const credentials = await this.#auth.getOwnServiceCredentials();
    for (let at = 0; at < rows.length; at += REFS_PER_REQUEST) {
      const some = rows.slice(at, at + REFS_PER_REQUEST);
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: some.map(({ ref }) => ref),
          fields: ['metadata.namespace', 'spec.owner'],
        },
        { credentials },
      );
      items.forEach((entity, index) => {
        const owner = entity?.spec?.owner;
        if (typeof owner === 'string') {
          owners.set(
            some[index].id,
            readOwner(owner, entity?.metadata.namespace),
          );
        }
      });
    }
    return owners;
  }
}

/** A merge by a bot is a merge. */
function kindOf(is: { isMerge: boolean; isByBot: boolean }): FigureKind {
  if (is.isMerge) return 'merges';
  return is.isByBot ? 'bots' : 'commits';
}

function readOwner(owner: string, defaultNamespace?: string): string {
  try {
    return stringifyEntityRef(
      parseEntityRef(owner, { defaultKind: 'group', defaultNamespace }),
    );
  } catch {
    // What nobody can be is a name all the same
    return owner;
  }
}
