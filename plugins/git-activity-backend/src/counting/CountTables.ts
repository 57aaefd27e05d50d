import { setImmediate } from 'node:timers/promises';
import { Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import {
  CountTable,
  PackedCounts,
  readPackedCounts,
  unpackCounts,
} from './packedCounts';
import { NO_QUARTER, quartersBetween } from './quarters';
import { SelectedSet } from './selectedSets';

/** Bounds how much is loaded at once, and with it how long one request keeps others from being answered. */
const SETS_PER_QUERY = 50;
/** 16 bytes each, and more for those with co-authors. A year of 1,000 repositories with 10,000 commits each has about 900,000. */
const MAX_KEPT_ROWS = 4_000_000;
const NO_COUNTS: CountTable = {
  dayNumbers: new Int32Array(),
  authorIds: new Int32Array(),
  coAuthors: [],
  commits: new Int32Array(),
  merges: new Int32Array(),
};

/** A set, and how often its counts had changed when somebody looked. */
type SetVersion = Pick<SelectedSet, 'id' | 'version'>;

interface KeptSet {
  version: number;
  quarters: Map<number, CountTable>;
  rows: number;
}

/**
 * Reads `daily_counts`, and keeps what was read last in memory: adding numbers up takes the database far longer than
 * this process, and few repositories get new commits between two requests. A set's version tells whether what is kept of it
 * still holds. Whole quarters are kept, so that today's last twelve months still serve tomorrow's.
 */
export class CountTables {
  readonly #maxKeptRows: number;
  /** Least recently used first. */
  readonly #kept = new Map<number, KeptSet>();
  #keptRows = 0;

  constructor(options: { maxKeptRows?: number } = {}) {
    this.#maxKeptRows = options.maxKeptRows ?? MAX_KEPT_ROWS;
  }

  /**
   * Reads the counts of the quarters that a range touches, and of unusable dates.
   *
   * @param trx - the snapshot that the versions are of
   * @returns the tables of one set after the other, in no particular order
   */
  async *read<TSet extends SetVersion>(
    trx: Knex,
    options: { sets: TSet[]; from: Day; to: Day },
  ): AsyncGenerator<{ set: TSet; tables: CountTable[] }> {
    const { sets, from, to } = options;
    const quarters = [NO_QUARTER, ...quartersBetween(from, to)];
    const missing = new Map<number, TSet>();
    for (const set of sets) {
      const kept = this.#kept.get(set.id);
      if (
        kept?.version === set.version &&
        quarters.every(quarter => kept.quarters.has(quarter))
      ) {
        this.#keep(set.id, kept);
        yield { set, tables: tablesOf(kept, quarters) };
      } else {
        missing.set(set.id, set);
      }
    }
    for await (const loaded of load(trx, [...missing.values()], quarters)) {
      for (const [id, kept] of loaded) {
        this.#keep(id, kept);
        const set = missing.get(id);
        if (set) yield { set, tables: tablesOf(kept, quarters) };
      }
      this.#evict();
    }
  }

  /** Makes it the most recently used. */
  #keep(id: number, set: KeptSet): void {
    const before = this.#kept.get(id);
    // What is kept of other quarters still holds if the version does
    if (before && before !== set && before.version === set.version) {
      before.quarters.forEach((counts, quarter) => {
        if (!set.quarters.has(quarter)) set.quarters.set(quarter, counts);
      });
      set.rows = countRows(set.quarters);
    }
    this.#keptRows += set.rows - (before?.rows ?? 0);
    this.#kept.delete(id);
    this.#kept.set(id, set);
  }

  #evict(): void {
    for (const [id, { rows }] of this.#kept) {
      if (this.#keptRows <= this.#maxKeptRows) return;
      this.#kept.delete(id);
      this.#keptRows -= rows;
    }
  }
}

function tablesOf(set: KeptSet, quarters: number[]): CountTable[] {
  return quarters.flatMap(quarter => {
    const table = set.quarters.get(quarter);
    return table && table.authorIds.length > 0 ? [table] : [];
  });
}

/** Reads some sets after the other: while this process takes one answer apart, the database makes the next one. */
async function* load(
  trx: Knex,
  sets: SetVersion[],
  quarters: number[],
): AsyncGenerator<Map<number, KeptSet>> {
  const ask = (first: number) => {
    const chunk = sets.slice(first, first + SETS_PER_QUERY);
    const answer = readPackedCounts(trx, {
      setIds: chunk.map(({ id }) => id),
      // The first one has no days.
      firstQuarter: quarters[1],
      lastQuarter: quarters[quarters.length - 1],
    });
    // Whoever waits for it hears of it; nobody may, after something else failed.
    answer.catch(() => undefined);
    return { chunk, answer };
  };
  let next = sets.length > 0 ? ask(0) : undefined;
  for (let first = SETS_PER_QUERY; next; first += SETS_PER_QUERY) {
    const { chunk, answer } = next;
    const rows = await answer;
    next = first < sets.length ? ask(first) : undefined;
    // The question must be on its way before this process is busy; and others want to be answered, too.
    await setImmediate();
    yield toKept(rows, chunk, quarters);
  }
}

function toKept(
  rows: PackedCounts[],
  sets: SetVersion[],
  quarters: number[],
): Map<number, KeptSet> {
  const kept = new Map<number, KeptSet>(
    sets.map(({ id, version }) => [
      id,
      {
        version,
        quarters: new Map(quarters.map(quarter => [quarter, NO_COUNTS])),
        rows: 0,
      },
    ]),
  );
  for (const packed of rows) {
    const set = kept.get(packed.set_id);
    if (!set) continue;
    unpackCounts(packed).forEach((table, quarter) => {
      set.quarters.set(quarter, table);
      set.rows += table.authorIds.length;
    });
  }
  return kept;
}

function countRows(quarters: Map<number, CountTable>): number {
  let rows = 0;
  quarters.forEach(({ authorIds }) => {
    rows += authorIds.length;
  });
  return rows;
}
