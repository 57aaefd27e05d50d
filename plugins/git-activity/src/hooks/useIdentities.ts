import { useApi } from '@backstage/core-plugin-api';
import {
  IdentitiesQuery,
  IdentityList,
} from 'backstage-plugin-git-activity-common';
import { useState } from 'react';
import { gitActivityApiRef } from '../api';
import { RequestState, useRequest } from './useRequest';

/** People on one page of the list. */
export const PEOPLE_PER_PAGE = 25;

/** Which people are listed. */
export interface IdentityChoice {
  search: string;
  /** All unless given. */
  state?: IdentitiesQuery['state'];
}

/** Everyone whom commits name, page by page. */
export interface IdentitiesState extends RequestState<IdentityList> {
  /** From 0. */
  page: number;
  showPage(page: number): void;
}

/** The server searches and pages. */
export function useIdentities(choice: IdentityChoice): IdentitiesState {
  const api = useApi(gitActivityApiRef);
  const { search, state } = choice;
  const asked = {
    ...(search && { search }),
    ...(state && { state }),
    limit: PEOPLE_PER_PAGE,
  };
  const key = JSON.stringify(asked);
  const [way, setWay] = useState<{ key: string; cursors: string[] }>({
    key,
    cursors: [],
  });
  const cursors = way.key === key ? way.cursors : [];
  const cursor = cursors.at(-1);
  const request = useRequest({
    key: JSON.stringify({ key, cursor }),
    load: signal => api.getIdentities({ ...asked, cursor }, { signal }),
  });
  const next = request.stale ? undefined : request.value?.nextCursor;
  return {
    ...request,
    page: cursors.length,
    showPage: page => {
      if (page < cursors.length) {
        setWay({ key, cursors: cursors.slice(0, page) });
      } else if (next) {
        setWay({ key, cursors: [...cursors, next] });
      }
    },
  };
}
