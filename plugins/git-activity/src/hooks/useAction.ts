import { useCallback, useRef, useState } from 'react';

/** Something that is done when somebody asks for it, and how that went. */
export interface Action<TArguments extends unknown[]> {
  run(...args: TArguments): Promise<boolean>;
  running: boolean;
  /** Why it failed the last time. */
  error?: Error;
}

/** Does something, one after the other; whoever asks again while it is being done is not heard. */
export function useAction<TArguments extends unknown[]>(
  perform: (...args: TArguments) => Promise<void>,
): Action<TArguments> {
  const latest = useRef(perform);
  latest.current = perform;
  const busy = useRef(false);
  const [state, setState] = useState<{ running: boolean; error?: Error }>({
    running: false,
  });
  const run = useCallback(async (...args: TArguments) => {
    if (busy.current) return false;
    busy.current = true;
    setState({ running: true });
    try {
      await latest.current(...args);
      setState({ running: false });
      return true;
    } catch (error) {
      setState({ running: false, error: error as Error });
      return false;
    } finally {
      busy.current = false;
    }
  }, []);
  return { run, ...state };
}
