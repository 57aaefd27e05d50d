import type { Credential } from './credentials';
import { unixSeconds } from './dates';
import type { FakeGithubLimit } from './types';

/** One of the host's counters. */
export type Resource = 'core' | 'graphql';

/** How far a counter has gone down. */
export interface LimitState {
  limit: number;
  remaining: number;
  used: number;
  resetAt: Date;
}

const HOUR_IN_MILLISECONDS = 3_600_000;
const AUTHENTICATED_LIMIT = 5000;
const ANONYMOUS_LIMIT = { core: 60, graphql: 0 };

/** Counts what each credential has used of its hour. */
export class Limits {
  readonly #now: () => Date;
  /** GitHub Enterprise has limits only where its admins set them. */
  readonly #onlyIfSet: boolean;
  readonly #states = new Map<string, LimitState>();
  readonly #settings: FakeGithubLimit[] = [];
  readonly #charged = new Map<string, Record<Resource, number>>();

  constructor(options: { now: () => Date; onlyIfSet: boolean }) {
    this.#now = options.now;
    this.#onlyIfSet = options.onlyIfSet;
  }

  set(setting: FakeGithubLimit): void {
    const same = this.#settings.findIndex(
      ({ credential, resource }) =>
        credential === setting.credential && resource === setting.resource,
    );
    const merged = { ...this.#settings[same], ...setting };
    if (same >= 0) {
      this.#settings.splice(same, 1);
    }
    this.#settings.push(merged);
    for (const [key, state] of this.#states) {
      const [resource, ...name] = key.split(' ');
      if (
        resource === setting.resource &&
        (setting.credential ?? name.join(' ')) === name.join(' ')
      ) {
        applySetting(state, setting);
      }
    }
  }

  /** Undefined where no limit applies. */
  state(credential: Credential, resource: Resource): LimitState | undefined {
    const settings = this.#settings.filter(
      setting =>
        setting.resource === resource &&
        (setting.credential ?? credential.name) === credential.name,
    );
    if (this.#onlyIfSet && settings.length === 0) {
      return undefined;
    }
    const key = `${resource} ${credential.name}`;
    const now = this.#now();
    let state = this.#states.get(key);
    if (!state) {
      state = freshState(defaultLimit(credential, resource), now);
      settings.forEach(setting => applySetting(state!, setting));
      this.#states.set(key, state);
    } else if (state.resetAt <= now) {
      state = freshState(state.limit, now);
      this.#states.set(key, state);
    }
    return state;
  }

  /** @returns false if nothing is left; it then costs nothing */
  take(credential: Credential, resource: Resource, cost: number): boolean {
    const state = this.state(credential, resource);
    if (state && state.remaining <= 0) {
      return false;
    }
    if (state) {
      state.remaining = Math.max(state.remaining - cost, 0);
      state.used += cost;
    }
    const charged = this.charged(credential.name);
    charged[resource] += cost;
    this.#charged.set(credential.name, charged);
    return true;
  }

  charged(name?: string): Record<Resource, number> {
    const sum = { core: 0, graphql: 0 };
    for (const [credential, charged] of this.#charged) {
      if ((name ?? credential) === credential) {
        sum.core += charged.core;
        sum.graphql += charged.graphql;
      }
    }
    return sum;
  }

  headers(credential: Credential, resource: Resource): Record<string, string> {
    const state = this.state(credential, resource);
    return state ? limitHeaders(state, resource) : {};
  }
}

export function limitHeaders(
  state: LimitState,
  resource: Resource,
): Record<string, string> {
  return {
    'x-ratelimit-limit': String(state.limit),
    'x-ratelimit-remaining': String(state.remaining),
    'x-ratelimit-used': String(state.used),
    'x-ratelimit-reset': String(unixSeconds(state.resetAt)),
    'x-ratelimit-resource': resource,
  };
}

function defaultLimit(credential: Credential, resource: Resource): number {
  return credential.kind === 'anonymous'
    ? ANONYMOUS_LIMIT[resource]
    : AUTHENTICATED_LIMIT;
}

function freshState(limit: number, now: Date): LimitState {
  const resetAt = new Date(now.getTime() + HOUR_IN_MILLISECONDS);
  return { limit, remaining: limit, used: 0, resetAt };
}

function applySetting(state: LimitState, setting: FakeGithubLimit): void {
  state.limit = setting.limit ?? state.limit;
  state.remaining =
    setting.remaining ??
    (setting.limit === undefined ? state.remaining : setting.limit);
  state.used = Math.max(state.limit - state.remaining, 0);
  state.resetAt = setting.resetAt ?? state.resetAt;
}
