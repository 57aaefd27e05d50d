import { InputError, NotFoundError } from '@backstage/errors';
import { Claim, ClaimList } from 'backstage-plugin-git-activity-common';
import { readIds } from '../access/parameters';
import { readSnapshot, write } from '../database/transactions';
import {
  isOnesOwnAddress,
  normaliseEmail,
  parseNoreplyEmail,
} from '../people/addresses';
import { readAuthorsOf } from '../people/authors';
import { lockPeople } from '../people/assignPeople';
import { ClaimRow, readClaims, recordClaim, toClaim } from '../people/claims';
import { readVolumes } from '../people/volumes';
import { isIdPlace, Page, readCursor, writeCursor } from './cursor';
import { IdentityContext } from './identities';

/**
 * Which addresses does a User say are theirs; or, to those who decide, anybody? One page, the latest first.
 *
 * @param options - `userEntityRef` is absent for everyone's
 */
export async function askClaims(
  { database }: IdentityContext,
  options: { userEntityRef?: string; state?: Claim['state']; page: Page },
): Promise<ClaimList> {
  const { userEntityRef, state, page } = options;
  const { cursor, limit } = page;
  return readSnapshot(database, async trx => {
    const found = await readClaims(trx, {
      userEntityRef,
      state,
      after:
        cursor === undefined ? undefined : readCursor(cursor, isIdPlace).id,
      limit: limit + 1,
    });
    const rows = found.slice(0, limit);
    const items: Claim[] = [];
    for (const row of rows) {
      const claim = toClaim(row);
      // How much an address was used is nobody's business who only says that it is theirs.
      items.push(
        userEntityRef === undefined
          ? { ...claim, commits: await countCommits(trx, row.email) }
          : claim,
      );
    }
    const last = rows.at(-1);
    return {
      items,
      ...(last &&
        rows.length < found.length && {
          nextCursor: writeCursor({ id: last.id }),
        }),
    };
  });
}

async function countCommits(
  trx: Parameters<typeof readVolumes>[0],
  email: string,
): Promise<number> {
  const authors = await readAuthorsOf(trx, [email]);
  const volumes = await readVolumes(
    trx,
    authors.map(({ id }) => id),
  );
  return [...volumes.values()].reduce((sum, commits) => sum + commits, 0);
}

/**
 * Says that an address is a User's.
 *
 * @throws InputError that names the parameter if it cannot be anybody's
 */
export async function addClaim(
  { database, resolver }: IdentityContext,
  options: { userEntityRef: string; email: string },
): Promise<Claim> {
  const { userEntityRef } = options;
  const email = normaliseEmail(options.email);
  if (!parseNoreplyEmail(email) && !isOnesOwnAddress(email)) {
    throw new InputError('email: this is no address that can be one’s own');
  }
  const row = await write(database, async (trx, now) => {
    await lockPeople(trx);
    if (
      !(await trx('catalog_users').where({ entity_ref: userEntityRef }).first())
    ) {
      throw new InputError(`The catalog has no User ${userEntityRef}`);
    }
    return recordClaim(trx, { userEntityRef, email, now });
  });
  if (row.decision === 'approved') {
    await resolver.resolveAddresses([email]);
  }
  return toClaim(row);
}

/**
 * Approves or declines a claim.
 *
 * @param options - `by` is the entity ref of who does
 * @throws NotFoundError if there is none with this id
 */
export async function decideClaim(
  { database, resolver }: IdentityContext,
  options: { id: string; decision: 'approved' | 'declined'; by: string },
): Promise<Claim> {
  const { id, decision, by } = options;
  const ids = readIds([id]);
  const row: ClaimRow | undefined = await write(database, async (trx, now) => {
    await trx('person_claims')
      .whereIn('id', ids)
      .update({ decision, decided_by: by, decided_at: now });
    return trx('person_claims').whereIn('id', ids).first();
  });
  if (!row) {
    throw new NotFoundError(`There is no claim '${id}'`);
  }
  await resolver.resolveAddresses([row.email]);
  return toClaim(row);
}
