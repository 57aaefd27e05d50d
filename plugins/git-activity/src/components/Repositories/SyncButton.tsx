import Button from '@material-ui/core/Button';
import { Repository } from 'backstage-plugin-git-activity-common';
import { nameOfRepository } from '../../calendar/repositoryName';
import { SyncControl } from '../../hooks/useSync';
import { isWaiting } from './RepositorySync';

/** Asks for a repository to be synced now, for those who may. */
export function SyncButton(props: {
  repository: Repository;
  sync: SyncControl;
}) {
  const { repository, sync } = props;
  const { id, url, heldBack } = repository;
  if (!sync.allowed) {
    return null;
  }
  const requested = sync.requested.has(id);
  const label = requested ? 'Sync asked for' : 'Sync now';
  return (
    <Button
      size="small"
      variant="outlined"
      color="primary"
      // Why it waits is said beside it
      disabled={requested || isWaiting(heldBack)}
      aria-label={`${label}: ${nameOfRepository(url)}`}
      onClick={() => sync.sync(id)}
    >
      {label}
    </Button>
  );
}
