import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Calendar, Day } from 'backstage-plugin-git-activity-common';
import { askCalendar } from './calendar';
import { CommitQuery, QuestionContext } from './context';
import { commitRows } from './exportCommits';
import { dayRows } from './exportDays';
import { ExportRow, RowKind } from './rowKinds';
import { assertDetailed } from './selected';

/** All that a calendar counts, to be taken row by row. */
export interface Export {
  /** The calendar, without its days. */
  head: Omit<Calendar, 'days'>;
  columns: string[];
  /** Some at a time, the latest day first; they are only read once somebody takes them. */
  rows: AsyncGenerator<ExportRow[]>;
}

/**
 * Tells all that a calendar counts row by row. Rows are read as they are taken, some days at a time and each time as of that moment: however
 * many there are, they take no more memory and keep nobody waiting.
 *
 * @param options - `cursor` is the place of the last row that the caller has
 * @throws InputError that names the parameter if the cursor is none
 * @throws NotAllowedError if what is told has to rest on several people
 */
export async function askExport(
  context: QuestionContext,
  options: {
    rows: 'days' | 'commits';
    cursor?: string;
    query: CommitQuery;
    credentials: BackstageCredentials;
    /** Whether the caller may read subject lines. */
    withSubjects: boolean;
  },
): Promise<Export> {
  return options.rows === 'days'
    ? exportRows(context, { ...options, kind: dayRows })
    : exportRows(context, { ...options, kind: commitRows });
}

async function exportRows<TPlace extends { day: Day }>(
  context: QuestionContext,
  options: {
    kind: RowKind<TPlace>;
    cursor?: string;
    query: CommitQuery;
    credentials: BackstageCredentials;
    /** Whether the caller may read subject lines. */
    withSubjects: boolean;
  },
): Promise<Export> {
  const { kind, cursor, query, credentials, withSubjects } = options;
  const place = cursor === undefined ? undefined : kind.readCursor(cursor);
  const { calendar } = await askCalendar(context, {
    query,
    credentials,
    isKnown: () => false,
  });
  if (!calendar) {
    throw new Error('A calendar that nobody knows was not counted');
  }
  const { days, ...head } = calendar;
  assertDetailed({ minimumPeople: head.published?.minimumPeople ?? 1 });
  const left = days.filter(({ date }) => !place || date <= place.day);
  const { columns, commitsAtOnce } = kind;
  async function* read() {
    for (const range of divideDays(left, commitsAtOnce)) {
      yield* kind.read(context, {
        query: { ...query, ...range },
        place,
        ...{ credentials, withSubjects },
      });
    }
  }
  return { head, columns, rows: read() };
}

/** Divides days into ranges of not too many commits, the latest first. */
function divideDays(
  days: Calendar['days'],
  most: number,
): Array<{ from: Day; to: Day }> {
  const ranges: Array<{ from: Day; to: Day }> = [];
  let commits = 0;
  for (const day of [...days].reverse()) {
    commits += day.commits;
    const last = ranges.at(-1);
    if (last && commits <= most) {
      last.from = day.date;
    } else {
      ranges.push({ from: day.date, to: day.date });
      commits = day.commits;
    }
  }
  return ranges;
}
