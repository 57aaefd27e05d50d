import Button from '@material-ui/core/Button';
import { Repository } from 'backstage-plugin-git-activity-common';
import { LocalFormat } from '../../calendar/locale';
import { nameOfRepository } from '../../calendar/repositoryName';
import { SyncControl } from '../../hooks/useSync';
import { isWaiting } from './RepositorySync';

/** Asks for a repository to be synced now, for those who may. */
export function SyncButton(props: {
  repository: Repository;
  sync: SyncControl;
  format: LocalFormat;
}) {
  const { repository, sync, format } = props;
  const { t } = format;
  const { id, url, heldBack } = repository;
  if (!sync.allowed) {
    return null;
  }
  const requested = sync.requested.has(id);
  const name = nameOfRepository(url);
  return (
    <Button
      size="small"
      variant="outlined"
      color="primary"
      // Why it waits is said beside it
      disabled={requested || isWaiting(heldBack)}
      aria-label={t(requested ? 'sync.askedLabel' : 'sync.askLabel', { name })}
      onClick={() => sync.sync(id)}
    >
      {t(requested ? 'sync.asked' : 'sync.ask')}
    </Button>
  );
}
