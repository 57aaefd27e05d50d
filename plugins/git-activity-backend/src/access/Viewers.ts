import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { LRUCache } from 'lru-cache';
import { VisibilityCatalog, VisibleEntities } from './VisibleEntities';

/** Questions come in handfuls when somebody opens a page; nobody waits longer than this for a change of what they may see. */
const REMEMBERED_MS = 10_000;
const MAX_VIEWERS = 500;

/** Remembers for some seconds what each caller may see, and never across callers. */
export class Viewers {
  readonly #catalog: VisibilityCatalog;
  readonly #kept = new LRUCache<string, VisibleEntities>({
    max: MAX_VIEWERS,
    ttl: REMEMBERED_MS,
  });

  constructor(options: { catalog: VisibilityCatalog }) {
    this.#catalog = options.catalog;
  }

  get(credentials: BackstageCredentials): VisibleEntities {
    // The principal says who calls, on whose behalf, and with which restrictions.
    const caller = JSON.stringify(credentials.principal);
    const kept = this.#kept.get(caller);
    if (kept) {
      return kept;
    }
    const viewer = new VisibleEntities({
      catalog: this.#catalog,
      credentials,
    });
    this.#kept.set(caller, viewer);
    return viewer;
  }
}
