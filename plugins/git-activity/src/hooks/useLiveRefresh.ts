import { useEffect, useRef } from 'react';

/** How often numbers that still grow are asked for again. */
export const LIVE_REFRESH_MS = 6_000;

/**
 * Calls `refresh` every few seconds while `active` and the page is seen; a page that comes back into view is refreshed
 * at once.
 */
export function useLiveRefresh(options: {
  active: boolean;
  refresh: () => void;
}): void {
  const refresh = useRef(options.refresh);
  refresh.current = options.refresh;

  useEffect(() => {
    if (!options.active) {
      return undefined;
    }
    const refreshIfSeen = () => {
      if (document.visibilityState === 'visible') {
        refresh.current();
      }
    };
    const timer = setInterval(refreshIfSeen, LIVE_REFRESH_MS);
    document.addEventListener('visibilitychange', refreshIfSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', refreshIfSeen);
    };
  }, [options.active]);
}
