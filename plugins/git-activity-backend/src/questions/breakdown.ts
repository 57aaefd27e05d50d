import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  Breakdown,
  BreakdownQuery,
} from 'backstage-plugin-git-activity-common';
import { dividePeriods } from '../counting/activity';
import { asSelected, divideScopes, repositoriesOf } from '../counting/scopes';
import { RepositoryRow } from '../database/tables';
import { findStates, Line, listLines } from './breakdownLines';
import { QuestionContext } from './context';
import { Page } from './cursor';
import { listFolders, readRepositories, toRepository } from './repositories';
import { tellActivities } from './published';
import { assertToldOf, readSelected } from './selected';

/** Where was work done, and where no longer? What a calendar of the same filter comes to in each repository, one page of them. */
export async function askBreakdown(
  context: QuestionContext,
  options: {
    query: BreakdownQuery;
    page: Page;
    credentials: BackstageCredentials;
  },
): Promise<Breakdown> {
  const { access, counter } = context;
  const { credentials } = options;
  const read = await readSelected(context, options, async (trx, asked) => {
    const { filter, selected } = asked;
    const { scopes } = selected;
    const ids = repositoriesOf(scopes);
    const periods = dividePeriods(filter);
    const shares = divideScopes(scopes);
    const isPublished = asked.minimumPeople > 1;
    assertToldOf(asked, options.query.state);
    const { activities, revision } = isPublished
      ? await tellActivities(trx, { asked, shares, periods })
      : {
          activities: await counter.activities(trx, {
            ...{ selected, filter, periods, shares },
          }),
          revision: selected.revision,
        };
    return {
      ...asked,
      periods,
      isPublished,
      revision,
      activities: new Map(ids.map((id, share) => [id, activities[share]])),
      rows: (await readRepositories(trx, ids)).map(row =>
        asSelected(row, scopes),
      ),
    };
  });
  const { filter, periods, activities, rows, isPublished, now } = read;
  const folders = listFolders(read.selected.scopes.folders);
  const entityRefs = await access.findEntityRefs(
    rows.map(({ id }) => id),
    credentials,
  );
  const lines = rows.flatMap((row): Array<Line & { row: RepositoryRow }> => {
    const activity = activities.get(row.id);
    return activity
      ? [
          {
            row,
            activity,
            id: row.id,
            name: nameOf(row.url),
            address: row.url,
            texts: [row.url, ...(entityRefs.get(row.id) ?? [])],
            states: findStates(activity, {
              ...{ ...filter, now },
              repositories: [row],
              isPublished,
            }),
          },
        ]
      : [];
  });
  const { shown, nextCursor, found, totals } = listLines(lines, options);
  return {
    from: filter.from,
    to: filter.to,
    previous: periods.previous,
    daysPerPoint: periods.points.daysPerPoint,
    items: shown.map(({ row, activity, states }) => ({
      repository: toRepository(row, {
        entityRefs: entityRefs.get(row.id) ?? [],
        folders: folders.get(row.id),
        ...{ isPublished, now },
      }),
      ...activity,
      states,
    })),
    ...(nextCursor !== undefined && { nextCursor }),
    totals: { repositories: found, ...totals },
    unrecognised: read.unrecognised,
    revision: read.revision,
  };
}

/** The last part of its path, by which people know it. */
function nameOf(url: string): string {
  return url.replace(/(\.git)?\/*$/, '').replace(/^.*\//, '');
}
