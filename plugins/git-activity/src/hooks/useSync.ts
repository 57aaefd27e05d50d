import { useApi } from '@backstage/core-plugin-api';
import { gitActivityRepositorySyncPermission } from 'backstage-plugin-git-activity-common';
import { usePermission } from '@backstage/plugin-permission-react';
import { useCallback, useEffect, useState } from 'react';
import { gitActivityApiRef } from '../api';

/** For how long after "Sync now" its outcome is looked for. */
const WATCH_SYNC_MS = 60_000;

/** Asking for repositories to be synced now. */
export interface SyncControl {
  allowed: boolean;
  /** Whether a sync was asked for so recently that its outcome may still show. */
  watching: boolean;
  /** Repositories that were asked for and have not been watched to the end. */
  requested: ReadonlySet<string>;
  error?: Error;
  sync(repositoryId: string): Promise<void>;
}

/** Lets those who may ask for a repository to be synced now. */
export function useSync(onRequested: () => void): SyncControl {
  const api = useApi(gitActivityApiRef);
  const { allowed } = usePermission({
    permission: gitActivityRepositorySyncPermission,
  });
  const [requested, setRequested] = useState<ReadonlySet<string>>(new Set());
  const [error, setError] = useState<Error>();

  useEffect(() => {
    if (requested.size === 0) {
      return undefined;
    }
    const timer = setTimeout(() => setRequested(new Set()), WATCH_SYNC_MS);
    return () => clearTimeout(timer);
  }, [requested]);

  const sync = useCallback(
    async (id: string) => {
      try {
        await api.syncRepository(id);
        setError(undefined);
        setRequested(ids => new Set([...ids, id]));
        onRequested();
      } catch (caught) {
        setError(caught as Error);
      }
    },
    [api, onRequested],
  );
  return { allowed, watching: requested.size > 0, requested, error, sync };
}
