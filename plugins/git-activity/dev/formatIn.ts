import { createTranslationRef } from '@backstage/frontend-plugin-api';
import { MockTranslationApi } from '@backstage/test-utils/alpha';
import { LocalFormat } from '../src/calendar/locale';
import { Translate } from '../src/translation';
import { english } from '../src/translations/english';

/** What a viewer of a locale reads: messages in English, unless others are given of a language with the same plurals. */
export function formatIn(
  locale: string,
  messages: Record<keyof typeof english, string> = english,
): LocalFormat {
  const ref = createTranslationRef({ id: 'git-activity', messages });
  const snapshot = MockTranslationApi.create().getTranslation(ref);
  if (!snapshot.ready) {
    throw new Error('Messages are there from the beginning');
  }
  return new LocalFormat(locale, snapshot.t as Translate);
}
