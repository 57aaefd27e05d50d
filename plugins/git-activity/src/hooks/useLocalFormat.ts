import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { LocalFormat, localeOf } from '../calendar/locale';
import { gitActivityTranslationRef } from '../translation';

/** Messages in the language that is chosen in the portal, and names and numbers as they are written in it where the viewer is. */
export function useLocalFormat(): LocalFormat {
  const { t } = useTranslationRef(gitActivityTranslationRef);
  return useMemo(
    // the language of the messages, since a portal may speak one that there are none in
    () => new LocalFormat(localeOf(t('language'), navigator.language), t),
    [t],
  );
}
