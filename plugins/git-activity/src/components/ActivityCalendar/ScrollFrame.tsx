import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import {
  ReactNode,
  useCallback,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Fit } from '../../calendar/geometry';
import { mirrored } from '../writing';
import { besideDaysPx, WEEKDAY_NAMES_PX } from './WeekStrip';

/** Room for the focus ring, which lies outside of the squares. */
const RING_ROOM_PX = 4;
const FADE_PX = 28;
/** The part of a week that may be out of view, and it is still in view. */
const ALMOST_WHOLE = 0.1;

const useStyles = makeStyles(theme => ({
  frame: { position: 'relative' },
  scroller: {
    overflowX: 'auto',
    scrollSnapType: 'x proximity',
    scrollPaddingInlineStart: WEEKDAY_NAMES_PX,
    padding: RING_ROOM_PX,
    paddingInlineStart: 0,
    margin: -RING_ROOM_PX,
    marginInlineStart: 0,
    '@media print': { overflowX: 'visible' },
  },
  fade: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    width: FADE_PX,
    zIndex: 4,
    pointerEvents: 'none',
    '@media print': { display: 'none' },
  },
  before: {
    insetInlineStart: WEEKDAY_NAMES_PX,
    background: `linear-gradient(to right, ${theme.palette.background.paper}, transparent)`,
    ...mirrored,
  },
  after: {
    insetInlineEnd: -RING_ROOM_PX,
    background: `linear-gradient(to left, ${theme.palette.background.paper}, transparent)`,
    ...mirrored,
  },
  words: { '@media print': { display: 'none' } },
}));

/** The first and the last week that are in view. */
interface View {
  first: number;
  last: number;
}

/** Lets weeks scroll where not all have room, and says which are in view. */
export function ScrollFrame(props: {
  fit: Fit;
  columns: number;
  /** The day that is to be in view at first; the newest, if there is none. */
  linkedDay?: string;
  describeView: (view: View) => string;
  children: ReactNode;
}) {
  const { fit, columns, describeView, children } = props;
  const classes = useStyles();
  const ref = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<View>();

  const look = useCallback(() => {
    const scroller = ref.current;
    if (!scroller || !fit.scrolls) {
      setView(undefined);
      return;
    }
    // from right to left, one scrolls below zero
    const left = Math.abs(scroller.scrollLeft) / fit.pitch;
    const room = (scroller.clientWidth - besideDaysPx()) / fit.pitch;
    const first = Math.round(left);
    const end = Math.floor(left + room + ALMOST_WHOLE);
    const last = Math.min(columns, end) - 1;
    setView(before =>
      before?.first === first && before.last === last
        ? before
        : { first, last },
    );
  }, [fit, columns]);

  const linkedDay = useRef(props.linkedDay);
  useLayoutEffect(() => {
    const scroller = ref.current;
    if (scroller && fit.scrolls) {
      const square = scroller.querySelector<HTMLElement>(
        `[data-day="${linkedDay.current}"]`,
      );
      const isMirrored = getComputedStyle(scroller).direction === 'rtl';
      const end = (isMirrored ? -1 : 1) * scroller.scrollWidth;
      scroller.scrollLeft = square
        ? square.offsetLeft - scroller.clientWidth / 2
        : end;
    }
    look();
  }, [fit, look]);

  return (
    <>
      <div className={classes.frame}>
        <div ref={ref} className={classes.scroller} onScroll={look}>
          {children}
        </div>
        {view && view.first > 0 && (
          <div className={clsx(classes.fade, classes.before)} />
        )}
        {view && view.last < columns - 1 && (
          <div className={clsx(classes.fade, classes.after)} />
        )}
      </div>
      {view && (
        <Typography
          variant="caption"
          color="textSecondary"
          component="p"
          className={classes.words}
        >
          {describeView(view)}
        </Typography>
      )}
    </>
  );
}
