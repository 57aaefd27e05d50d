import { Day } from 'backstage-plugin-git-activity-common';
import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  ActivitySelection,
  parseSelection,
  resolveRange,
  writeSelection,
} from './selection';

/** Changes parts of the selection; what is no step of its own by its kind can be made one. */
export type ChangeSelection = (
  change: Partial<ActivitySelection>,
  options?: { step: boolean },
) => void;

/**
 * The selection that the page's address holds, and the way to change it.
 *
 * Opening a day and going to another range are steps that the browser's Back takes back; filters and switches are not,
 * or Back would have to be pressed once for every name that was ever typed.
 */
export function useActivitySelection(today: Day): {
  selection: ActivitySelection;
  change: ChangeSelection;
} {
  const [parameters, setParameters] = useSearchParams();
  const selection = useMemo(
    () => parseSelection(parameters, today),
    [parameters, today],
  );
  const change = useCallback<ChangeSelection>(
    (part, options) => {
      const isStep =
        options?.step ?? (part.range !== undefined || part.day !== undefined);
      setParameters(
        current =>
          writeSelection(
            current,
            keepDayInRange(parseSelection(current, today), part, today),
          ),
        { replace: !isStep, preventScrollReset: true },
      );
    },
    [setParameters, today],
  );
  return { selection, change };
}

/** A chosen day that another range does not have is no longer chosen. */
function keepDayInRange(
  selection: ActivitySelection,
  part: Partial<ActivitySelection>,
  today: Day,
): ActivitySelection {
  const changed = { ...selection, ...part };
  const { from, to } = resolveRange(changed.range, today);
  const inRange = changed.day && changed.day >= from && changed.day <= to;
  return { ...changed, day: inRange ? changed.day : undefined };
}
