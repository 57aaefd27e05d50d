import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Turns } from 'backstage-plugin-git-activity-node';
import { stringify } from 'csv-stringify/sync';
import { Response } from 'express';
import { Export } from '../questions/export';
import { ExportRow, ExportValue } from '../questions/rowKinds';

/** In which form rows are sent. */
export type ExportFormat = 'csv' | 'ndjson';

/** What was counted of what, for those who cannot take it among the rows. */
export const HEAD_HEADER = 'Git-Activity-Export';

/** Takes a few milliseconds. */
const ROWS_AT_ONCE = 500;

/** Both are text, since that is what portals compress. */
const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  ndjson: 'text/x-ndjson; charset=utf-8',
};

/** Sends rows as fast as they are taken. Who takes no more ends the reading; what goes wrong in the midst of it cuts the answer off. */
export async function sendExport(
  res: Response,
  options: { exported: Export; format: ExportFormat; name: string },
): Promise<void> {
  const { exported, format, name } = options;
  const { head } = exported;
  res.set({
    'Content-Type': MEDIA_TYPES[format],
    'Content-Disposition': `attachment; filename="git-activity-${name}-${head.from}-${head.to}.${format}"`,
    'Cache-Control': 'private, no-cache',
    [HEAD_HEADER]: toHeader(head),
  });
  res.append('Access-Control-Expose-Headers', HEAD_HEADER);
  try {
    await pipeline(
      Readable.from(format === 'csv' ? csv(exported) : ndjson(exported)),
      res,
    );
  } catch (error) {
    // Nobody is there any more who could be told.
    if (!isLeft(error)) throw error;
  }
}

async function* csv({ columns, rows }: Export): AsyncGenerator<string> {
  yield toCsv([columns]);
  for await (const some of takeFew(rows)) {
    yield toCsv(some.map(row => columns.map(column => toCell(row[column]))));
  }
}

/** As RFC 4180 has it, and so that no spreadsheet takes what somebody wrote for a formula. */
function toCsv(records: Array<Array<string | number>>): string {
  return stringify(records, {
    record_delimiter: 'windows',
    escape_formulas: true,
    // The library quotes only both of them together.
    quoted_match: /[\r\n]/,
  });
}

function toCell(value: ExportValue): string | number {
  if (Array.isArray(value)) return value.join('; ');
  return typeof value === 'number' ? value : String(value ?? '');
}

async function* ndjson({ head, rows }: Export): AsyncGenerator<string> {
  yield toLines([{ export: head }]);
  for await (const some of takeFew(rows)) {
    yield toLines(some);
  }
}

/** So few at a time that writing them keeps nobody waiting. */
async function* takeFew(rows: Export['rows']): AsyncGenerator<ExportRow[]> {
  const turns = new Turns();
  for await (const some of rows) {
    for (let first = 0; first < some.length; first += ROWS_AT_ONCE) {
      await turns.take();
      yield some.slice(first, first + ROWS_AT_ONCE);
    }
  }
}

function toLines(objects: Array<ExportRow | object>): string {
  return objects.map(object => `${JSON.stringify(object)}\n`).join('');
}

/** Headers hold ASCII, and not much of it: of problems, only how many there are. */
function toHeader(head: Export['head']): string {
  const { scope, coverage, unrecognised, ...rest } = head;
  const { problems, ...covered } = coverage;
  return JSON.stringify({
    ...rest,
    scope: scope.counted,
    coverage: { ...covered, problems: problems.length },
    unrecognised: unrecognised.length,
  }).replace(
    /[^ -~]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function isLeft(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    error.code === 'ERR_STREAM_PREMATURE_CLOSE'
  );
}
