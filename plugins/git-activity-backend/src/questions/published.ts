import { createHash } from 'node:crypto';
import { Calendar } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { Activity, Periods } from '../counting/activity';
import { repositoriesOf, SelectedScopes } from '../counting/scopes';
import { readFigures } from '../publishing/figures';
import { tellFigures } from '../publishing/tell';
import { Asked } from './selected';

/** What a calendar tells by figures that rest on enough people. */
export async function tellCalendar(
  trx: Knex,
  { filter, selected, minimumPeople }: Asked,
): Promise<
  Pick<Calendar, 'days' | 'totals' | 'excluded' | 'published' | 'revision'>
> {
  const repositoryIds = repositoriesOf(selected.scopes);
  const { figures, until } = await readFigures(trx, {
    ...{ ...filter, repositoryIds, minimum: minimumPeople },
  });
  const told = tellFigures(figures, { ...filter, repositoryIds });
  const { commits, excluded, spans } = told;
  return {
    days: [],
    totals: { commits, activeDays: null, people: null, repositories: null },
    excluded: { ...excluded, invalidDates: null },
    published: { minimumPeople, until, spans },
    revision: revisionOf([told, until]),
  };
}

/** What shares of a selection come to by such figures: when something was done first and last is told of none. */
export async function tellActivities(
  trx: Knex,
  options: { asked: Asked; shares: SelectedScopes[]; periods: Periods },
): Promise<{ activities: Activity[]; revision: string }> {
  const { asked, shares, periods } = options;
  const { filter, selected, minimumPeople } = asked;
  const { previous } = periods;
  const { figures } = await readFigures(trx, {
    repositoryIds: repositoriesOf(selected.scopes),
    ...{ from: previous.from, to: filter.to, minimum: minimumPeople },
  });
  const activities = shares.map(share => {
    const repositoryIds = repositoriesOf(share);
    const tell = (days: { from: string; to: string }) =>
      tellFigures(figures, { ...filter, ...days, repositoryIds }).commits;
    return {
      commits: tell(filter),
      previousCommits: tell(previous),
      series: [],
      firstDay: null,
      lastDay: null,
    };
  });
  return { activities, revision: revisionOf(activities) };
}

/** It changes with nothing but what is told. */
function revisionOf(told: unknown): string {
  return createHash('sha256').update(JSON.stringify(told)).digest('base64url');
}
