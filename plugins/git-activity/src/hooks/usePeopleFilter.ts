import { identityApiRef, useApi } from '@backstage/core-plugin-api';
import {
  CalendarQuery,
  Person,
  PersonList,
} from 'backstage-plugin-git-activity-common';
import { useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { gitActivityApiRef } from '../api';
import { useRequest } from './useRequest';

/** People that are offered at once; a search finds the others. */
const PEOPLE_OFFERED = 200;
/** How long somebody pauses who has typed what they look for. */
const TYPING_PAUSE_MS = 250;

/** Whom a selection can be narrowed down to. */
export interface PeopleFilter {
  /** The first of those whom the search finds, whoever is filtered for, by name. */
  found?: PersonList;
  /** Those who are filtered for, as far as they did something. */
  chosen: Person[];
  /** The viewer as a User, if they did something. */
  ownRef?: string;
  loading: boolean;
  error?: Error;
  search(text: string): void;
}

/** The people of a selection, looked for where they are known: there may be thousands. */
export function usePeopleFilter(
  query: CalendarQuery,
  options: {
    /** The revision of the calendar beside which they are listed; nobody is listed without one. */
    revision: string | undefined;
    enabled: boolean;
  },
): PeopleFilter {
  const { revision } = options;
  const api = useApi(gitActivityApiRef);
  const identity = useApi(identityApiRef);
  const [typed, search] = useState('');
  const [text, setText] = useState('');
  useDebounce(() => setText(typed.trim()), TYPING_PAUSE_MS, [typed]);
  const enabled = options.enabled && revision !== undefined;
  const { person = [], ...rest } = query;
  const found = useRequest({
    key: JSON.stringify({ rest, revision, text }),
    enabled,
    load: signal =>
      api.getPeople(
        { ...rest, ...(text && { search: text }), limit: PEOPLE_OFFERED },
        { signal },
      ),
  });
  const chosen = useRequest({
    key: JSON.stringify({ rest, revision, person }),
    enabled: enabled && person.length > 0,
    load: signal =>
      api.getPeople({ ...rest, person, limit: PEOPLE_OFFERED }, { signal }),
  });
  const own = useRequest({
    key: JSON.stringify({ rest, revision }),
    enabled,
    load: async signal => {
      const { userEntityRef } = await identity.getBackstageIdentity();
      const asked = { ...rest, person: [userEntityRef] };
      return (await api.getPeople(asked, { signal })).items;
    },
  });
  return {
    found: found.value,
    chosen: chosen.value?.items ?? [],
    // of a viewer whom the catalog does not know as a User, nothing is known
    ownRef: own.error ? undefined : own.value?.[0]?.userEntityRef,
    loading: found.loading || typed.trim() !== text,
    error: found.error,
    search,
  };
}
