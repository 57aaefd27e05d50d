import { Day } from 'backstage-plugin-git-activity-common';
import { Translate, writingNumbers } from '../translation';
import { WeekdayIndex } from './geometry';

/** What the standard has added to `Intl.Locale`; some engines have the one, some the other, some neither. */
interface LocaleWithWeekInfo extends Intl.Locale {
  getWeekInfo?(): { firstDay: number };
  weekInfo?: { firstDay: number };
}

/** Regions of the Unicode CLDR whose week begins on Sunday or Saturday; everywhere else it begins on Monday. */
const SUNDAY_REGIONS = new Set(
  (
    'AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK ' +
    'PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW'
  ).split(' '),
);
const SATURDAY_REGIONS = new Set(
  'AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY'.split(' '),
);

/** The weekday on which weeks begin in a locale. */
export function firstWeekdayOf(locale: string): WeekdayIndex {
  const parsed: LocaleWithWeekInfo = new Intl.Locale(locale);
  const info = parsed.getWeekInfo?.() ?? parsed.weekInfo;
  return info
    ? // the standard counts from Monday as 1 to Sunday as 7
      ((info.firstDay % 7) as WeekdayIndex)
    : firstWeekdayOfRegion(parsed.maximize().region);
}

/** The weekday on which weeks begin in a region, for engines whose `Intl` does not know. */
export function firstWeekdayOfRegion(region: string | undefined): WeekdayIndex {
  if (region && SUNDAY_REGIONS.has(region)) {
    return 0;
  }
  return region && SATURDAY_REGIONS.has(region) ? 6 : 1;
}

/** Scripts that are written from right to left. */
const RIGHT_TO_LEFT = new Set('Adlm Arab Hebr Nkoo Rohg Syrc Thaa'.split(' '));

/** In which direction a locale is written. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  const { script = '' } = new Intl.Locale(locale).maximize();
  return RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr';
}

/** The locale of viewers who read a language: in their own region, unless the language is that of another one. */
export function localeOf(language: string, browserLanguage: string): string {
  const spoken = new Intl.Locale(supportedLocale(language));
  const own = new Intl.Locale(supportedLocale(browserLanguage)).maximize();
  const isTheirs =
    spoken.language === own.language ||
    // which portals speak to everybody, wherever they are
    spoken.language === 'en';
  return spoken.region || !isTheirs
    ? spoken.toString()
    : new Intl.Locale(spoken, { region: own.region }).toString();
}

/** What somebody calls a language need not be one that `Intl` accepts. */
function supportedLocale(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

/**
 * Messages in the viewer's language, and days, months, weekdays, numbers and lists as they are written in it. Days have no time
 * zone, so none changes them.
 */
export class LocalFormat {
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  /** The message of a key, with its `{{count}}` written as a number of the language. */
  readonly t: Translate;
  readonly firstWeekday: WeekdayIndex;
  readonly #longDay: Intl.DateTimeFormat;
  readonly #shortDay: Intl.DateTimeFormat;
  readonly #longDate: Intl.DateTimeFormat;
  readonly #longMonth: Intl.DateTimeFormat;
  readonly #monthName: Intl.DateTimeFormat;
  readonly #shortMonth: Intl.DateTimeFormat;
  readonly #narrowMonth: Intl.DateTimeFormat;
  readonly #longWeekday: Intl.DateTimeFormat;
  readonly #shortWeekday: Intl.DateTimeFormat;
  readonly #number: Intl.NumberFormat;
  readonly #difference: Intl.NumberFormat;
  readonly #ago: Intl.RelativeTimeFormat;
  readonly #age: Intl.RelativeTimeFormat;
  readonly #year: Intl.DateTimeFormat;
  readonly #list: Intl.ListFormat;
  readonly #phrases: Intl.ListFormat;
  readonly #shortMonthOfYear: Intl.DateTimeFormat;
  readonly #compact: Intl.NumberFormat;
  readonly #percent: Intl.NumberFormat;
  readonly #hour: Intl.DateTimeFormat;
  readonly #time: Intl.DateTimeFormat;
  readonly #dayAndTime: Intl.DateTimeFormat;

  constructor(locale: string, translate: Translate) {
    const formatOf = (options: Intl.DateTimeFormatOptions) =>
      new Intl.DateTimeFormat(locale, {
        timeZone: 'UTC',
        calendar: 'gregory',
        ...options,
      });
    this.locale = locale;
    this.direction = directionOf(locale);
    this.firstWeekday = firstWeekdayOf(locale);
    this.#longDay = formatOf({
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    this.#shortDay = formatOf({
      day: 'numeric',
      month: 'short',
      year: 'numeric',
    });
    this.#longDate = formatOf({
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    });
    this.#longMonth = formatOf({ month: 'long', year: 'numeric' });
    this.#monthName = formatOf({ month: 'long' });
    this.#shortMonth = formatOf({ month: 'short' });
    this.#narrowMonth = formatOf({ month: 'narrow' });
    this.#longWeekday = formatOf({ weekday: 'long' });
    this.#shortWeekday = formatOf({ weekday: 'short' });
    this.#number = new Intl.NumberFormat(locale);
    this.#difference = new Intl.NumberFormat(locale, {
      signDisplay: 'exceptZero',
    });
    this.#ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    this.#age = new Intl.RelativeTimeFormat(locale, { numeric: 'always' });
    this.#year = formatOf({ year: 'numeric' });
    this.#list = new Intl.ListFormat(locale, { type: 'conjunction' });
    this.#phrases = new Intl.ListFormat(locale, { type: 'unit' });
    this.#shortMonthOfYear = formatOf({ month: 'short', year: 'numeric' });
    this.#compact = new Intl.NumberFormat(locale, { notation: 'compact' });
    this.#percent = new Intl.NumberFormat(locale, { style: 'percent' });
    this.#hour = formatOf({ hour: 'numeric' });
    this.#time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
    this.#dayAndTime = new Intl.DateTimeFormat(locale, {
      calendar: 'gregory',
      dateStyle: 'medium',
      timeStyle: 'short',
    });
    this.t = writingNumbers(translate, this.number);
  }

  /** `Tuesday, 3 March 2026` */
  longDay = (day: Day): string => this.#longDay.format(toDate(day));

  /** `3 Mar 2026` */
  shortDay = (day: Day): string => this.#shortDay.format(toDate(day));

  /** `3 March 2026` */
  longDate = (day: Day): string => this.#longDate.format(toDate(day));

  /** `March 2026`, from any day in it */
  longMonth = (day: Day): string => this.#longMonth.format(toDate(day));

  /** `March`, from any day in it */
  monthName = (day: Day): string => this.#monthName.format(toDate(day));

  /** `Mar`, of a month counted from 0 */
  shortMonth = (month: number): string =>
    this.#shortMonth.format(new Date(Date.UTC(2026, month, 1)));

  /** `M`, of a month counted from 0 */
  narrowMonth = (month: number): string =>
    this.#narrowMonth.format(new Date(Date.UTC(2026, month, 1)));

  /** `Mar 2026`, from any day in it */
  shortMonthOfYear = (day: Day): string =>
    this.#shortMonthOfYear.format(toDate(day));

  longWeekday = (weekday: number): string =>
    this.#longWeekday.format(dateOfWeekday(weekday));

  shortWeekday = (weekday: number): string =>
    this.#shortWeekday.format(dateOfWeekday(weekday));

  /** `2 PM`, of an hour counted from 0 */
  hour = (hour: number): string =>
    this.#hour.format(new Date(Date.UTC(2026, 0, 1, hour)));

  /** `14:05` by the reader's clock, with the date where that is not today. */
  moment = (moment: Date, now: Date): string =>
    moment.toDateString() === now.toDateString()
      ? this.#time.format(moment)
      : this.#dayAndTime.format(moment);

  number = (value: number): string => this.#number.format(value);

  /** `+12`, `-3`, `0` */
  difference = (value: number): string => this.#difference.format(value);

  /** `8 months ago`, `yesterday`, `today` */
  ago = (value: number, unit: Intl.RelativeTimeFormatUnit): string =>
    this.#ago.format(-value, unit);

  /** `8 months ago`, `1 day ago` */
  age = (value: number, unit: Intl.RelativeTimeFormatUnit): string =>
    this.#age.format(-value, unit);

  /** `2026` */
  year = (year: number): string =>
    this.#year.format(new Date(Date.UTC(year, 0)));

  /** `Ann, Bo and Cy`, in parts, so that each may be more than its text; the words between them have no index. */
  list = (
    items: readonly string[],
  ): Array<{ text: string; index?: number }> => {
    let index = 0;
    return this.#list
      .formatToParts(items)
      .map(({ type, value }) =>
        type === 'element' ? { text: value, index: index++ } : { text: value },
      );
  };

  /** `on 3 days, by 2 people` */
  phrases = (phrases: readonly string[]): string =>
    this.#phrases.format(phrases);

  /** `12K`, where there is no room for more */
  compactNumber = (value: number): string => this.#compact.format(value);

  /** `99%`; never more than there is, so that all is said of all only */
  percent = (share: number): string =>
    this.#percent.format(Math.floor(share * 100) / 100);
}

function toDate(day: Day): Date {
  return new Date(`${day}T00:00:00Z`);
}

/** Some date on a weekday: 4 January 2026 was a Sunday. */
function dateOfWeekday(weekday: number): Date {
  return new Date(Date.UTC(2026, 0, 4 + weekday));
}
