import { inTime, MAX_LOOK_UP_MS } from './inTime';

describe('looking something up in time', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('gives what was found, or what went wrong, and leaves no timer', async () => {
    await expect(inTime(Promise.resolve('found'))).resolves.toBe('found');
    await expect(inTime(Promise.reject(new Error('no')))).rejects.toThrow('no');

    expect(jest.getTimerCount()).toBe(0);
  });

  it('waits no longer for a disk that never answers', async () => {
    const lookUp = inTime(new Promise(() => {}));

    jest.advanceTimersByTime(MAX_LOOK_UP_MS);

    await expect(lookUp).rejects.toMatchObject({
      kind: 'stuck',
      message: expect.stringContaining('does not answer'),
    });
  });
});
