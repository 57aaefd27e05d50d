import { Turns } from 'backstage-plugin-git-activity-node';
import { NO_DAY_NUMBER, toDayNumber } from './dayNumbers';
import { PackedCounts } from './packedCounts';
import { NO_QUARTER, quarterOf } from './quarters';

const SPACE = 32;
const HYPHEN = 45;
const SLASH = 47;
const ZERO = 48;
const DAY_LENGTH = 'YYYY-MM-DD'.length;
const NO_DATE = { dayNumber: NO_DAY_NUMBER, quarter: NO_QUARTER };

/** Some of a holder set's daily counts, column by column; a row has the same place in each. */
export interface CountTable {
  /** Days since 1970, or {@link NO_DAY_NUMBER}. */
  dayNumbers: Int32Array;
  authorIds: Int32Array;
  /** The authors that commits of the last rows name as co-authors; the rows before these have none. */
  coAuthors: ReadonlyArray<readonly number[]>;
  /** With at most one parent. */
  commits: Int32Array;
  /** With two or more. */
  merges: Int32Array;
}

/**
 * Takes apart what the database packed, by quarter. There may be a million rows, so that texts are read letter by letter, and no row
 * becomes an object.
 *
 * @param options - `tables` is filled, and `turns` are taken between the columns
 */
export async function unpackCounts(options: {
  counts: PackedCounts;
  tables: Map<number, CountTable>;
  turns: Turns;
}): Promise<void> {
  const { counts: packed, tables, turns } = options;
  const size = Number(packed.size);
  const { dayNumbers, quarters } = readDays(packed.days, size);
  await turns.take();
  const authorIds = readNumbers(packed.authors, size);
  await turns.take();
  const { commits, merges } = readCounts(packed.counts, size);
  await turns.take();
  const coAuthors = readCoAuthors(packed.coauthors);
  await turns.take();
  for (const [quarter, group] of groupRows(quarters, coAuthors)) {
    await turns.take();
    const rows = Int32Array.from(group.alone.concat(group.together));
    tables.set(quarter, {
      dayNumbers: rows.map(row => dayNumbers[row]),
      authorIds: rows.map(row => authorIds[row]),
      coAuthors: group.together.map(row => coAuthors.get(row) ?? []),
      commits: rows.map(row => commits[row]),
      merges: rows.map(row => merges[row]),
    });
  }
}

/** Rows without and with co-authors. */
interface RowGroup {
  alone: number[];
  together: number[];
}

/** The rows of each quarter. */
function groupRows(
  quarters: Int32Array,
  coAuthors: Map<number, number[]>,
): Map<number, RowGroup> {
  const groups = new Map<number, RowGroup>();
  let group: RowGroup = { alone: [], together: [] };
  for (let row = 0; row < quarters.length; row++) {
    if (row === 0 || quarters[row] !== quarters[row - 1]) {
      group = groups.get(quarters[row]) ?? { alone: [], together: [] };
      groups.set(quarters[row], group);
    }
    (coAuthors.has(row) ? group.together : group.alone).push(row);
  }
  return groups;
}

function readDays(
  text: string,
  size: number,
): { dayNumbers: Int32Array; quarters: Int32Array } {
  const dayNumbers = new Int32Array(size);
  const quarters = new Int32Array(size);
  for (let row = 0, at = 0; row < size; row++) {
    const hasDay = at < text.length && text.charCodeAt(at) !== SPACE;
    const { dayNumber, quarter } = hasDay ? dateAt(text, at) : NO_DATE;
    dayNumbers[row] = dayNumber;
    quarters[row] = quarter;
    at += (hasDay ? DAY_LENGTH : 0) + 1;
  }
  return { dayNumbers, quarters };
}

/** As there are so many rows, and so few days, each day is looked at once. By its digits. */
const dates = new Map<number, { dayNumber: number; quarter: number }>();

function dateAt(
  text: string,
  begin: number,
): { dayNumber: number; quarter: number } {
  let digits = 0;
  for (let at = begin; at < begin + DAY_LENGTH; at++) {
    const code = text.charCodeAt(at);
    if (code !== HYPHEN) digits = digits * 10 + code - ZERO;
  }
  let date = dates.get(digits);
  if (!date) {
    const day = text.slice(begin, begin + DAY_LENGTH);
    date = { dayNumber: toDayNumber(day), quarter: quarterOf(day) };
    dates.set(digits, date);
  }
  return date;
}

function readNumbers(text: string, size: number): Int32Array {
  const numbers = new Int32Array(size);
  let row = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE) {
      row++;
    } else {
      numbers[row] = numbers[row] * 10 + code - ZERO;
    }
  }
  return numbers;
}

/** Where there is nothing, it is one commit. */
function readCounts(
  text: string,
  size: number,
): { commits: Int32Array; merges: Int32Array } {
  const commits = new Int32Array(size);
  const merges = new Int32Array(size);
  let target = commits;
  for (let at = 0, row = 0; row < size; at++) {
    const code = at < text.length ? text.charCodeAt(at) : SPACE;
    if (code === SPACE) {
      if (commits[row] + merges[row] === 0) commits[row] = 1;
      target = commits;
      row++;
    } else if (code === SLASH) {
      target = merges;
    } else {
      target[row] = target[row] * 10 + code - ZERO;
    }
  }
  return { commits, merges };
}

/** By row; most have none. */
function readCoAuthors(text: string): Map<number, number[]> {
  const coAuthors = new Map<number, number[]>();
  for (let at = 0, row = 0; at < text.length; at++) {
    if (text.charCodeAt(at) === SPACE) {
      row++;
    } else {
      const space = text.indexOf(' ', at);
      const end = space === -1 ? text.length : space;
      coAuthors.set(row, text.slice(at, end).split(',').map(Number));
      at = end - 1;
    }
  }
  return coAuthors;
}
