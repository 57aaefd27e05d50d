import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { InfoCard } from '@backstage/core-components';
import { Calendar, CalendarQuery } from 'backstage-plugin-git-activity-common';
import { useRef } from 'react';
import { LocalFormat } from '../../calendar/locale';
import { DayRange } from '../../calendar/strips';
import { useEscapeKey } from '../../hooks/useEscapeKey';
import { useMovedIntoView } from '../../hooks/useMovedIntoView';
import { RequestState } from '../../hooks/useRequest';
import { CommitList } from './CommitList';

const useStyles = makeStyles(theme => ({
  section: {
    scrollMarginTop: theme.spacing(2),
    // has the focus so that it is read, and the Tab key goes on from there
    '&:focus': { outline: 'none' },
  },
}));

/** The commits behind opened days, as many as the calendar counts. What is opened moves into view, and has the focus. */
export function OpenedCommits(props: {
  query: CalendarQuery;
  days: DayRange;
  /** Of which the days are. */
  calendar: RequestState<Calendar>;
  /** What the calendar counts on those days. */
  count: number;
  /** What the calendar says of those days. */
  title: string;
  format: LocalFormat;
  onClose(): void;
}) {
  const { query, days, title, onClose, ...rest } = props;
  const classes = useStyles();
  const ref = useRef<HTMLElement>(null);
  useEscapeKey(ref, onClose);
  const onListed = useMovedIntoView(ref, `${days.from} ${days.to}`);

  return (
    <section
      ref={ref}
      aria-label={title}
      tabIndex={-1}
      className={classes.section}
    >
      <InfoCard
        title={title}
        titleTypographyProps={{ variant: 'h6', component: 'h2' }}
        action={
          <IconButton
            aria-label={rest.format.t('commits.close')}
            onClick={onClose}
          >
            <CloseIcon />
          </IconButton>
        }
      >
        <CommitList
          key={JSON.stringify({ query, days })}
          {...{ query, days, onListed }}
          {...rest}
        />
      </InfoCard>
    </section>
  );
}
