import Button from '@material-ui/core/Button';
import Menu from '@material-ui/core/Menu';
import MenuItem from '@material-ui/core/MenuItem';
import Typography from '@material-ui/core/Typography';
import { makeStyles, useTheme } from '@material-ui/core/styles';
import ShareIcon from '@material-ui/icons/Share';
import { useApi } from '@backstage/core-plugin-api';
import {
  Calendar,
  CalendarQuery,
  Day,
  printable,
} from 'backstage-plugin-git-activity-common';
import { useState } from 'react';
import useCopyToClipboard from 'react-use/esm/useCopyToClipboard';
import { gitActivityApiRef } from '../../api';
import { ColourScale } from '../../calendar/colourScale';
import { DayLookup } from '../../calendar/dayCells';
import { LocalFormat } from '../../calendar/locale';
import { drawPicture } from '../../calendar/picture';
import { ActivitySelection } from '../../hooks/selection';
import { useUniqueId } from '../../hooks/useUniqueId';
import { inLanguageOf } from '../writing';
import { CountingRules } from './CountingRules';
import {
  canCopyPictures,
  copyPicture,
  save,
  toCsvFile,
  toPng,
  toSvgFile,
} from './files';
import { describePicture } from './words';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: theme.spacing(1),
    '@media print': { display: 'none' },
  },
  // whose edge is a shadow, and whose chosen item is another shade, where there are shades
  paper: { '@media (forced-colors: active)': { border: '1px solid' } },
  item: {
    '@media (forced-colors: active)': {
      '&:focus': { outline: '2px solid Highlight', outlineOffset: -2 },
    },
  },
}));

/** Gives away what is seen: its address, a picture of it, or its rows; and says how it is counted. */
export function ShareMenu(props: {
  /** What the calendar answers. */
  query: CalendarQuery;
  calendar: Calendar;
  lookup: DayLookup;
  scale: ColourScale;
  /** What the calendar is of. */
  title: string;
  selection: ActivitySelection;
  today: Day;
  format: LocalFormat;
}) {
  const { query, calendar, lookup, scale, title } = props;
  const { selection, today, format } = props;
  const { t } = format;
  const api = useApi(gitActivityApiRef);
  const classes = useStyles();
  const theme = useTheme();
  const id = useUniqueId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [said, setSaid] = useState<string>();
  // which works in portals without HTTPS, too
  const [link, copyLink] = useCopyToClipboard();
  const [showsRules, setShowsRules] = useState(false);

  const draw = () =>
    drawPicture({
      ...{ lookup, scale, format },
      title: t('share.picture', { title: printable(title) }),
      lines: describePicture({ calendar, lookup, selection, today, format }),
      main: theme.palette.primary.main,
      fontFamily: theme.typography.fontFamily ?? 'sans-serif',
    });
  const name = `git-activity-${calendar.from}-${calendar.to}`;
  const exportRows = async (rows: 'days' | 'commits') => {
    const { from, to } = calendar;
    const answer = await api.exportRows({ ...query, from, to, rows });
    const range = `${from}-${to}`;
    save(toCsvFile(await answer.text()), `git-activity-${rows}-${range}.csv`);
  };
  const actions: Array<{
    label: string;
    run(): unknown;
    doing?: string;
    done?: string;
  }> = [
    {
      label: t('share.copyLink'),
      run: () => copyLink(window.location.href),
      done: t('share.linkCopied'),
    },
    ...(canCopyPictures()
      ? [
          {
            label: t('share.copyPicture'),
            run: () => copyPicture(draw()),
            done: t('share.pictureCopied'),
          },
        ]
      : []),
    {
      label: t('share.png'),
      run: async () => save(await toPng(draw()), `${name}.png`),
    },
    {
      label: t('share.svg'),
      run: () => save(toSvgFile(draw()), `${name}.svg`),
    },
    {
      label: t('share.csvOfDays'),
      run: () => exportRows('days'),
      doing: t('share.exporting'),
    },
    {
      label: t('share.csvOfCommits'),
      run: () => exportRows('commits'),
      doing: t('share.exporting'),
    },
    { label: t('share.rules'), run: () => setShowsRules(true) },
  ];
  const choose = async ({ run, doing, done }: (typeof actions)[number]) => {
    setAnchor(null);
    setSaid(doing);
    try {
      await run();
      setSaid(done);
    } catch {
      setSaid(t('share.failed'));
    }
  };

  return (
    <div className={classes.root}>
      <Typography role="status" variant="body2" color="textSecondary">
        {said === t('share.linkCopied') && link.error
          ? t('share.failed')
          : said}
      </Typography>
      <Button
        size="small"
        color="primary"
        startIcon={<ShareIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        onClick={({ currentTarget }) => setAnchor(currentTarget)}
      >
        {t('share.open')}
      </Button>
      <Menu
        id={id}
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        PaperProps={{ className: classes.paper }}
        MenuListProps={{ 'aria-label': t('share.menu') }}
        {...inLanguageOf(format)}
      >
        {actions.map(action => (
          <MenuItem
            key={action.label}
            className={classes.item}
            onClick={() => choose(action)}
          >
            {action.label}
          </MenuItem>
        ))}
      </Menu>
      <CountingRules
        open={showsRules}
        dayBasis={calendar.dayBasis}
        format={format}
        onClose={() => setShowsRules(false)}
      />
    </div>
  );
}
