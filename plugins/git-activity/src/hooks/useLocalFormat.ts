import { useMemo } from 'react';
import { LocalFormat } from '../calendar/locale';

/** Names and numbers as the viewer's browser writes them. */
export function useLocalFormat(): LocalFormat {
  const locale = supportedLocale(navigator.language);
  return useMemo(() => new LocalFormat(locale), [locale]);
}

/** What a browser calls its language need not be one that `Intl` accepts. */
function supportedLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
