import { DayLookup } from './dayCells';

const coverage = {
  syncedAt: null,
  repositories: { total: 1, current: 1, pending: 0, failed: 0 },
  problems: [],
};

function lookupOf(
  completeFrom: string | null,
  completeUntil: string | null = '2026-12-31',
) {
  return new DayLookup(
    {
      from: '2026-01-01',
      to: '2026-12-31',
      days: [
        { date: '2026-02-01', commits: 2 },
        { date: '2026-03-01', commits: 3 },
        { date: '2026-06-16', commits: 1 },
      ],
      coverage: { ...coverage, completeFrom, completeUntil },
    },
    '2026-06-15',
  );
}

it('tells a day without commits from one that is not known', () => {
  const lookup = lookupOf('2026-02-15');
  expect(lookup.get('2026-02-15').knowledge).toBe('counted');
  expect(lookup.get('2026-02-14').knowledge).toBe('unknown');
  expect(lookup.hasUnknown).toBe(true);
});

it('says of commits before coverage begins that there may be more', () => {
  expect(lookupOf('2026-02-15').get('2026-02-01')).toEqual({
    day: '2026-02-01',
    commits: 2,
    knowledge: 'partial',
  });
});

it('knows nothing as long as no day is complete', () => {
  const lookup = lookupOf(null);
  expect(lookup.get('2026-04-01').knowledge).toBe('unknown');
  expect(lookup.get('2026-03-01').knowledge).toBe('partial');
});

it('knows all where the whole range is complete', () => {
  const lookup = lookupOf('2026-01-01');
  expect(lookup.hasUnknown).toBe(false);
  expect(lookup.get('2026-01-01').knowledge).toBe('counted');
});

it('does not call days that are still to come empty', () => {
  const lookup = lookupOf('2026-01-01');
  expect(lookup.get('2026-06-15').knowledge).toBe('counted');
  expect(lookup.get('2026-06-17').knowledge).toBe('future');
});

it('counts commits of people for whom it is tomorrow already', () => {
  expect(lookupOf('2026-01-01').get('2026-06-16')).toEqual({
    day: '2026-06-16',
    commits: 1,
    knowledge: 'counted',
  });
});

it('tells days that could not be read any more from days without commits', () => {
  const lookup = lookupOf('2026-01-01', '2026-05-31');
  expect(lookup.get('2026-05-31').knowledge).toBe('counted');
  expect(lookup.get('2026-06-01').knowledge).toBe('unknown');
  expect(lookup.get('2026-06-16').knowledge).toBe('partial');
  expect(lookup.hasUnknown).toBe(true);
});
