import { createHash } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Calendar } from 'backstage-plugin-git-activity-common';
import { findHeldBack, readFreshness, toCoverage } from '../counting/coverage';
import { Folder } from '../counting/scopes';
import { readDayBasis } from '../ledger/recount';
import { CommitQuery, QuestionContext } from './context';
import { readSelected } from './selected';

/** A calendar, or that it is still the one that the caller has. */
export interface CalendarAnswer {
  /** Names the answer; the same text means the same answer. */
  etag: string;
  calendar?: Calendar;
}

/** More are no use to anybody who looks at them. */
const MAX_PATHS = 20;

/**
 * When was work done? Commits by day, what is left out, and how far that can be trusted.
 *
 * @param options - `isKnown` tells whether the caller has the answer with an ETag; it is then not counted again
 */
export async function askCalendar(
  context: QuestionContext,
  options: {
    query: CommitQuery;
    credentials: BackstageCredentials;
    isKnown: (etag: string) => boolean;
  },
): Promise<CalendarAnswer> {
  const { counter, dayBasis } = context;
  return readSelected(context, options, async (trx, asked) => {
    const { filter, selected, unrecognised, now } = asked;
    const { personIds, from, to, merges, bots } = filter;
    const { problems, folders, members } = asked.selection;
    const scope = {
      counted: options.query.scope ?? ('entity' as const),
      folders: folders.length,
      paths: listPaths(folders),
      untold: listPaths(selected.scopes.untold),
    };
    const freshness = await readFreshness(trx, selected.scopes);
    const isRecounting = (await readDayBasis(trx)) !== dayBasis;
    const coverage = toCoverage(freshness, { from, to, now });
    const facts = [
      { personIds, from, to, merges, bots, dayBasis },
      { scope, members, problems, unrecognised },
      freshness.map(({ id, version }) => [id, version]),
      selected.revision,
      // These end or begin by themselves, without any change.
      [
        findHeldBack(freshness, now) ?? null,
        coverage.completeUntil,
        isRecounting,
      ],
    ];
    const etag = `"${createHash('sha256')
      .update(JSON.stringify(facts))
      .digest('base64url')}"`;
    if (options.isKnown(etag)) {
      return { etag };
    }
    const tally = await counter.tally(trx, { selected, filter });
    const { days, excluded } = tally;
    const calendar = {
      from,
      to,
      dayBasis,
      scope,
      ...(members !== undefined && { members }),
      days,
      totals: {
        commits: days.reduce((sum, { commits }) => sum + commits, 0),
        activeDays: days.length,
        people: tally.people,
        repositories: tally.repositories,
      },
      excluded,
      coverage: {
        ...coverage,
        // While days are counted anew in another zone, no day is known to be right.
        ...(isRecounting && { completeFrom: null, completeUntil: null }),
        problems,
      },
      unrecognised,
      revision: selected.revision,
    };
    return { etag, calendar };
  });
}

function listPaths(folders: Folder[]): string[] {
  const paths = new Set(folders.map(({ path }) => path));
  return [...paths].sort().slice(0, MAX_PATHS);
}
