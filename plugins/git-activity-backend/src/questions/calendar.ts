import { createHash } from 'node:crypto';
import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { Calendar } from 'backstage-plugin-git-activity-common';
import { findHeldBack, readFreshness, toCoverage } from '../counting/coverage';
import { Folder } from '../counting/scopes';
import { Tally } from '../counting/Tally';
import { readDayBasis } from '../ledger/recount';
import { CommitQuery, QuestionContext } from './context';
import { tellCalendar } from './published';
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
    const { filter, selected, unrecognised, minimumPeople, now } = asked;
    const { personIds, from, to, merges, bots } = filter;
    const { problems, folders, members } = asked.selection;
    const scope = {
      counted: asked.scope,
      folders: folders.length,
      paths: listPaths(folders),
      untold: listPaths(selected.scopes.untold),
    };
    const freshness = await readFreshness(trx, selected.scopes);
    const isRecounting = (await readDayBasis(trx)) !== dayBasis;
    const coverage = toCoverage(freshness, { from, to, now });
    const published =
      minimumPeople > 1 ? await tellCalendar(trx, asked) : undefined;
    const { revision } = published ?? selected;
    const facts = [
      { personIds, from, to, merges, bots, dayBasis },
      { scope, members, problems, unrecognised },
      asked.discretion.tellsApart,
      // Pushes show in versions, and may be one person's.
      published ? coverage : freshness.map(({ id, version }) => [id, version]),
      revision,
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
    const numbers =
      published ?? toNumbers(await counter.tally(trx, { selected, filter }));
    const calendar = {
      from,
      to,
      dayBasis,
      scope,
      peopleNamed: asked.discretion.tellsApart,
      ...(members !== undefined && { members }),
      ...numbers,
      coverage: {
        ...coverage,
        // While days are counted anew in another zone, no day is known to be right.
        ...(isRecounting && { completeFrom: null, completeUntil: null }),
        problems,
      },
      unrecognised,
      revision,
    };
    return { etag, calendar };
  });
}

function toNumbers({ days, excluded, people, repositories }: Tally) {
  return {
    days,
    totals: {
      commits: days.reduce((sum, { commits }) => sum + commits, 0),
      activeDays: days.length,
      ...{ people, repositories },
    },
    excluded,
  };
}

function listPaths(folders: Folder[]): string[] {
  const paths = new Set(folders.map(({ path }) => path));
  return [...paths].sort().slice(0, MAX_PATHS);
}
