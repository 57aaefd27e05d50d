import { formatIn } from '../../dev/formatIn';
import { firstWeekdayOf, firstWeekdayOfRegion, localeOf } from './locale';

it.each([
  ['en-US', 0],
  ['en-GB', 1],
  ['de', 1],
  ['pt-BR', 0],
  ['ar-EG', 6],
  ['he', 0],
])('begins weeks in %s on weekday %i', (locale, weekday) => {
  expect(firstWeekdayOf(locale)).toBe(weekday);
});

it('agrees without week data with what Intl knows where people live', () => {
  const regions = ['US', 'GB', 'DE', 'BR', 'EG', 'IN', 'JP', 'NZ', 'CN', 'IL'];
  expect(regions.map(firstWeekdayOfRegion)).toEqual(
    regions.map(region => firstWeekdayOf(`und-${region}`)),
  );
  expect(firstWeekdayOfRegion(undefined)).toBe(1);
});

it('names days, months and weekdays as the locale does', () => {
  const english = formatIn('en-GB');
  // engines disagree about the comma
  expect(english.longDay('2026-03-03')).toMatch(/^Tuesday,? 3 March 2026$/);
  expect(english.shortMonth(0)).toBe('Jan');
  expect(english.longWeekday(0)).toBe('Sunday');
  const german = formatIn('de-DE');
  expect(german.longDay('2026-03-03')).toBe('Dienstag, 3. März 2026');
  expect(german.longMonth('2026-03-03')).toBe('März 2026');
  expect(german.shortWeekday(3)).toBe('Mi');
});

it('has a singular', () => {
  const format = formatIn('en-US');
  expect(format.t('common.commits', { count: 1 })).toBe('1 commit');
  expect(format.t('common.commits', { count: 0 })).toBe('0 commits');
  expect(format.t('common.commits', { count: 1204 })).toBe('1,204 commits');
});

it.each([
  ['en', 'en-GB', 'en-GB'],
  // the language of portals that offer no other
  ['en', 'de-DE', 'en-DE'],
  ['en', 'de', 'en-DE'],
  ['de', 'de-CH', 'de-CH'],
  // a browser in another language says nothing of where somebody reads German
  ['de', 'en-US', 'de'],
  ['pt-BR', 'pt-PT', 'pt-BR'],
  ['no language', 'en-GB', 'en-GB'],
  ['de', 'not_a_language', 'de'],
])('reads %s in a browser of %s as %s', (language, browser, locale) => {
  expect(localeOf(language, browser)).toBe(locale);
});

it('takes what somebody else wrote for no message', () => {
  const search = '{{count}} $t(language) $& $1';
  expect(formatIn('en-GB').t('repositories.notFound', { search })).toBe(
    `No repository is found for “${search}”.`,
  );
});
