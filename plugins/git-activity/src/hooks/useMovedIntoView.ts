import { RefObject, useCallback, useEffect, useRef } from 'react';

/**
 * Gives an element the focus and moves it into view, at first and whenever `what` it shows is something else.
 *
 * @returns to be called when all of that is there, and the element has its height: moves it into view once more
 */
export function useMovedIntoView(
  ref: RefObject<HTMLElement>,
  what: string,
): () => void {
  const isAwaited = useRef(false);
  const move = useCallback(() => {
    const isStill = window.matchMedia?.(
      '(prefers-reduced-motion: reduce)',
    ).matches;
    ref.current?.scrollIntoView?.({
      block: 'nearest',
      behavior: isStill ? 'auto' : 'smooth',
    });
  }, [ref]);
  useEffect(() => {
    isAwaited.current = true;
    ref.current?.focus({ preventScroll: true });
    move();
  }, [ref, what, move]);
  return useCallback(() => {
    if (isAwaited.current) {
      isAwaited.current = false;
      move();
    }
  }, [move]);
}
