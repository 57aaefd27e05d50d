import Button from '@material-ui/core/Button';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import RefreshIcon from '@material-ui/icons/Refresh';
import { Coverage } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { describeFreshness } from '../../calendar/words';
import { ReactNode } from 'react';
import { useNow } from '../../hooks/useNow';

const RENEW_AGE_MS = 15_000;

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(0.5),
  },
  // as small as a finger can hit
  refresh: { padding: 2 },
}));

/** What brings the numbers of a page up to date. */
export interface Renewal {
  /** Whether there are newer numbers than those that are shown. */
  hasNews: boolean;
  showNews(): void;
  refresh(): void;
}

/** How fresh the numbers are, and whether there are newer ones: `As of 3 minutes ago; 12 of 14 repositories current`. */
export function Freshness(props: {
  coverage: Coverage;
  renewal: Renewal;
  /** What is more urgent to say. */
  children?: ReactNode;
  /** Whether there is little room. */
  dense?: boolean;
  format: LocalFormat;
}) {
  const { coverage, renewal, children, dense, format } = props;
  const { t } = format;
  const classes = useStyles();
  const now = useNow(RENEW_AGE_MS);
  return (
    <div className={classes.root}>
      <Typography
        variant={dense ? 'caption' : 'body2'}
        color="textSecondary"
        component="span"
      >
        {children ?? describeFreshness(coverage, { now, format })}
      </Typography>
      <IconButton
        size="small"
        className={classes.refresh}
        aria-label={t('freshness.refresh')}
        title={t('freshness.refresh')}
        onClick={renewal.refresh}
      >
        <RefreshIcon fontSize="small" />
      </IconButton>
      <span role="status">
        {renewal.hasNews && (
          <Button size="small" color="primary" onClick={renewal.showNews}>
            {t('freshness.news')}
          </Button>
        )}
      </span>
    </div>
  );
}
