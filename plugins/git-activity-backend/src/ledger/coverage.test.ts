import { CLOCK_SAMPLE, coverageAfter } from './coverage';
import { DayClock } from './DayClock';

const clock = new DayClock({
  dayBasis: 'author',
  now: new Date('2026-06-01T00:00:00Z'),
});

function at(text: string): number {
  return Date.parse(text) / 1000;
}

function after(
  before: string | null,
  ...committedAt: Array<number | undefined>
): string | null {
  return coverageAfter({ before, committedAt, clock });
}

describe('coverageAfter', () => {
  it('claims the days after the last commit, but for one on which an offset may count it', () => {
    expect(after(null, at('2026-03-10T23:59:59Z'))).toBe('2026-03-12');
    expect(after(null, at('2026-03-11T00:00:00Z'))).toBe('2026-03-13');
  });

  it('goes by the newest, since the others may have a clock that was behind', () => {
    expect(
      after(
        null,
        at('2026-03-10T12:00:00Z'),
        at('2001-01-01T00:00:00Z'),
        at('2026-03-08T12:00:00Z'),
      ),
    ).toBe('2026-03-12');
  });

  it('moves on once those that are newer have been walked past', () => {
    const older = Array.from({ length: CLOCK_SAMPLE }, () =>
      at('2025-01-01T12:00:00Z'),
    );
    expect(after(null, at('2026-03-10T12:00:00Z'), ...older)).toBe(
      '2025-01-03',
    );
    expect(after(null, at('2026-03-10T12:00:00Z'), ...older.slice(1))).toBe(
      '2026-03-12',
    );
  });

  it('only ever reaches further back', () => {
    const claims: Array<string | null> = [null];
    for (const day of [
      '2026-03-10',
      '2026-02-01',
      '2026-05-01',
      '2025-12-31',
    ]) {
      claims.push(after(claims.at(-1) ?? null, at(`${day}T12:00:00Z`)));
    }
    expect(claims).toEqual([
      null,
      '2026-03-12',
      '2026-02-03',
      '2026-02-03',
      '2026-01-02',
    ]);
  });

  it('ignores times that cannot be', () => {
    const impossible = [
      undefined,
      0,
      -5,
      0.5,
      NaN,
      2 ** 64,
      at('2026-06-03T00:00:00Z'),
    ];
    expect(after(null, ...impossible)).toBeNull();
    expect(after('2026-03-12', ...impossible)).toBe('2026-03-12');
    expect(after(null, ...impossible, at('2026-03-10T12:00:00Z'))).toBe(
      '2026-03-12',
    );
  });

  it('claims nothing for a batch without commits', () => {
    expect(after(null)).toBeNull();
  });
});
