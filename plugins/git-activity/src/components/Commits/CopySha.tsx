import { makeStyles } from '@material-ui/core/styles';
import CopyIcon from '@material-ui/icons/FileCopyOutlined';
import { LocalFormat } from '../../calendar/locale';
import { useCopy } from '../../hooks/useCopy';

const SHORT_SHA_LENGTH = 7;
/** The least that a finger can hit. */
const TARGET_PX = 24;

const useStyles = makeStyles(theme => ({
  root: {
    minHeight: TARGET_PX,
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    padding: 0,
    border: 0,
    borderRadius: theme.shape.borderRadius,
    background: 'none',
    color: 'inherit',
    font: 'inherit',
    fontFamily: 'monospace',
    cursor: 'pointer',
    '&:hover': { color: theme.palette.text.primary },
    '&:focus-visible': { outline: `2px solid ${theme.palette.text.primary}` },
  },
  icon: { fontSize: '1em' },
}));

/** The beginning of a SHA, which copies all of it. A plain button: there may be some hundred in a list. */
export function CopySha(props: { sha: string; format: LocalFormat }) {
  const { sha, format } = props;
  const classes = useStyles();
  const { copy, said } = useCopy(sha, format);
  const short = sha.slice(0, SHORT_SHA_LENGTH);
  return (
    <span>
      <button
        type="button"
        className={classes.root}
        title={sha}
        aria-label={format.t('commits.copySha', { sha: short })}
        onClick={copy}
      >
        {short}
        <CopyIcon className={classes.icon} />
      </button>{' '}
      <span role="status">{said}</span>
    </span>
  );
}
