import { useEffect, useRef } from 'react';

/**
 * Calls back again and again as long as the page is seen; a page that comes back into view after longer than `everyMs` calls
 * back at once.
 */
export function useRepeated(callback: () => void, everyMs: number): void {
  const latest = useRef(callback);
  latest.current = callback;

  useEffect(() => {
    let calledAt = Date.now();
    const call = () => {
      if (document.visibilityState === 'visible') {
        calledAt = Date.now();
        latest.current();
      }
    };
    const callIfDue = () => {
      if (Date.now() - calledAt >= everyMs) {
        call();
      }
    };
    const timer = setInterval(call, everyMs);
    document.addEventListener('visibilitychange', callIfDue);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', callIfDue);
    };
  }, [everyMs]);
}
