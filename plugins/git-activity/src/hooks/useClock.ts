import { lastToday, today } from 'backstage-plugin-git-activity-common';
import { useMemo } from 'react';
import { Clock } from '../calendar/periods';

/** The day that it is, for the viewer and where days begin first: who has tomorrow already works in the last twelve months, too. */
export function useClock(): Clock {
  const now = today();
  const latest = lastToday();
  return useMemo(() => ({ today: now, latest }), [now, latest]);
}
