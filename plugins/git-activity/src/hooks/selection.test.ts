import { parseSelection, writeSelection } from './selection';

const CLOCK = { today: '2026-11-23', latest: '2026-11-23' };
const parse = (query: string) =>
  parseSelection(new URLSearchParams(query), CLOCK);

const NOTHING_CHOSEN = {
  range: { kind: 'last-12-months' },
  people: [],
  repositories: [],
  lens: 'owned',
  alone: false,
  whole: false,
  merges: false,
  bots: false,
  opened: undefined,
  without: undefined,
  view: 'calendar',
  list: {
    by: 'repository',
    search: '',
    states: [],
    sort: 'name',
    order: 'asc',
  },
  unread: [],
};

it('shows the last twelve months of everything unless told otherwise', () => {
  expect(parse('')).toEqual(NOTHING_CHOSEN);
  expect(parse('merges=exclude&bots=exclude&view=calendar')).toEqual(
    NOTHING_CHOSEN,
  );
});

it.each([
  'range=2024&day=2024-02-29',
  'from=2020-01-01&to=2026-11-23&person=1&person=user%3Adefault%2Fbo',
  'repository=3&repository=4&merges=include&bots=include&view=table',
  'search=ledger+2&state=quiet&state=incomplete&sort=lastCommit&order=desc',
  'repository=https%3A%2F%2Fexample.com%2Fa%2Fb.git&without=2026-03-01',
  'range=this-quarter&day=2026-10-01..2026-10-31',
  'range=last-quarter',
  'lens=members&subgroups=exclude',
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
  'from=2026-02-30&to=2026-03-01',
  'from=2026-03-02&to=2026-03-01',
  'from=0001-01-01&to=2026-03-01',
  'from=2026-01-01&to=9999-12-31',
  'day=2026-13-01',
  'day=2020-01-01',
  'day=../../etc',
  'day=2026-03-02..2026-03-01',
  'day=2026-03-01..2027-03-01',
  'day=2026-03-01..2026-03-02..2026-03-03',
  'without=2020-01-01',
  'repository=1;drop',
  'repository=shop/shop',
  'person=',
  'merges=yes&bots=1&view=chart',
  'lens=both&subgroups=none',
  'state=asleep&sort=stars&order=up',
])('opens without what it cannot read, and tells: %s', query => {
  const { unread, ...selection } = parse(query);
  expect({ ...selection, unread: [] }).toEqual(NOTHING_CHOSEN);
  const told = unread.map(({ name, value }) => [name, value]);
  expect(told.sort()).toEqual([...new URLSearchParams(query)].sort());
});

it('needs both ends of a range', () => {
  expect(parse('from=2020-01-01')).toMatchObject({
    range: { kind: 'last-12-months' },
    unread: [
      { name: 'from', value: '2020-01-01' },
      { name: 'to', value: '' },
    ],
  });
});

it('drops repeated and overlong filters', () => {
  expect(parse('person=1&person=1').people).toEqual(['1']);
  expect(parse('person=1&person=1').unread).toEqual([]);
  expect(parse(`person=${'x'.repeat(501)}`).people).toEqual([]);
});

it('opens links that say author for person, and writes them as they are now', () => {
  const former = new URLSearchParams('author=7&person=user:default/bo');
  const selection = parseSelection(former, CLOCK);
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
