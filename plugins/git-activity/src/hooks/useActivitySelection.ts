import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Clock, daysOf } from '../calendar/periods';
import { has } from '../calendar/strips';
import { ActivitySelection, parseSelection, writeSelection } from './selection';

/** Changes parts of the selection; what is no step of its own by its kind can be made one. */
export type ChangeSelection = (
  change: Partial<ActivitySelection>,
  options?: { step: boolean },
) => void;

/**
 * The selection that the page's address holds, and the way to change it.
 *
 * Opening days and going to another range are steps that the browser's Back takes back; filters and switches are not,
 * or Back would have to be pressed once for every name that was ever typed.
 */
export function useActivitySelection(clock: Clock): {
  selection: ActivitySelection;
  change: ChangeSelection;
} {
  const [parameters, setParameters] = useSearchParams();
  const selection = useMemo(
    () => parseSelection(parameters, clock),
    [parameters, clock],
  );
  const change = useCallback<ChangeSelection>(
    (part, options) => {
      const isStep =
        options?.step ??
        (part.range !== undefined || part.opened !== undefined);
      setParameters(
        current =>
          writeSelection(
            current,
            keepWithinRange(
              { ...parseSelection(current, clock), ...part },
              clock,
            ),
          ),
        { replace: !isStep, preventScrollReset: true },
      );
    },
    [setParameters, clock],
  );
  return { selection, change };
}

/** Days that another range does not have are no longer chosen. */
function keepWithinRange(
  selection: ActivitySelection,
  clock: Clock,
): ActivitySelection {
  const { opened, without, range } = selection;
  const days = daysOf(range, clock);
  const isOpen = has(days, opened?.from) && has(days, opened?.to);
  return {
    ...selection,
    opened: isOpen ? opened : undefined,
    without: has(days, without) ? without : undefined,
  };
}
