import { LocalFormat } from '../calendar/locale';

/**
 * What an element has that begins a part of a page in the viewer's language, which need not be that of the page around it: only
 * so are sentences read as what they are, and written in their direction.
 */
export function inLanguageOf({ locale, direction }: LocalFormat) {
  return { lang: locale, dir: direction, 'data-writing': direction };
}

/** A drawing over time, which runs from right to left where texts do, as the calendar beside it. */
export const mirrored = {
  '[data-writing=rtl] &': { transform: 'scaleX(-1)' },
} as const;
