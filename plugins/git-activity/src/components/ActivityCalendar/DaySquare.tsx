import clsx from 'clsx';
import { memo } from 'react';
import { ColourScale } from '../../calendar/colourScale';
import { DayCell } from '../../calendar/dayCells';
import { classesOfSquare, DayClasses, lookOf } from './dayStyles';

/** One day of the grid. */
export const DaySquare = memo(
  (props: {
    cell: DayCell;
    /** What a screen reader says of it. */
    label: string;
    scale: ColourScale;
    classes: DayClasses;
    /** Its columns of the grid, from 1, as drawn and as counted. */
    gridColumn: number;
    column: number;
    isTabStop: boolean;
    isChosen: boolean;
    isOutlier: boolean;
  }) => {
    const { cell, scale, classes, isChosen, isOutlier } = props;
    return (
      <div
        role="gridcell"
        aria-colindex={props.column}
        aria-label={props.label}
        aria-selected={isChosen}
        tabIndex={props.isTabStop ? 0 : -1}
        data-day={cell.day}
        className={clsx(
          classes.day,
          classesOfSquare(classes, {
            look: lookOf(cell, scale),
            isPartial: cell.knowledge === 'partial',
            isOutlier,
          }),
          isChosen && classes.chosen,
        )}
        style={{ gridColumn: props.gridColumn }}
      />
    );
  },
);
