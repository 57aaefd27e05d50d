import {
  AuditorService,
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { gitActivityPersonReadPermission } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { LRUCache } from 'lru-cache';
import { SqlWriter } from '../database/SqlWriter';
import { Discretion, PrivacyRules } from './Discretion';
import { Permissions } from './Permissions';

/** A page asks several questions at once, and again while it is open; that is one look. */
const ONE_LOOK_MS = 60 * 60 * 1000;
const MAX_LOOKS = 10_000;

/** Who asks, as far as it matters to what they may be told of single people. */
export interface PrivacyViewer {
  /** The ref of the User, if it is one. */
  viewer?: string;
  /** Whether their permissions let them read who others are. */
  mayReadPeople: boolean;
}

/** Finds out what viewers may be told of single people, and notes who looked at whose work. */
export class Privacy {
  readonly #rules: PrivacyRules;
  readonly #auth: Pick<AuthService, 'isPrincipal'>;
  readonly #permissions: Permissions;
  readonly #auditor?: AuditorService;
  readonly #looks = new LRUCache<string, true>({
    max: MAX_LOOKS,
    ttl: ONE_LOOK_MS,
  });

  constructor(options: {
    rules: PrivacyRules;
    auth: Pick<AuthService, 'isPrincipal'>;
    permissions: Permissions;
    auditor?: AuditorService;
  }) {
    this.#rules = options.rules;
    this.#auth = options.auth;
    this.#permissions = options.permissions;
    this.#auditor = options.auditor;
  }

  /** Finds out who asks, before a snapshot is taken. */
  async identify(credentials: BackstageCredentials): Promise<PrivacyViewer> {
    return {
      ...(this.#auth.isPrincipal(credentials, 'user') && {
        viewer: credentials.principal.userEntityRef,
      }),
      mayReadPeople: await this.#permissions.allows(
        gitActivityPersonReadPermission,
        credentials,
      ),
    };
  }

  /** @param trx - the snapshot that the answer is of */
  async read(trx: Knex, viewer: PrivacyViewer): Promise<Discretion> {
    const db = new SqlWriter(trx);
    const marked = await db.rows<{ ref: string; own: number }>(db.sql`
      select user_entity_ref as ref, 1 as own from privacy_marks
      union all
      select entity_ref, 0 from catalog_users where opted_out = 1`);
    const byOthers = marked.filter(({ own }) => own === 0);
    const { optOut } = this.#rules;
    return new Discretion({
      ...viewer,
      rules: this.#rules,
      optedOut: new Set([...optOut, ...marked.map(({ ref }) => ref)]),
      optedOutByOthers: new Set([...optOut, ...byOthers.map(({ ref }) => ref)]),
    });
  }

  /** Notes that somebody looked at the work of single people who are others. */
  async noteLook(
    { viewer }: PrivacyViewer,
    people: { personIds: number[]; userEntityRefs: string[] },
  ): Promise<void> {
    const isOwn =
      people.personIds.length === 0 &&
      people.userEntityRefs.every(ref => ref === viewer);
    const look = JSON.stringify([viewer, people]);
    if (!this.#auditor || isOwn || this.#looks.has(look)) {
      return;
    }
    this.#looks.set(look, true);
    const event = await this.#auditor.createEvent({
      eventId: 'individual-activity-read',
      severityLevel: 'low',
      meta: { viewer: viewer ?? null, ...people },
    });
    await event.success();
  }
}
