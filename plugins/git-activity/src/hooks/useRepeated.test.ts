import { act, renderHook } from '@testing-library/react';
import { useRepeated } from './useRepeated';

const EVERY_MS = 6_000;

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

it('calls back again and again, at the pace that it is given last', () => {
  const callback = jest.fn();
  const { rerender } = renderHook(
    ({ everyMs }) => useRepeated(callback, everyMs),
    { initialProps: { everyMs: EVERY_MS } },
  );
  jest.advanceTimersByTime(3 * EVERY_MS);
  expect(callback).toHaveBeenCalledTimes(3);

  rerender({ everyMs: 3 * EVERY_MS });
  jest.advanceTimersByTime(3 * EVERY_MS);
  expect(callback).toHaveBeenCalledTimes(4);
});

it('asks for nothing while the page is hidden, and at once when it is back after longer', () => {
  const callback = jest.fn();
  renderHook(() => useRepeated(callback, EVERY_MS));
  show('hidden');
  jest.advanceTimersByTime(3 * EVERY_MS);
  expect(callback).not.toHaveBeenCalled();
  show('visible');
  expect(callback).toHaveBeenCalledTimes(1);
});

it('does not ask early because somebody looked elsewhere for a moment', () => {
  const callback = jest.fn();
  renderHook(() => useRepeated(callback, EVERY_MS));
  jest.advanceTimersByTime(EVERY_MS / 2);
  show('hidden');
  show('visible');
  expect(callback).not.toHaveBeenCalled();
});

it('stops with the page', () => {
  const callback = jest.fn();
  const { unmount } = renderHook(() => useRepeated(callback, EVERY_MS));
  unmount();
  jest.advanceTimersByTime(3 * EVERY_MS);
  expect(callback).not.toHaveBeenCalled();
});
