import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Day } from 'backstage-plugin-git-activity-common';
import { CommitQuery, QuestionContext } from './context';

/** A value of a row, as JSON has it. */
export type ExportValue = string | number | boolean | null | string[];

/** A row, by the names of its columns, in their order. */
export type ExportRow = Record<string, ExportValue>;

/** One kind of rows. */
export interface RowKind<TPlace extends { day: Day } = { day: Day }> {
  columns: string[];
  /** How many commits the days have, at most, that are read at once; but for a single day. */
  commitsAtOnce: number;
  /** @throws InputError that names the parameter if it is none */
  readCursor(cursor: string): TPlace;
  /** Reads the rows of some days behind a place, a part at a time. */
  read(
    context: QuestionContext,
    options: {
      query: CommitQuery & { from: Day; to: Day };
      place?: TPlace;
      credentials: BackstageCredentials;
      /** Whether the caller may read subject lines. */
      withSubjects: boolean;
    },
  ): AsyncGenerator<ExportRow[]>;
}
