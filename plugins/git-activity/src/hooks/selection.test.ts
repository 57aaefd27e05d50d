import { parseSelection, resolveRange, writeSelection } from './selection';

const TODAY = '2026-11-23';
const parse = (query: string) =>
  parseSelection(new URLSearchParams(query), TODAY);

const NOTHING_CHOSEN = {
  range: { kind: 'last-12-months' },
  people: [],
  repositories: [],
  merges: false,
  bots: false,
  day: undefined,
  view: 'calendar',
  list: { search: '', states: [], sort: 'name', order: 'asc' },
};

it('shows the last twelve months of everything unless told otherwise', () => {
  const selection = parse('');
  expect(selection).toEqual(NOTHING_CHOSEN);
  expect(resolveRange(selection.range, TODAY)).toEqual({
    from: '2025-11-24',
    to: '2026-11-23',
  });
});

it.each([
  'range=2024&day=2024-02-29',
  'from=2020-01-01&to=2026-11-23&person=1&person=user%3Adefault%2Fbo',
  'repository=3&repository=4&merges=include&bots=include&view=table',
  'search=ledger+2&state=quiet&state=incomplete&sort=lastCommit&order=desc',
])('writes what it reads: %s', query => {
  expect(writeSelection(new URLSearchParams(), parse(query)).toString()).toBe(
    query,
  );
});

it.each([
  'range=20244',
  'range=2027',
  'range=1969',
  'range=all',
  'from=2020-01-01',
  'from=2026-02-30&to=2026-03-01',
  'from=2026-03-02&to=2026-03-01',
  'from=0001-01-01&to=2026-03-01',
  'from=2026-01-01&to=9999-12-31',
  'day=2026-13-01',
  'day=2020-01-01',
  'day=../../etc',
  'repository=1;drop',
  'person=',
  'merges=yes&bots=1&view=chart',
  'search=&state=asleep&sort=stars&order=up',
])('takes what is malformed for absent: %s', query => {
  expect(parse(query)).toEqual(NOTHING_CHOSEN);
});

it('drops repeated and overlong filters', () => {
  expect(parse('person=1&person=1').people).toEqual(['1']);
  expect(parse(`person=${'x'.repeat(501)}`).people).toEqual([]);
});

it('opens links that say author for person, and writes them as they are now', () => {
  const former = new URLSearchParams('author=7&person=user:default/bo');
  const selection = parseSelection(former, TODAY);
  expect(selection.people).toEqual(['user:default/bo', '7']);
  const written = writeSelection(former, selection);
  expect(written.getAll('person')).toEqual(['user:default/bo', '7']);
  expect(written.has('author')).toBe(false);
});

it('leaves the parameters of others alone', () => {
  const others = new URLSearchParams('filters[kind]=component&range=2020');
  const written = writeSelection(others, parse('range=2024'));
  expect(written.get('filters[kind]')).toBe('component');
  expect(written.getAll('range')).toEqual(['2024']);
});

it('takes a year as a whole, though it is not over', () => {
  expect(resolveRange({ kind: 'year', year: 2026 }, TODAY)).toEqual({
    from: '2026-01-01',
    to: '2026-12-31',
  });
});
