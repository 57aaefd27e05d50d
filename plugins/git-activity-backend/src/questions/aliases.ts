import { InputError, NotFoundError } from '@backstage/errors';
import {
  Alias as ToldAlias,
  AliasChange,
  AliasList,
  AliasRequest,
} from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { readEntityRef, readIds } from '../access/parameters';
import { SqlWriter } from '../database/SqlWriter';
import { readSnapshot, write } from '../database/transactions';
import {
  isOnesOwnAddress,
  normaliseEmail,
  normaliseName,
  parseNoreplyEmail,
} from '../people/addresses';
import { Alias } from '../people/AliasDirectory';
import { foreseeAlias } from '../people/aliasChange';
import { AliasRow, tellAlias } from '../people/aliases';
import { isIdPlace, Page, readCursor, writeCursor } from './cursor';
import { IdentityContext } from './identities';

/** What was said of who is who? One page, the latest first. */
export async function askAliases(
  { database, rules }: IdentityContext,
  { page }: { page: Page },
): Promise<AliasList> {
  const { cursor, limit } = page;
  const db = new SqlWriter(database);
  const { sql } = db;
  const found = await db.rows<AliasRow>(sql`
    select * from person_aliases
    where ${
      cursor === undefined
        ? sql`1 = 1`
        : sql`id < ${readCursor(cursor, isIdPlace).id}`
    }
    order by id desc
    limit ${limit + 1}`);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  return {
    items: rows.map(tellAlias),
    ...(last &&
      rows.length < found.length && {
        nextCursor: writeCursor({ id: last.id }),
      }),
    configured: (rules.aliases ?? []).map(({ rule: _, ...alias }) => alias),
  };
}

/**
 * Says who authors are, or what that would change.
 *
 * @param options - `by` is the entity ref of who says it
 * @throws InputError that names the parameter if it cannot be said
 */
export async function addAlias(
  { database, rules, resolver }: IdentityContext,
  options: { request: AliasRequest; by: string },
): Promise<AliasChange> {
  const { request, by } = options;
  const alias = readAlias(request);
  const { moves } = await readSnapshot(database, async trx => {
    await assertUser(trx, alias.userEntityRef);
    const foreseen = await foreseeAlias(trx, { alias, rules });
    if (foreseen.isCircle) {
      throw new InputError(
        'sameAs: by other aliases, that address leads back to this one',
      );
    }
    return foreseen;
  });
  if (request.preview) {
    return { moves };
  }
  const [row]: AliasRow[] = await write(database, (trx, now) =>
    trx('person_aliases')
      .insert({
        email: alias.email,
        name: alias.name,
        user_entity_ref: alias.userEntityRef,
        same_as: alias.sameAs,
        created_by: by,
        created_at: now,
      })
      .returning('*'),
  );
  await resolver.resolveAddresses([alias.email]);
  return { alias: tellAlias(row), moves };
}

/**
 * Undoes an alias; what was undone already stays as it is.
 *
 * @throws NotFoundError if there is none with this id
 */
export async function undoAlias(
  { database, resolver }: IdentityContext,
  options: { id: string; by: string },
): Promise<ToldAlias> {
  const ids = readIds([options.id]);
  const row = await write(database, async (trx, now) => {
    await trx('person_aliases')
      .whereIn('id', ids)
      .whereNull('undone_at')
      .update({ undone_by: options.by, undone_at: now });
    return trx('person_aliases').whereIn('id', ids).first();
  });
  if (!row) {
    throw new NotFoundError(`There is no alias '${options.id}'`);
  }
  await resolver.resolveAddresses([row.email]);
  return tellAlias(row);
}

function readAlias(request: AliasRequest): Alias {
  const { userEntityRef, sameAs } = request;
  if ((userEntityRef === undefined) === (sameAs === undefined)) {
    throw new InputError(
      'userEntityRef: either this or sameAs has to be given',
    );
  }
  const email = normaliseEmail(request.email);
  const name = request.name?.trim();
  if (name === undefined && !isOfOne(email)) {
    throw new InputError(
      'name: anybody may have this address, so it has to be said which name is meant',
    );
  }
  if (name !== undefined && normaliseName(name) === '') {
    throw new InputError('name: this is none');
  }
  if (sameAs !== undefined && !isOfOne(normaliseEmail(sameAs))) {
    throw new InputError('sameAs: anybody may have this address');
  }
  return {
    email,
    name,
    userEntityRef:
      userEntityRef && readEntityRef('userEntityRef', userEntityRef),
    sameAs: sameAs && normaliseEmail(sameAs),
    rule: 'alias',
  };
}

function isOfOne(email: string): boolean {
  return parseNoreplyEmail(email) !== undefined || isOnesOwnAddress(email);
}

async function assertUser(trx: Knex, entityRef?: string): Promise<void> {
  if (entityRef === undefined) return;
  const user = await trx('catalog_users')
    .where({ entity_ref: entityRef })
    .first();
  if (!user) {
    throw new InputError(`userEntityRef: the catalog has no User ${entityRef}`);
  }
}
