import { useCallback, useEffect, useRef, useState } from 'react';

/** A request, its last answer, and what went wrong since. */
export interface RequestState<T> {
  /** The last answer that is shown; of an earlier request while `stale`. */
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
  /** What was answered last, which is news if it is not shown. */
  latest?: T;
  hasNews: boolean;
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
  /** What to show of a newer answer without a word; nothing if it is news. */
  absorb?: (latest: T, shown: T) => T | undefined;
}): WatchedRequestState<T> {
  const { key, enabled = true } = options;
  const [attempt, setAttempt] = useState<Attempt>({ number: 0, quiet: false });
  const [outcome, setOutcome] = useState<Outcome<T>>({
    hasNews: false,
    loading: enabled,
  });
  const current = useRef({ ...options, outcome });
  current.current = { ...options, outcome };

  useEffect(() => {
    if (!enabled) {
      return undefined;
    }
    const controller = new AbortController();
    const { load, absorb, outcome: last } = current.current;
    const quiet = attempt.quiet && last.key === key && !last.error;
    const settle = (change: (before: Outcome<T>) => Outcome<T>) => {
      if (!controller.signal.aborted) {
        setOutcome(change);
      }
    };
    if (!quiet) {
      setOutcome(before => ({ ...before, loading: true }));
    }
    const known = last.key === key ? last.latest : undefined;
    // an API that throws at once is one that rejects
    Promise.resolve()
      .then(() => load(controller.signal, known))
      .then(
        latest =>
          settle(before =>
            quiet
              ? takeNote(before, latest, absorb)
              : takeOver(before, key, latest),
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
        before.latest === undefined
          ? before
          : takeOver(before, before.key, before.latest),
      ),
    [],
  );
  return {
    value: outcome.value,
    error: outcome.error,
    stale: outcome.value !== undefined && outcome.key !== key,
    loading: outcome.loading,
    hasNews: outcome.hasNews && outcome.key === key,
    refresh,
    check,
    showNews,
  };
}

/** Shows an answer. */
function takeOver<T>(
  before: Outcome<T>,
  key: string | undefined,
  latest: T,
): Outcome<T> {
  const value = keep(before.value, latest);
  return { key, value, latest, hasNews: false, loading: false };
}

/** Shows of an answer what may be shown without a word, and keeps the rest as news. */
function takeNote<T>(
  before: Outcome<T>,
  latest: T,
  absorb?: (latest: T, shown: T) => T | undefined,
): Outcome<T> {
  if (before.value === undefined || latest === before.latest) {
    return before;
  }
  const value = absorb?.(latest, before.value);
  return value === undefined
    ? { ...before, latest, hasNews: true }
    : { ...before, latest, hasNews: false, value: keep(before.value, value) };
}

/** What says the same stays the same. */
function keep<T>(before: T | undefined, value: T): T {
  const same = JSON.stringify(value) === JSON.stringify(before);
  return before !== undefined && same ? before : value;
}
