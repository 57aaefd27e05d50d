import Typography from '@material-ui/core/Typography';
import Alert from '@material-ui/lab/Alert';
import { Entity } from '@backstage/catalog-model';
import { useEntityPresentation } from '@backstage/plugin-catalog-react';
import { Calendar, Repository } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { isComponentLike } from '../../entities';
import { Folders } from './Folders';

/** Whether an entity's numbers are of its folder or of the whole repository, if it lives in a folder of one. */
export function FolderScope(props: {
  entity: Entity;
  calendar: Calendar;
  /** As the calendar counts them; absent while they are not known. */
  repositories?: Repository[];
  format: LocalFormat;
}) {
  const { entity, calendar, repositories = [], format } = props;
  const { t } = format;
  const { counted, folders, paths, untold } = calendar.scope;
  const { primaryTitle: title } = useEntityPresentation(entity);
  if (folders === 0) {
    return null;
  }
  const list = <Folders {...{ paths, format }} total={folders} />;
  const isWhole = counted === 'repository';
  const count = folders;
  const untouched = repositories.flatMap(listUntouched);
  const what = () => {
    if (!isComponentLike(entity)) {
      return t(isWhole ? 'scope.wholes' : 'scope.folders', { count });
    }
    return isWhole || untold.length > 0
      ? t('scope.whole', { title, list })
      : t('scope.folder', { list });
  };
  return (
    <>
      <Typography variant="body2" color="textSecondary">
        {what()}
      </Typography>
      {untold.length > 0 && (
        <Alert severity="info">
          {t('scope.untold', {
            list: <Folders {...{ format }} paths={untold} />,
          })}
        </Alert>
      )}
      {untouched.length > 0 && (
        <Alert severity="warning">
          {t('scope.untouched', {
            list: <Folders {...{ format }} paths={untouched} />,
          })}
        </Alert>
      )}
    </>
  );
}

/** The folders that no commit ever changed, of a repository in which that is known. */
function listUntouched({ folders = [], coverage }: Repository): string[] {
  return coverage.completeFrom === null
    ? []
    : folders.flatMap(({ path, commits }) => (commits === 0 ? [path] : []));
}
