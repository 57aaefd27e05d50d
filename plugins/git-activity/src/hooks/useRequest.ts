import { useCallback, useEffect, useRef, useState } from 'react';

/** A request, its last answer, and what went wrong since. */
export interface RequestState<T> {
  /** The last answer; of an earlier request while `stale`. */
  value?: T;
  /** Why the last attempt failed; undefined once one succeeds. */
  error?: Error;
  /** Whether `value` answers another request than the present one. */
  stale: boolean;
  /** Whether an answer is awaited. */
  loading: boolean;
  /** Asks again; the last answer stays until there is a new one. */
  refresh(): void;
}

interface Outcome<T> {
  key?: string;
  value?: T;
  error?: Error;
  loading: boolean;
}

/**
 * Loads something that `key` names, and again when `key` changes. Answers that come too late are dropped, and an answer
 * that says the same as the one before keeps its identity, so that nothing is drawn anew for it.
 */
export function useRequest<T>(options: {
  key: string;
  load: (signal: AbortSignal) => Promise<T>;
  enabled?: boolean;
}): RequestState<T> {
  const { key, enabled = true } = options;
  const load = useRef(options.load);
  load.current = options.load;
  const [attempt, setAttempt] = useState(0);
  const [outcome, setOutcome] = useState<Outcome<T>>({ loading: enabled });

  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    const controller = new AbortController();
    const settle = (part: Pick<Outcome<T>, 'value' | 'error'>) => {
      if (!controller.signal.aborted) {
        setOutcome(last => merge(last, key, part));
      }
    };
    setOutcome(last => ({ ...last, loading: true }));
    // an API that throws at once is one that rejects
    Promise.resolve()
      .then(() => load.current(controller.signal))
      .then(
        value => settle({ value }),
        error => settle({ error }),
      );
    return () => controller.abort();
  }, [key, enabled, attempt]);

  const refresh = useCallback(() => setAttempt(count => count + 1), []);
  return {
    value: outcome.value,
    error: outcome.error,
    stale: outcome.value !== undefined && outcome.key !== key,
    loading: outcome.loading,
    refresh,
  };
}

function merge<T>(
  last: Outcome<T>,
  key: string,
  part: Pick<Outcome<T>, 'value' | 'error'>,
): Outcome<T> {
  if (part.error) {
    return { ...last, error: part.error, loading: false };
  }
  const same = JSON.stringify(last.value) === JSON.stringify(part.value);
  return { key, value: same ? last.value : part.value, loading: false };
}
