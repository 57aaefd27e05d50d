import { toError } from '@backstage/errors';
import {
  CommitSource,
  RepositoryHead,
} from 'backstage-plugin-git-activity-node';
import { RepositoryRow } from '../database/tables';
import { endsWithin } from './endsWithin';
import { Patience, watch } from './watch';

/** Answers are handed over as they come, those of a moment together. */
const GATHER_MS = 1_000;

export type Row = Readonly<RepositoryRow>;

/** What a source answered for one repository. */
export interface Answer<
  T extends RepositoryHead | Error = RepositoryHead | Error,
> {
  row: Row;
  told: T;
}

/**
 * Asks a source for heads, and hands over what it answers as it comes, an answer for each in the end: what one of them is in trouble
 * with is its own.
 *
 * @param onLull - called whenever the source has told no more for a while after it told something
 */
export async function* askHeads(options: {
  source: CommitSource;
  rows: Row[];
  signal: AbortSignal;
  patience: Patience;
  onLull: () => void;
}): AsyncGenerator<Answer[], void> {
  const { source, rows, signal, patience, onLull } = options;
  const left = new AbortController();
  const waiting = new Map(rows.entries());
  let gathered: Answer[] = [];
  const take = (index: number, told: RepositoryHead | Error) => {
    const row = waiting.get(index);
    if (row) {
      waiting.delete(index);
      gathered.push({ row, told });
    }
  };
  const ask = watch({
    what: 'Asking for its head',
    signal: AbortSignal.any([signal, left.signal]),
    patience,
    onLull: () => {
      // A source that answers for all at once has not begun to wait for a few.
      if (waiting.size < rows.length) {
        onLull();
      }
    },
    work: (heeded, alive) =>
      source.getHeads({
        repositories: rows.map(({ url, external_id }) => ({
          url,
          externalId: external_id ?? undefined,
        })),
        signal: heeded,
        onHead: (index, told) => {
          alive();
          take(index, told);
        },
      }),
  });
  let over = false;
  const done = ask
    .then(heads =>
      rows.forEach((row, index) =>
        take(
          index,
          heads[index] ??
            new Error(
              `The source '${source.id}' did not answer for ${row.url}`,
            ),
        ),
      ),
    )
    .catch((error: unknown) =>
      rows.forEach((_, index) => take(index, toError(error))),
    )
    .then(() => {
      over = true;
    });
  try {
    while (!over) {
      await endsWithin(done, GATHER_MS);
      if (gathered.length > 0) {
        const answers = gathered;
        gathered = [];
        yield answers;
      }
    }
  } finally {
    left.abort();
  }
}
