import { RefObject, useEffect, useRef } from 'react';

/** Calls back when Escape is pressed inside an element, unless something in it has used the key already. */
export function useEscapeKey(
  element: RefObject<HTMLElement>,
  onEscape: () => void,
): void {
  const callback = useRef(onEscape);
  callback.current = onEscape;
  useEffect(() => {
    const target = element.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) {
        callback.current();
      }
    };
    target?.addEventListener('keydown', onKeyDown);
    return () => target?.removeEventListener('keydown', onKeyDown);
  }, [element]);
}
