import { mockServices } from '@backstage/backend-test-utils';
import { CommitSourceError } from '../errors';
import { RequestBudget } from './RequestBudget';

const NOW = Date.parse('2024-03-01T13:05:30Z');
const MINUTE = 60_000;
const RESET = new Date('2024-03-01T14:04:10Z');

describe('RequestBudget', () => {
  const setUp = (options: { reserve?: number } = {}) => {
    const logger = mockServices.logger.mock();
    let now = NOW;
    const budget = new RequestBudget({
      name: 'github.com (App 42 on acme)',
      reserve: options.reserve ?? 0.2,
      reserveKey: 'gitActivity.github.reserve',
      logger,
      now: () => now,
    });
    const closed = (): CommitSourceError | undefined => {
      try {
        budget.assertOpen();
        return undefined;
      } catch (error) {
        if (error instanceof CommitSourceError) {
          return error;
        }
        throw error;
      }
    };
    return {
      budget,
      logger,
      closed,
      /** For how many minutes it is closed from now on. */
      minutes: () => ((closed()?.retryAt?.getTime() ?? now) - now) / MINUTE,
      pass: (ms: number) => {
        now += ms;
      },
    };
  };

  const observed = (remaining: number, resetAt = RESET) => ({
    limit: 5000,
    remaining,
    resetAt,
  });

  it('is open to begin with, and as long as more than the reserve is left', () => {
    const { budget, closed, logger } = setUp();
    expect(closed()).toBeUndefined();

    budget.observe(observed(1001));

    expect(closed()).toBeUndefined();
    expect(logger.info).not.toHaveBeenCalled();
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('leaves the reserve to others until the limit is reset', () => {
    const { budget, closed, logger, pass } = setUp();

    budget.observe(observed(800));

    const message =
      "github.com (App 42 on acme) lets git-activity go on at 14:05 UTC: 800 of 5,000 requests are left, and 1,000 are reserved for the portal's other plugins (gitActivity.github.reserve)";
    expect(closed()).toMatchObject({
      kind: 'rate-limited',
      message,
      retryAt: RESET,
    });
    expect(logger.info.mock.calls).toEqual([[message]]);
    expect(logger.warn).not.toHaveBeenCalled();
    pass(RESET.getTime() - NOW - 1);
    expect(closed()).toBeDefined();
    pass(1);
    expect(closed()).toBeUndefined();
  });

  it('closes at the reserve, not only below it', () => {
    const { budget, closed } = setUp();

    budget.observe(observed(1000));

    expect(closed()).toBeDefined();
  });

  it('uses all of the limit if nothing is reserved, and warns when it is used up', () => {
    const { budget, closed, logger } = setUp({ reserve: 0 });
    budget.observe(observed(1));
    expect(closed()).toBeUndefined();

    budget.observe(observed(0));

    const message =
      'github.com (App 42 on acme) lets git-activity go on at 14:05 UTC: all 5,000 requests that it allows are used up';
    expect(closed()).toMatchObject({ message, retryAt: RESET });
    expect(logger.warn.mock.calls).toEqual([[message]]);
    expect(logger.info).not.toHaveBeenCalled();
  });

  it('stays closed although answers come in another order than they were sent', () => {
    const { budget, closed } = setUp();
    budget.observe(observed(999));

    budget.observe(observed(1001));

    expect(closed()).toMatchObject({ retryAt: RESET });
  });

  it('waits a minute when a limit is reset in the past, as a wrong clock has it', () => {
    const { budget, minutes } = setUp();

    budget.observe(observed(0, new Date(NOW - 1)));

    expect(minutes()).toBe(1);
  });

  it.each([
    { limit: NaN, remaining: NaN, resetAt: new Date(NaN) },
    { limit: 0, remaining: 0, resetAt: RESET },
    { limit: 5000, remaining: NaN, resetAt: RESET },
  ])('makes nothing of a limit that is none: %j', limit => {
    const { budget, closed } = setUp();

    budget.observe(limit);

    expect(closed()).toBeUndefined();
  });

  it('waits as long as the host says', () => {
    const { budget, closed, logger } = setUp();
    const until = new Date('2024-03-02T00:00:00Z');

    budget.closeUntil(until, 'it answered 429');

    const message =
      'github.com (App 42 on acme) lets git-activity go on at 2024-03-02 00:00 UTC: it answered 429';
    expect(closed()).toMatchObject({
      kind: 'rate-limited',
      message,
      retryAt: until,
    });
    expect(logger.warn.mock.calls).toEqual([[message]]);
  });

  it('goes on after a day at the latest', () => {
    const { budget, minutes } = setUp();

    budget.closeUntil(new Date(NOW + 1e12), 'it answered 429');

    expect(minutes()).toBe(24 * 60);
  });

  it('opens when the clock that was a year ahead is set right, and closes anew', () => {
    const { budget, minutes, pass } = setUp();
    const year = 365 * 24 * 60 * MINUTE;
    pass(year);
    budget.backOff('it answered 429');
    expect(minutes()).toBeGreaterThanOrEqual(1);
    pass(-year);
    expect(minutes()).toBe(0);
    budget.closeUntil(new Date(NOW + 5 * MINUTE), 'it answered 429');
    expect(minutes()).toBe(5);
  });

  it('never opens earlier than it said', () => {
    const { budget, closed } = setUp();
    budget.closeUntil(RESET, 'first');

    budget.closeUntil(new Date(NOW + MINUTE), 'second');
    budget.backOff('third');

    expect(closed()).toMatchObject({
      retryAt: RESET,
      message: expect.stringMatching(/: first$/),
    });
  });

  it.each([new Date(NaN), new Date(NOW), new Date(NOW - 1)])(
    'backs off when the time to wait until is %p',
    until => {
      const { budget, minutes } = setUp();

      budget.closeUntil(until, 'it answered 403');

      expect(minutes()).toBeGreaterThanOrEqual(1);
      expect(minutes()).toBeLessThanOrEqual(1.25);
    },
  );

  it('backs off for a minute, then twice as long each time, up to an hour', () => {
    const { budget, minutes, pass } = setUp();

    for (const expected of [1, 2, 4, 8, 16, 32, 60, 60]) {
      budget.backOff('it answered 403');
      const waited = minutes();
      expect(waited).toBeGreaterThanOrEqual(expected);
      expect(waited).toBeLessThanOrEqual(1.25 * expected);
      pass(waited * MINUTE);
    }
  });

  it('does not send everybody back at the same time', () => {
    const times = Array.from({ length: 20 }, () => {
      const { budget, minutes } = setUp();
      budget.backOff('it answered 403');
      return minutes();
    });

    expect(new Set(times).size).toBeGreaterThan(1);
  });

  it('backs off but a minute again after a success', () => {
    const { budget, minutes, pass } = setUp();
    budget.backOff('it answered 403');
    pass(2 * MINUTE);
    budget.backOff('it answered 403');
    pass(4 * MINUTE);

    budget.succeeded();
    budget.backOff('it answered 403');

    expect(minutes()).toBeLessThanOrEqual(1.25);
  });

  it('counts requests that were under way together once', () => {
    const { budget, minutes, pass, logger } = setUp();

    budget.backOff('it answered 403');
    budget.backOff('it answered 403');
    budget.succeeded();
    budget.backOff('it answered 403');

    expect(minutes()).toBeLessThanOrEqual(1.25);
    pass(2 * MINUTE);
    budget.backOff('it answered 403');
    expect(minutes()).toBeGreaterThanOrEqual(2);
    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('logs a closing once, and again only when it lasts plainly longer', () => {
    const { budget, logger } = setUp();
    for (let second = 0; second < 50; second++) {
      budget.closeUntil(new Date(NOW + 2 * MINUTE + second * 1000), 'busy');
    }
    expect(logger.warn).toHaveBeenCalledTimes(1);

    budget.closeUntil(new Date(NOW + 10 * MINUTE), 'busy');

    expect(logger.warn).toHaveBeenCalledTimes(2);
  });

  it('logs every closing anew', () => {
    const { budget, logger, pass } = setUp();
    budget.observe(observed(10));
    pass(RESET.getTime() - NOW);

    budget.observe(observed(10, new Date(RESET.getTime() + 60 * MINUTE)));

    expect(logger.info).toHaveBeenCalledTimes(2);
  });
});
