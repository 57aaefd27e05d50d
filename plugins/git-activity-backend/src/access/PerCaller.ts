import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';

/** Questions come in handfuls when somebody opens a page; nobody waits longer than this for a change of what they may see. */
const REMEMBERED_MS = 10_000;
const MAX_CALLERS = 500;

/** Remembers something about each caller for some seconds, and never across callers. */
export class PerCaller<T extends object> {
  readonly #kept = new LRUCache<string, T>({
    max: MAX_CALLERS,
    ttl: REMEMBERED_MS,
  });
  readonly #make: (credentials: BackstageCredentials) => T;

  /** @param make - makes what is to be remembered, at a caller's first request in some seconds */
  constructor(make: (credentials: BackstageCredentials) => T) {
    this.#make = make;
  }

  get(credentials: BackstageCredentials): T {
    // The principal says who calls, on whose behalf, and with which restrictions.
    const caller = JSON.stringify(credentials.principal);
    const kept = this.#kept.get(caller);
    if (kept) {
      return kept;
    }
    const made = this.#make(credentials);
    this.#kept.set(caller, made);
    return made;
  }
}
