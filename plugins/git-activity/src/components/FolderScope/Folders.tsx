import { makeStyles } from '@material-ui/core/styles';
import { printable } from 'backstage-plugin-git-activity-common';
import { Fragment } from 'react';
import { LocalFormat } from '../../calendar/locale';

const useStyles = makeStyles({
  path: { overflowWrap: 'anywhere' },
});

/** Paths of folders, of which there may be more than are listed. */
export function Folders(props: {
  paths: string[];
  total?: number;
  format: LocalFormat;
}) {
  const { paths, total = paths.length, format } = props;
  const classes = useStyles();
  const list = (
    <>
      {paths.map((path, index) => (
        <Fragment key={path}>
          {index > 0 && ', '}
          <code className={classes.path}>
            <bdi>{printable(path)}</bdi>
          </code>
        </Fragment>
      ))}
    </>
  );
  return total > paths.length
    ? format.t('common.andMore', { count: total - paths.length, list })
    : list;
}
