import { useCallback, useEffect, useRef, useState } from 'react';

/** A request, its last answer, and what went wrong since. */
export interface RequestState<T> {
  /** The last answer that was taken over; of an earlier request while `stale`. */
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

/** A request that can also be looked after without anything changing under the viewer's eyes. */
export interface WatchedRequestState<T> extends RequestState<T> {
  /** Whether there is a newer answer that says something else; `showNews` takes it over. */
  hasNews: boolean;
  /** Asks quietly: an answer that says something else is kept back as news, and a failure is nobody's business. */
  check(): void;
  showNews(): void;
}

interface Outcome<T> {
  key?: string;
  value?: T;
  news?: T;
  error?: Error;
  loading: boolean;
}

/** What is asked for: again if the number is another, and whether by `check`. */
interface Attempt {
  number: number;
  quiet: boolean;
}

/**
 * Loads something that `key` names, and again when `key` changes. Answers that come too late are dropped, and an answer
 * that says the same as the one before keeps its identity, so that nothing is drawn anew for it.
 */
export function useRequest<T>(options: {
  key: string;
  /** `known` is the last answer to the same request. */
  load: (signal: AbortSignal, known?: T) => Promise<T>;
  enabled?: boolean;
  /** Whether a newer answer is worth being told of, though it differs; otherwise it is taken over. */
  isNews?: (news: T, value: T) => boolean;
}): WatchedRequestState<T> {
  const { key, enabled = true } = options;
  const [attempt, setAttempt] = useState<Attempt>({ number: 0, quiet: false });
  const [outcome, setOutcome] = useState<Outcome<T>>({ loading: enabled });
  const current = useRef({ ...options, outcome });
  current.current = { ...options, outcome };

  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    const controller = new AbortController();
    const { load, isNews, outcome: last } = current.current;
    const quiet = attempt.quiet && last.key === key && !last.error;
    const settle = (change: (before: Outcome<T>) => Outcome<T>) => {
      if (!controller.signal.aborted) {
        setOutcome(change);
      }
    };
    if (!quiet) {
      setOutcome(before => ({ ...before, loading: true }));
    }
    const known = last.key === key ? last.news ?? last.value : undefined;
    // an API that throws at once is one that rejects
    Promise.resolve()
      .then(() => load(controller.signal, known))
      .then(
        value =>
          settle(before =>
            quiet && before.value && isNews?.(value, before.value)
              ? { ...before, news: value }
              : takeOver(before, key, value),
          ),
        error =>
          settle(before =>
            quiet ? before : { ...before, error, loading: false },
          ),
      );
    return () => controller.abort();
  }, [key, enabled, attempt]);

  const ask = useCallback(
    (quiet: boolean) =>
      setAttempt(({ number }) => ({ number: number + 1, quiet })),
    [],
  );
  const refresh = useCallback(() => {
    ask(false);
    // at once, so that nobody who looks takes the last answer for the one that was asked for
    setOutcome(before => ({
      ...before,
      loading: current.current.enabled !== false,
    }));
  }, [ask]);
  const check = useCallback(() => {
    // what is asked for anyway need not be asked for twice
    if (!current.current.outcome.loading) {
      ask(true);
    }
  }, [ask]);
  const showNews = useCallback(
    () =>
      setOutcome(before =>
        before.news === undefined
          ? before
          : takeOver(before, before.key, before.news),
      ),
    [],
  );
  return {
    value: outcome.value,
    error: outcome.error,
    stale: outcome.value !== undefined && outcome.key !== key,
    loading: outcome.loading,
    hasNews: outcome.news !== undefined && outcome.key === key,
    refresh,
    check,
    showNews,
  };
}

function takeOver<T>(
  before: Outcome<T>,
  key: string | undefined,
  value: T,
): Outcome<T> {
  const same =
    value === before.value ||
    JSON.stringify(value) === JSON.stringify(before.value);
  return { key, value: same ? before.value : value, loading: false };
}
