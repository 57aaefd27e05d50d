import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { describeTrouble, nextRegularSync } from './backOff';

const now = new Date('2026-06-01T12:00:00Z');
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

function delayOf(error: unknown, failures: number, random = 0.5): number {
  const { dueAt } = describeTrouble({
    error,
    failures,
    now,
    ownNow: now,
    random,
  });
  return dueAt.getTime() - now.getTime();
}

describe('describeTrouble', () => {
  const gone = new CommitSourceError('gone', 'There is no such repository');

  it('waits twice as long after each failure in a row, up to an hour', () => {
    expect([1, 2, 3, 7, 8, 100, 5000].map(n => delayOf(gone, n))).toEqual([
      30 * SECOND,
      MINUTE,
      2 * MINUTE,
      32 * MINUTE,
      HOUR,
      HOUR,
      HOUR,
    ]);
  });

  it('spreads those that failed together', () => {
    expect(delayOf(gone, 1, 0)).toBe(24 * SECOND);
    expect(delayOf(gone, 1, 1)).toBe(36 * SECOND);
  });

  it('comes back when the host said, a little spread', () => {
    const busy = (retryAt: Date) =>
      new CommitSourceError('try-later', 'Busy', { retryAt });
    const inTwoHours = new Date(now.getTime() + 2 * HOUR);
    expect(delayOf(busy(inTwoHours), 1, 0)).toBe(2 * HOUR);
    expect(delayOf(busy(inTwoHours), 9, 1)).toBe(2 * HOUR + 6 * SECOND);
    expect(delayOf(busy(new Date(0)), 1, 0)).toBe(0);
    expect(delayOf(busy(new Date('2200-01-01')), 1, 0)).toBe(24 * HOUR);
  });

  it('waits as long as the host meant, however wrong the clock is by which the source said it', () => {
    const ownNow = new Date('2031-01-01T00:00:00Z');
    const { dueAt, changes } = describeTrouble({
      error: new CommitSourceError('rate-limited', 'Enough', {
        retryAt: new Date(ownNow.getTime() + HOUR),
      }),
      failures: 1,
      now,
      ownNow,
      random: 0,
    });
    expect(dueAt).toEqual(new Date(now.getTime() + HOUR));
    expect(changes.held_back_until).toEqual(dueAt);
  });

  it('takes a limit for no failure, and says until when it holds', () => {
    const retryAt = new Date(now.getTime() + HOUR);
    const error = new CommitSourceError('rate-limited', 'Enough', { retryAt });
    expect(
      describeTrouble({ error, failures: 3, now, ownNow: now, random: 1 }),
    ).toEqual({
      kind: 'rate-limited',
      message: 'Enough',
      dueAt: new Date(retryAt.getTime() + 6 * SECOND),
      changes: { held_back_until: retryAt, held_back_reason: 'Enough' },
    });
  });

  it('does not wait for a limit longer than a day, or for ever because no end was given', () => {
    const heldBackFor = (retryAt?: Date) => {
      const error = new CommitSourceError('rate-limited', 'No', { retryAt });
      const { changes } = describeTrouble({
        error,
        failures: 1,
        now,
        ownNow: now,
        random: 0.5,
      });
      return (changes.held_back_until?.getTime() ?? 0) - now.getTime();
    };
    expect(heldBackFor(new Date('2200-01-01'))).toBe(24 * HOUR + 3 * SECOND);
    expect(heldBackFor()).toBe(30 * SECOND);
  });

  it('tells users what kind of trouble it is', () => {
    expect(
      describeTrouble({ error: gone, failures: 1, now, random: 0 }),
    ).toMatchObject({ kind: 'gone', message: 'There is no such repository' });
    expect(
      describeTrouble({
        error: new CommitSourceError('head-unknown', 'It moved'),
        failures: 1,
        now,
        random: 0,
      }),
    ).toMatchObject({ kind: 'try-later', message: 'It moved' });
  });

  it('keeps control characters and endless messages out', () => {
    const { message } = describeTrouble({
      error: new CommitSourceError('broken', `\u001b[31m${'x'.repeat(9999)}`),
      failures: 1,
      now,
      random: 0,
    });
    expect(message).toMatch(/^ \[31mx+$/);
    expect(message).toHaveLength(500);
  });

  it('does not show what was written for developers', () => {
    expect(
      describeTrouble({
        error: new Error('select secret from table'),
        failures: 1,
        now,
        random: 0,
      }),
    ).toMatchObject({
      kind: 'unknown',
      message: 'An unexpected error; the log of the portal has more',
    });
  });
});

describe('nextRegularSync', () => {
  it('is after the usual time, give or take a twentieth', () => {
    const at = (random: number) =>
      nextRegularSync({
        frequencyMs: 20 * MINUTE,
        archived: false,
        now,
        random,
      }).getTime() - now.getTime();
    expect([at(0), at(0.5), at(1)]).toEqual([
      19 * MINUTE,
      20 * MINUTE,
      21 * MINUTE,
    ]);
  });

  it('is after a day for a repository that nobody can push to', () => {
    const after = (frequencyMs: number) =>
      nextRegularSync({
        frequencyMs,
        archived: true,
        now,
        random: 0.5,
      }).getTime() - now.getTime();
    expect([after(20 * MINUTE), after(48 * HOUR)]).toEqual([
      24 * HOUR,
      48 * HOUR,
    ]);
  });
});
