import {
  Link,
  sidebarConfig,
  useSidebarOpenState,
} from '@backstage/core-components';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  root: {
    width: sidebarConfig.drawerWidthClosed,
    height: 3 * sidebarConfig.logoHeight,
    display: 'flex',
    flexFlow: 'row nowrap',
    alignItems: 'center',
    marginBottom: -14,
  },
  link: {
    marginLeft: 20,
    display: 'flex',
    alignItems: 'center',
    gap: 12,
    whiteSpace: 'nowrap',
    color: theme.palette.navigation.selectedColor,
    fontSize: 18,
    fontWeight: 600,
  },
}));

/** Three days of a heatmap, from a quiet one to a busy one. */
const LogoIcon = () => (
  <svg width={30} height={30} viewBox="0 0 30 30" aria-hidden>
    <rect x={1} y={11} width={8} height={8} rx={2} fill="#2f6f5e" />
    <rect x={11} y={11} width={8} height={8} rx={2} fill="#4fb498" />
    <rect x={21} y={11} width={8} height={8} rx={2} fill="#7df3e1" />
  </svg>
);

export const SidebarLogo = () => {
  const classes = useStyles();
  const { isOpen } = useSidebarOpenState();

  return (
    <div className={classes.root}>
      <Link to="/" underline="none" className={classes.link} aria-label="Home">
        <LogoIcon />
        {isOpen && 'git-activity'}
      </Link>
    </div>
  );
};
