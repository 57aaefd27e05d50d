import { InputError } from '@backstage/errors';
import { Claim } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { toDate } from '../database/tables';
import { accountKey } from './addresses';
import { readAuthorsOf } from './authors';
import { readAccounts } from './identities';
import { readUsersBy } from './users';

/** So that nobody buries those who decide. */
const MAX_PENDING = 20;

/** A row of `person_claims`. */
export interface ClaimRow {
  id: number;
  user_entity_ref: string;
  email: string;
  claimed_at: Date | string | number;
  decision: 'approved' | 'declined' | null;
  decided_by: string | null;
  decided_at: Date | string | number | null;
}

/** A claim as answers have it. */
export function toClaim(row: ClaimRow): Claim {
  return {
    id: String(row.id),
    userEntityRef: row.user_entity_ref,
    email: row.email,
    state: row.decision ?? 'pending',
    claimedAt: toDate(row.claimed_at).toISOString(),
    ...(row.decided_at !== null && {
      decidedAt: toDate(row.decided_at).toISOString(),
    }),
    ...(row.decided_by !== null && { decidedBy: row.decided_by }),
  };
}

/**
 * Records that an address is a User's. One that a host has verified is approved at once; while one of the same address is not decided, or is
 * approved, nothing changes.
 *
 * @param options - `email` is as addresses are compared
 * @throws InputError if too many of the User's are not decided
 */
export async function recordClaim(
  trx: Knex.Transaction,
  options: { userEntityRef: string; email: string; now: Date },
): Promise<ClaimRow> {
  const { userEntityRef, email, now } = options;
  const own: ClaimRow[] = await trx('person_claims')
    .where({ user_entity_ref: userEntityRef })
    .orderBy('id', 'desc');
  const latest = own.find(claim => claim.email === email);
  if (latest && latest.decision !== 'declined') {
    return latest;
  }
  if (own.filter(({ decision }) => decision === null).length >= MAX_PENDING) {
    throw new InputError(
      `email: ${MAX_PENDING} of your claims wait to be decided; no more can be made until some are`,
    );
  }
  const isVerified = await isVerifiedByHost(trx, { userEntityRef, email });
  const [row] = await trx('person_claims')
    .insert({
      user_entity_ref: userEntityRef,
      email,
      claimed_at: now,
      ...(isVerified && { decision: 'approved', decided_at: now }),
    })
    .returning('*');
  return row;
}

/** Whether hosts take whoever writes the address for accounts of this User, and of nobody else. */
async function isVerifiedByHost(
  trx: Knex,
  { userEntityRef, email }: { userEntityRef: string; email: string },
): Promise<boolean> {
  const [user] = await readUsersBy(trx, {
    emails: [],
    accounts: [],
    userEntityRefs: [userEntityRef],
  });
  const own = new Set(user?.accounts.map(accountKey));
  const authors = await readAuthorsOf(trx, [email]);
  const accounts = await readAccounts(
    trx,
    authors.map(({ id }) => id),
  );
  const told = [...accounts.values()].flat().map(accountKey);
  return told.length > 0 && told.every(account => own.has(account));
}

/** Some claims, the latest first. */
export async function readClaims(
  trx: Knex,
  options: {
    userEntityRef?: string;
    state?: Claim['state'];
    /** The last one of the page before. */
    after?: number;
    limit: number;
  },
): Promise<ClaimRow[]> {
  const { userEntityRef, state, after, limit } = options;
  const db = new SqlWriter(trx);
  const { sql } = db;
  const always = sql`1 = 1`;
  const isInState =
    state === 'pending'
      ? sql`decision is null`
      : state && sql`decision = ${state}`;
  return db.rows<ClaimRow>(sql`
    select * from person_claims
    where ${
      userEntityRef === undefined
        ? always
        : sql`user_entity_ref = ${userEntityRef}`
    }
      and ${isInState ?? always}
      and ${after === undefined ? always : sql`id < ${after}`}
    order by id desc
    limit ${limit}`);
}
