import { DayLookup } from './dayCells';

const TODAY = '2026-06-15';

function lookupOf(options: {
  completeFrom?: string | null;
  completeUntil?: string | null;
  pending?: number;
  firstCommit?: string;
  without?: string;
}) {
  const {
    completeFrom = '2026-01-01',
    completeUntil = '2026-12-31',
    pending = 0,
    firstCommit,
    without,
  } = options;
  return new DayLookup(
    {
      from: '2026-01-01',
      to: '2026-12-31',
      days: [
        { date: '2026-02-01', commits: 2 },
        { date: '2026-03-01', commits: 3 },
        { date: '2026-06-16', commits: 1 },
      ],
      coverage: {
        completeFrom,
        completeUntil,
        syncedAt: null,
        repositories: { total: 2, current: 2 - pending, pending, failed: 0 },
        problems: [],
      },
    },
    { today: TODAY, firstCommit, without },
  );
}

describe('before what was read so far', () => {
  const beginning = { completeFrom: '2026-02-15' };

  it('tells a day without commits from one that is not known', () => {
    const lookup = lookupOf(beginning);
    expect(lookup.get('2026-02-15').knowledge).toBe('counted');
    expect(lookup.get('2026-02-14').knowledge).toBe('unrecorded');
    expect(lookup.beforeCoverage).toBe('unrecorded');
  });

  it('tells days that will be read from those that will not', () => {
    const lookup = lookupOf({ ...beginning, pending: 1 });
    expect(lookup.get('2026-02-14').knowledge).toBe('awaited');
    expect(lookup.beforeCoverage).toBe('awaited');
  });

  it('says of commits that there may be more', () => {
    expect(lookupOf(beginning).get('2026-02-01')).toEqual({
      day: '2026-02-01',
      commits: 2,
      knowledge: 'partial',
    });
  });

  it('knows nothing as long as no day is complete', () => {
    const lookup = lookupOf({ completeFrom: null, completeUntil: null });
    expect(lookup.get('2026-04-01').knowledge).toBe('unrecorded');
    expect(lookup.get('2026-03-01').knowledge).toBe('partial');
    expect(lookup.unknownSince).toBeUndefined();
  });
});

describe('after the last good sync of a repository', () => {
  it('does not call a day empty that nobody has looked at', () => {
    const lookup = lookupOf({ completeUntil: '2026-02-28' });
    expect(lookup.unknownSince).toBe('2026-03-01');
    expect(lookup.get('2026-02-28').knowledge).toBe('counted');
    expect(lookup.get('2026-03-02')).toEqual({
      day: '2026-03-02',
      commits: 0,
      knowledge: 'missed',
      since: '2026-03-01',
    });
    expect(lookup.get(TODAY).knowledge).toBe('missed');
  });

  it('says of commits of other repositories that there may be more', () => {
    const lookup = lookupOf({ completeUntil: '2026-02-28' });
    expect(lookup.get('2026-03-01').knowledge).toBe('partial');
    expect(lookup.get('2026-06-16').knowledge).toBe('partial');
  });

  it('knows no day of a range that begins later', () => {
    const lookup = lookupOf({ completeUntil: null });
    expect(lookup.unknownSince).toBe('2026-01-01');
    expect(lookup.get('2026-01-01').knowledge).toBe('missed');
  });

  it('tells days that are still to come from those that were missed', () => {
    const lookup = lookupOf({ completeUntil: '2026-02-28' });
    expect(lookup.get('2026-06-17').knowledge).toBe('future');
  });

  it('misses nothing yet if that was today', () => {
    const lookup = lookupOf({ completeUntil: TODAY });
    expect(lookup.unknownSince).toBeUndefined();
    expect(lookup.get(TODAY).knowledge).toBe('counted');
  });
});

describe('where the whole range is complete', () => {
  const lookup = lookupOf({});

  it('knows all', () => {
    expect(lookup.beforeCoverage).toBeUndefined();
    expect(lookup.unknownSince).toBeUndefined();
    expect(lookup.get('2026-01-01').knowledge).toBe('counted');
  });

  it('does not call days that are still to come empty', () => {
    expect(lookup.get(TODAY).knowledge).toBe('counted');
    expect(lookup.get('2026-06-17').knowledge).toBe('future');
  });

  it('counts commits of people for whom it is tomorrow already', () => {
    expect(lookup.get('2026-06-16')).toEqual({
      day: '2026-06-16',
      commits: 1,
      knowledge: 'counted',
    });
  });

  it('knows all of a range that is long over', () => {
    const past = new DayLookup(
      {
        from: '2024-01-01',
        to: '2024-12-31',
        days: [],
        coverage: {
          completeFrom: '2024-01-01',
          completeUntil: '2024-12-31',
          syncedAt: null,
          repositories: { total: 1, current: 1, pending: 0, failed: 0 },
          problems: [],
        },
      },
      { today: TODAY },
    );
    expect(past.unknownSince).toBeUndefined();
  });
});

describe('before the first commit', () => {
  const lookup = lookupOf({ firstCommit: '2026-02-01' });

  it('there was nothing to count', () => {
    expect(lookup.get('2026-01-31').knowledge).toBe('unborn');
    expect(lookup.get('2026-02-02').knowledge).toBe('counted');
    expect(lookup.hasUnborn).toBe(true);
    expect(lookupOf({ firstCommit: '2025-06-01' }).hasUnborn).toBe(false);
  });

  it('does not call days so that were not read', () => {
    const unread = lookupOf({
      firstCommit: '2026-02-01',
      completeFrom: '2026-02-01',
    });
    expect(unread.get('2026-01-31').knowledge).toBe('unrecorded');
    expect(unread.hasUnborn).toBe(false);
  });

  it('counts what a filter brings up that is older', () => {
    const later = lookupOf({ firstCommit: '2026-02-10' });
    expect(later.get('2026-02-01').knowledge).toBe('counted');
  });
});

describe('days together', () => {
  const february = { from: '2026-02-01', to: '2026-02-28' };

  it('are as many as each of them', () => {
    expect(lookupOf({}).sum({ from: '2026-02-01', to: '2026-03-01' })).toEqual({
      from: '2026-02-01',
      to: '2026-03-01',
      commits: 5,
      isPartial: false,
      isUnknown: false,
      isUnborn: false,
    });
  });

  it('lie before the first commit if all of them do', () => {
    const lookup = lookupOf({ firstCommit: '2026-02-01' });
    const january = { from: '2026-01-01', to: '2026-01-31' };
    expect(lookup.sum(january)).toMatchObject({ commits: 0, isUnborn: true });
    expect(lookup.sum({ ...january, to: '2026-02-01' }).isUnborn).toBe(false);
  });

  it('may be more where one of them is not known', () => {
    const lookup = lookupOf({ completeFrom: '2026-02-15' });
    expect(lookup.sum(february)).toMatchObject({
      commits: 2,
      isPartial: true,
      isUnknown: false,
    });
  });

  it('are not zero where one of them is not known, or all are still to come', () => {
    const lookup = lookupOf({ completeFrom: '2026-01-15' });
    const january = { from: '2026-01-01', to: '2026-01-31' };
    expect(lookup.sum(january)).toMatchObject({ isUnknown: true });
    const july = { from: '2026-07-01', to: '2026-07-31' };
    expect(lookup.sum(july)).toMatchObject({ isUnknown: true });
  });

  it('are without a day that is set aside, which alone is what it is', () => {
    const lookup = lookupOf({ without: '2026-02-01' });
    const spring = { from: '2026-02-01', to: '2026-03-31' };
    expect(lookup.sum(spring).commits).toBe(3);
    const day = { from: '2026-02-01', to: '2026-02-01' };
    expect(lookup.sum(day).commits).toBe(2);
  });
});
