import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  PartBreakdown,
  PartBreakdownQuery,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SelectedPart } from '../access/Access';
import { Activity, dividePeriods, Periods } from '../counting/activity';
import { Freshness, toCoverage } from '../counting/coverage';
import {
  asSelected,
  readScopesOfEach,
  repositoriesOf,
} from '../counting/scopes';
import { findStates, Line, listLines } from './breakdownLines';
import { QuestionContext } from './context';
import { Page } from './cursor';
import { readRepositories } from './repositories';
import { tellActivities } from './published';
import { Asked, assertToldOf, readSelected } from './selected';

/** A part, and what a calendar of it comes to. */
interface CountedPart extends SelectedPart {
  activity: Activity;
  repositories: Freshness[];
}

interface PartLine extends Line {
  part: CountedPart;
}

/** In which part of a group, a system or a domain was work done, and in which no longer? One page of parts. */
export async function askPartBreakdown(
  context: QuestionContext,
  options: {
    query: PartBreakdownQuery;
    page: Page;
    credentials: BackstageCredentials;
  },
): Promise<PartBreakdown> {
  const query = { ...options.query, parts: true };
  const read = await readSelected(
    context,
    { ...options, query },
    async (trx, asked) => {
      assertToldOf(asked, query.state);
      const periods = dividePeriods(asked.filter);
      const counted = await countParts(trx, { context, asked, periods });
      return { ...asked, periods, ...counted };
    },
  );
  const { filter, periods, now } = read;
  const isPublished = read.minimumPeople > 1;
  const lines = read.parts.map(part =>
    toLine(part, { from: filter.from, to: filter.to, now, isPublished }),
  );
  const { shown, nextCursor, found, totals } = listLines(lines, options);
  return {
    from: filter.from,
    to: filter.to,
    previous: periods.previous,
    daysPerPoint: periods.points.daysPerPoint,
    items: shown.map(({ part, states }) => ({
      part: { entityRef: part.entityRef, own: part.isOwn },
      ...part.activity,
      states,
      coverage: {
        ...toCoverage(part.repositories, {
          from: periods.previous.from,
          to: filter.to,
          now,
        }),
        problems: part.problems,
      },
    })),
    ...(nextCursor !== undefined && { nextCursor }),
    totals: { parts: found, ...totals },
    unrecognised: read.unrecognised,
    revision: read.revision,
  };
}

async function countParts(
  trx: Knex,
  options: {
    context: QuestionContext;
    asked: Asked;
    periods: Periods;
  },
): Promise<{ parts: CountedPart[]; revision: string }> {
  const { context, asked, periods } = options;
  const { filter, selected } = asked;
  const { parts = [] } = asked.selection;
  const shares = await readScopesOfEach(trx, parts, asked.scope);
  const counting = { selected, filter, periods, shares };
  const { activities, revision } =
    asked.minimumPeople > 1
      ? await tellActivities(trx, { asked, shares, periods })
      : {
          activities: await context.counter.activities(trx, counting),
          revision: selected.revision,
        };
  const rows = await readRepositories(trx, repositoriesOf(selected.scopes));
  const byId = new Map(rows.map(row => [row.id, row]));
  return {
    parts: parts.map((part, index) => ({
      ...part,
      activity: activities[index],
      repositories: part.repositoryIds
        .flatMap(id => byId.get(id) ?? [])
        .map(row => asSelected(row, shares[index])),
    })),
    revision,
  };
}

function toLine(
  part: CountedPart,
  options: { from: string; to: string; now: Date; isPublished: boolean },
): PartLine {
  const { entityRef, activity, repositories } = part;
  return {
    part,
    activity,
    id: entityRef,
    name: parseEntityRef(entityRef).name,
    address: entityRef,
    texts: [entityRef],
    states: findStates(activity, { repositories, ...options }),
  };
}
