import { createTranslationRef } from '@backstage/frontend-plugin-api';
import type { TranslationFunction } from '@backstage/frontend-plugin-api';
import { english } from './translations/english';

/**
 * All that the plugin says. A portal that offers a language shows it in that, if there are messages: German ones come with the
 * plugin, and a portal may bring others, or words of its own.
 *
 * @public
 */
export const gitActivityTranslationRef = createTranslationRef({
  id: 'git-activity',
  messages: english,
  translations: { de: () => import('./translations/german') },
});

/** Messages in the viewer's language, by key. */
export type Translate = TranslationFunction<
  (typeof gitActivityTranslationRef)['T']
>;

/** Messages say how many in the digits of a language; which plural it is, they still learn from the number. */
export function writingNumbers(
  translate: Translate,
  write: (value: number) => string,
): Translate {
  const plain = translate as unknown as (
    key: string,
    options?: object,
  ) => string;
  const writing = (key: string, options: { count?: number } = {}) =>
    options.count === undefined
      ? plain(key, options)
      : plain(key, {
          ...options,
          replace: { ...options, count: write(options.count) },
        });
  return writing as unknown as Translate;
}
