import { setImmediate } from 'node:timers/promises';
import { Day } from 'backstage-plugin-git-activity-common';
import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { CountTable, unpackCounts } from './countTable';
import {
  daysOf,
  PackedCounts,
  readPackedCounts,
  UNDATED,
} from './packedCounts';
import {
  joinRanges,
  NO_QUARTER,
  QuarterRange,
  quartersBetween,
} from './quarters';
import { SelectedSet } from './selectedSets';

/** Bounds how much is loaded at once, and with it how long one request keeps others from being answered. */
const SETS_PER_QUERY = 25;

/** A year of 1,000 repositories with 10,000 commits each has about 900,000 rows, and takes a quarter of this. */
const MAX_KEPT_BYTES = 100 * 1024 * 1024;
/** A set, its maps, and its place among the others. */
const BYTES_PER_SET = 500;
const BYTES_PER_RANGE = 100;
/** Four arrays, however short. */
const BYTES_PER_TABLE = 1_000;
/** Four numbers. */
const BYTES_PER_ROW = 16;
/** A list, and each number in it. */
const BYTES_PER_LIST = 50;
const BYTES_PER_CO_AUTHOR = 8;

/** A set, and how often its counts had changed when somebody looked. */
type SetVersion = Pick<SelectedSet, 'id' | 'version'>;

interface KeptSet {
  version: number;
  /** Which quarters were read. */
  ranges: QuarterRange[];
  /** Of those that have any counts, by quarter. */
  tables: Map<number, CountTable>;
}

/**
 * Reads `daily_counts`, and keeps what was read last in memory: adding numbers up takes the database far longer than
 * this process, and few repositories get new commits between two requests. A set's version tells whether what is kept of it
 * still holds. Whole quarters are kept, so that today's last twelve months still serve tomorrow's.
 */
export class CountTables {
  readonly #kept: LRUCache<number, KeptSet>;

  constructor(options: { maxKeptBytes?: number } = {}) {
    this.#kept = new LRUCache({
      maxSize: options.maxKeptBytes ?? MAX_KEPT_BYTES,
      sizeCalculation: sizeOf,
    });
  }

  /** How much memory is taken by what is kept. */
  get keptBytes(): number {
    return this.#kept.calculatedSize;
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
    const range = quartersBetween(from, to);
    const missing: TSet[] = [];
    for (const set of sets) {
      const kept = this.#kept.get(set.id);
      if (kept?.version === set.version && covers(kept, range)) {
        yield { set, tables: tablesOf(kept, range) };
      } else {
        missing.push(set);
      }
    }
    for await (const loaded of load(trx, missing, range)) {
      for (const [set, kept] of loaded) {
        this.#keep(set.id, kept);
        yield { set, tables: tablesOf(kept, range) };
      }
    }
  }

  #keep(id: number, set: KeptSet): void {
    const before = this.#kept.get(id);
    // What is kept of other quarters still holds if the version does
    const isSame = before?.version === set.version;
    this.#kept.set(
      id,
      isSame
        ? {
            version: set.version,
            ranges: joinRanges([...before.ranges, ...set.ranges]),
            tables: new Map([...before.tables, ...set.tables]),
          }
        : set,
    );
  }
}

function sizeOf({ ranges, tables }: KeptSet): number {
  let bytes = BYTES_PER_SET + ranges.length * BYTES_PER_RANGE;
  for (const { authorIds, coAuthors } of tables.values()) {
    bytes += BYTES_PER_TABLE + authorIds.length * BYTES_PER_ROW;
    for (const { length } of coAuthors) {
      bytes += BYTES_PER_LIST + length * BYTES_PER_CO_AUTHOR;
    }
  }
  return bytes;
}

function covers(set: KeptSet, { first, last }: QuarterRange): boolean {
  return set.ranges.some(range => range.first <= first && last <= range.last);
}

function tablesOf(set: KeptSet, { first, last }: QuarterRange): CountTable[] {
  return [...set.tables].flatMap(([quarter, table]) =>
    quarter === NO_QUARTER || (quarter >= first && quarter <= last)
      ? [table]
      : [],
  );
}

/** Reads some sets after the other: while this process takes one answer apart, the database makes the next one. */
async function* load<TSet extends SetVersion>(
  trx: Knex,
  sets: TSet[],
  range: QuarterRange,
): AsyncGenerator<Map<TSet, KeptSet>> {
  const idsOf = (some: TSet[]) =>
    some.map(({ id }) => id).sort((a, b) => a - b);
  const ask = (first: number) => {
    const chunk = sets.slice(first, first + SETS_PER_QUERY);
    const answer = readPackedCounts(trx, {
      setIds: idsOf(chunk),
      ...daysOf(range),
    });
    // Whoever waits for it hears of it; nobody may, after something else failed.
    answer.catch(() => undefined);
    return { chunk, answer };
  };
  // Few sets have any.
  const undated = bySet(
    await readPackedCounts(trx, { setIds: idsOf(sets), ...UNDATED }),
  );
  let next = sets.length > 0 ? ask(0) : undefined;
  for (let first = SETS_PER_QUERY; next; first += SETS_PER_QUERY) {
    const { chunk, answer } = next;
    const dated = bySet(await answer);
    next = first < sets.length ? ask(first) : undefined;
    // The question must be on its way before this process is busy; and others want to be answered, too.
    await setImmediate();
    yield await toKept({ sets: chunk, range, packed: [undated, dated] });
  }
}

function bySet(rows: PackedCounts[]): Map<number, PackedCounts> {
  return new Map(rows.map(row => [row.set_id, row]));
}

async function toKept<TSet extends SetVersion>(loaded: {
  sets: TSet[];
  range: QuarterRange;
  packed: Array<Map<number, PackedCounts>>;
}): Promise<Map<TSet, KeptSet>> {
  const { sets, range, packed } = loaded;
  const turns = new Turns();
  const kept = new Map<TSet, KeptSet>();
  for (const set of sets) {
    const tables = new Map<number, CountTable>();
    for (const part of packed) {
      const counts = part.get(set.id);
      if (counts) await unpackCounts({ counts, tables, turns });
    }
    kept.set(set, { version: set.version, ranges: [range], tables });
  }
  return kept;
}
