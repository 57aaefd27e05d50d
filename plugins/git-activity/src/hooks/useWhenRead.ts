import { useEffect, useRef } from 'react';

/** Calls back when all that was still to be read has been read. */
export function useWhenRead(
  pending: number | undefined,
  callback: () => void,
): void {
  const before = useRef(pending);
  useEffect(() => {
    if (before.current && pending === 0) {
      callback();
    }
    before.current = pending;
  }, [pending, callback]);
}
