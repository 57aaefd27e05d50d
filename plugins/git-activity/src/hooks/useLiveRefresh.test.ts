import { act, renderHook } from '@testing-library/react';
import { LIVE_REFRESH_MS, useLiveRefresh } from './useLiveRefresh';

const show = (state: DocumentVisibilityState) => {
  jest.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  act(() => {
    document.dispatchEvent(new Event('visibilitychange'));
  });
};

beforeEach(() => jest.useFakeTimers());

afterEach(() => {
  jest.useRealTimers();
  jest.restoreAllMocks();
});

it('refreshes every few seconds while there is something to wait for', () => {
  const refresh = jest.fn();
  const { rerender } = renderHook(useLiveRefresh, {
    initialProps: { active: true, refresh },
  });
  jest.advanceTimersByTime(3 * LIVE_REFRESH_MS);
  expect(refresh).toHaveBeenCalledTimes(3);

  rerender({ active: false, refresh });
  jest.advanceTimersByTime(3 * LIVE_REFRESH_MS);
  expect(refresh).toHaveBeenCalledTimes(3);
});

it('asks for nothing while the page is hidden, and at once when it is back', () => {
  const refresh = jest.fn();
  renderHook(() => useLiveRefresh({ active: true, refresh }));
  show('hidden');
  jest.advanceTimersByTime(3 * LIVE_REFRESH_MS);
  expect(refresh).not.toHaveBeenCalled();
  show('visible');
  expect(refresh).toHaveBeenCalledTimes(1);
});

it('stops with the page', () => {
  const refresh = jest.fn();
  const { unmount } = renderHook(() =>
    useLiveRefresh({ active: true, refresh }),
  );
  unmount();
  jest.advanceTimersByTime(3 * LIVE_REFRESH_MS);
  expect(refresh).not.toHaveBeenCalled();
});
