import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { memo } from 'react';
import { ColourScale } from '../../calendar/colourScale';
import { DayCell } from '../../calendar/dayCells';
import { classesOfSquare, lookOf, useDayStyles } from './dayStyles';

const useStyles = makeStyles(theme => ({
  day: {
    minWidth: 0,
    cursor: 'pointer',
    '&:hover': { boxShadow: `0 0 0 1px ${theme.palette.text.secondary}` },
    '&:focus': { outline: 'none' },
    '&:focus-visible': {
      boxShadow: `0 0 0 2px ${theme.palette.background.paper}, 0 0 0 4px ${theme.palette.text.primary}`,
      zIndex: 1,
    },
  },
  chosen: {
    boxShadow: `0 0 0 2px ${theme.palette.text.primary}`,
  },
}));

/** One day of the grid. */
export const DaySquare = memo(
  (props: {
    cell: DayCell;
    /** What a screen reader says of it. */
    label: string;
    scale: ColourScale;
    /** Its columns of the grid, from 1, as drawn and as counted. */
    gridColumn: number;
    column: number;
    isTabStop: boolean;
    isChosen: boolean;
    isOutlier: boolean;
  }) => {
    const { cell, scale, isChosen, isOutlier } = props;
    const classes = useStyles();
    const dayClasses = useDayStyles();
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
          classesOfSquare(dayClasses, {
            look: lookOf(cell, scale),
            isPartial: cell.knowledge === 'partial',
            isOutlier,
          }),
          isChosen && classes.chosen,
        )}
        style={{ gridColumn: props.gridColumn, aspectRatio: '1' }}
      />
    );
  },
);
