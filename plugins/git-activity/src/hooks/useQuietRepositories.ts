import { useApi } from '@backstage/core-plugin-api';
import { Breakdown } from 'backstage-plugin-git-activity-common';
import { gitActivityApiRef } from '../api';
import { RequestState, useRequest } from './useRequest';

/** The repositories of some entities that had no commit for long, the first of them by name. */
export function useQuietRepositories(
  entityRefs: string[],
  options: { limit: number },
): RequestState<Breakdown> {
  const { limit } = options;
  const api = useApi(gitActivityApiRef);
  return useRequest({
    key: JSON.stringify([entityRefs, limit]),
    enabled: entityRefs.length > 0,
    load: signal =>
      api.getBreakdown(
        { entityRef: entityRefs, state: ['quiet'], sort: 'name', limit },
        { signal },
      ),
  });
}
