import { InputError } from '@backstage/errors';
import { Day, isDay } from 'backstage-plugin-git-activity-common';
import { Turns } from 'backstage-plugin-git-activity-node';
import { compareRows, DailyRow } from '../counting/dailyRows';
import { fromDayNumber, toDayNumber } from '../counting/dayNumbers';
import { readNames } from '../people/names';
import { RowKind } from './rowKinds';
import { readSelected } from './selected';
import { readUrls } from './tellCommits';

/** The columns by which a row is found again. */
interface DayPlace {
  day: Day;
  repositoryId: number;
  author: number;
}

/** What counts by day, repository and author. */
export const dayRows: RowKind<DayPlace> = {
  columns: [
    ...['day', 'repositoryId', 'personId'],
    ...['repository', 'person', 'user', 'bot', 'commits'],
  ],
  commitsAtOnce: 50_000,
  readCursor(cursor) {
    const [, day, repositoryId, author] =
      /^([0-9-]{10})_(\d{1,15})_(\d{0,15})$/.exec(cursor) ?? [];
    if (!day || !isDay(day)) {
      throw new InputError(
        'cursor: it is the first three columns of a row, with underscores between them',
      );
    }
    return { day, repositoryId: Number(repositoryId), author: Number(author) };
  },
  async *read(context, { place, ...options }) {
    const last = place && {
      ...place,
      dayNumber: toDayNumber(place.day),
    };
    const isLeft = (row: DailyRow) => !last || compareRows(row, last) > 0;
    yield await readSelected(context, options, async (trx, asked) => {
      const rows = (await context.counter.dailyRows(trx, asked)).filter(isLeft);
      const urls = await readUrls(
        trx,
        rows.map(({ repositoryId }) => repositoryId),
      );
      const names = await readNames(trx, {
        personIds: [...new Set(rows.map(({ author }) => author))],
        sources: asked.selected,
      });
      return new Turns().map(
        rows,
        ({ dayNumber, repositoryId, author, commits }) => ({
          day: fromDayNumber(dayNumber),
          repositoryId: String(repositoryId),
          personId: author === 0 ? '' : String(author),
          repository: urls.get(repositoryId)?.url ?? '',
          person: names.get(author)?.name ?? '',
          user: names.get(author)?.userEntityRef ?? null,
          bot: names.get(author)?.bot ?? null,
          commits,
        }),
      );
    });
  },
};
