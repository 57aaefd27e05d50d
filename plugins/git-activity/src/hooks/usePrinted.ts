import { useEffect } from 'react';
import { flushSync } from 'react-dom';

/** Shows what belongs on paper before a page is printed. */
export function usePrinted(show: () => void): void {
  useEffect(() => {
    // what is drawn later is not printed
    const showNow = () => flushSync(show);
    window.addEventListener('beforeprint', showNow);
    return () => window.removeEventListener('beforeprint', showNow);
  });
}
