import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import {
  isOnesOwnAddress,
  normaliseEmail,
  normaliseName,
  parseNoreplyEmail,
} from './addresses';
import { addressKey } from './AliasDirectory';
import { AliasRow } from './aliases';
import { raisePeopleVersion } from './assignPeople';
import { readAuthorsOf } from './authors';
import { ClaimRow } from './claims';
import {
  ERASED_NAME,
  erasedEmail,
  ErasedMarks,
  isErasedEmail,
  markOfAccount,
  marksOfEmail,
  marksOfUser,
  markOfWritten,
} from './erased';
import { readAccounts } from './identities';
import { Account, CatalogUser, readUsersBy } from './users';

/** Stands for the User who did something, once they are erased. */
const UNKNOWN_ACTOR = 'unknown';

interface WrittenAuthor {
  id: number;
  name: string;
  email: string;
  strangerId: number;
}

/** Everything by which the ledger knows somebody. */
interface Known {
  personId: number;
  userEntityRef: string | null;
  user?: CatalogUser;
  authors: WrittenAuthor[];
  accounts: Map<number, Account[]>;
}

/**
 * Takes the names, addresses and accounts of a person out of the ledger; that their commits count stays, and so does the person's id. Call
 * it while people are locked.
 *
 * @param options - `userEntityRef` is the User that the person is, or null
 * @returns how many authors were erased
 */
export async function erasePerson(
  trx: Knex.Transaction,
  options: { personId: number; userEntityRef: string | null },
): Promise<number> {
  const known = await readKnown(trx, options);
  const { authors } = known;
  if (authors.length === 0) {
    return 0;
  }
  const marks = await ErasedMarks.create(trx);
  await overwriteAuthors(trx, known);
  const own = await withoutOthers(trx, marksOf(known));
  await marks.add(trx, own);
  await deleteStatements(trx, { known, isOwn: mark => own.has(mark) });
  await deleteUser(trx, known.userEntityRef);
  await overwritePeople(trx, { known, keys: [...own.keys()] });
  await raisePeopleVersion(trx);
  return authors.length;
}

async function readKnown(
  trx: Knex.Transaction,
  options: { personId: number; userEntityRef: string | null },
): Promise<Known> {
  const { personId, userEntityRef } = options;
  const db = new SqlWriter(trx);
  const { sql } = db;
  // As well those whom mailmaps have be this person wherever they did something; that one mailmap says so makes nobody disappear.
  const rows = await db.rows<WrittenAuthor>(sql`
    with own as (select id from authors where person_id = ${personId})
    select a.id, a.name, a.email, a.stranger_id as "strangerId"
    from authors a join people p on p.id = a.person_id
    where a.id in (select id from own) or (
      p.bot = 0 and a.id in (
        select m.author_id from mailmap_authors m
        where m.mapped_author_id in (select id from own)
      )
      and not exists (
        select 1 from set_authors s
        join holder_set_scopes h on h.set_id = s.set_id
        join scopes c on c.id = h.scope_id
        where s.author_id = a.id and not exists (
          select 1 from mailmap_authors o
          where o.repository_id = c.repository_id and o.author_id = a.id
            and o.mapped_author_id in (select id from own)
        )
      )
    )
    order by a.id`);
  const authors = rows.filter(({ email }) => !isErasedEmail(email));
  const [user] =
    userEntityRef === null
      ? []
      : await readUsersBy(trx, {
          emails: [],
          accounts: [],
          userEntityRefs: [userEntityRef],
        });
  return {
    ...options,
    user,
    authors,
    accounts: await readAccounts(
      trx,
      authors.map(({ id }) => id),
    ),
  };
}

/** By what the person will be found again, and by which author each is stood in for. */
function marksOf({ authors, accounts, user, userEntityRef }: Known) {
  const marks = new Map<string, number>();
  const note = (mark: string, id: number) => {
    if (!marks.has(mark)) marks.set(mark, id);
  };
  for (const author of authors) {
    note(markOfWritten(author), author.id);
    if (isOfOne(author.email)) {
      marksOfEmail(author.email).forEach(mark => note(mark, author.id));
    }
    accounts
      .get(author.id)
      ?.forEach(account => note(markOfAccount(account), author.id));
  }
  const [{ id }] = authors;
  if (userEntityRef !== null) note(`user:${userEntityRef}`, id);
  if (user) {
    const emails = user.emails.filter(isOfOne);
    marksOfUser({ ...user, emails }).forEach(mark => note(mark, id));
  }
  return marks;
}

function isOfOne(email: string): boolean {
  return parseNoreplyEmail(email) !== undefined || isOnesOwnAddress(email);
}

/** Without those by which somebody who is not erased is known, too. */
async function withoutOthers(
  trx: Knex.Transaction,
  marks: Map<string, number>,
): Promise<Map<string, number>> {
  const accounts = [...marks.keys()].flatMap(mark => {
    const [, host, login] = /^login:([^/]+)\/(.+)$/.exec(mark) ?? [];
    return host && login ? [{ host, login }] : [];
  });
  const emails = [...marks.keys()].flatMap(mark =>
    mark.startsWith('email:') ? [mark.slice('email:'.length)] : [],
  );
  const others = await readAuthorsOf(trx, [
    ...emails,
    ...accounts.map(({ host, login }) => `${login}@users.noreply.${host}`),
  ]);
  const told: Account[] = await trx('author_accounts')
    .distinct('host', 'login')
    .whereIn(
      'login',
      accounts.map(({ login }) => login),
    );
  const taken = new Set([
    ...others.map(({ email }) => addressKey(email)),
    ...told.map(markOfAccount),
  ]);
  return new Map([...marks].filter(([mark]) => !taken.has(mark)));
}

async function overwriteAuthors(
  trx: Knex.Transaction,
  { authors, personId }: Known,
): Promise<void> {
  const db = new SqlWriter(trx);
  const rows = authors.map(({ id }) => ({
    id,
    email: erasedEmail(personId, id),
  }));
  const erased = db.recordset({
    as: 'erased',
    columns: { id: 'integer', email: 'text' },
    rows,
  });
  await db.run(db.sql`
    update authors set name = ${ERASED_NAME}, email = erased.email, email_key = erased.email,
      person_id = ${personId}, stranger_id = ${personId}
    from ${erased} where authors.id = erased.id`);
  // Those of before, should the person have been a User by then.
  await trx('authors')
    .where({ person_id: personId })
    .update({ stranger_id: personId });
  await db.run(db.sql`
    delete from author_accounts
    where ${db.isIn(
      'author_id',
      rows.map(({ id }) => id),
    )}`);
}

/** Aliases and claims that have an address of theirs, or lead to them; and by whom others were made. */
async function deleteStatements(
  trx: Knex.Transaction,
  options: { known: Known; isOwn: (mark: string) => boolean },
): Promise<void> {
  const { known, isOwn } = options;
  const { authors, userEntityRef } = known;
  const spelling = (name: string, email: string) =>
    `${normaliseName(name)} ${addressKey(email)}`;
  const spellings = new Set(
    authors.map(({ name, email }) => spelling(name, email)),
  );
  const isTheirs = (email: string, name: string | null) =>
    isOwn(addressKey(email)) ||
    (name !== null && spellings.has(spelling(name, email)));
  const isUser = (ref: string | null) => ref !== null && ref === userEntityRef;
  const aliases: AliasRow[] = await trx('person_aliases');
  const claims: ClaimRow[] = await trx('person_claims');
  const db = new SqlWriter(trx);
  const { sql } = db;
  await db.run(
    sql`delete from person_aliases where ${db.isIn(
      'id',
      aliases
        .filter(
          ({ email, name, same_as, user_entity_ref }) =>
            isTheirs(email, name) ||
            isUser(user_entity_ref) ||
            (same_as !== null && isTheirs(same_as, null)),
        )
        .map(({ id }) => id),
    )}`,
  );
  await db.run(
    sql`delete from person_claims where ${db.isIn(
      'id',
      claims
        .filter(
          ({ email, user_entity_ref }) =>
            isTheirs(email, null) || isUser(user_entity_ref),
        )
        .map(({ id }) => id),
    )}`,
  );
}

async function deleteUser(
  trx: Knex.Transaction,
  userEntityRef: string | null,
): Promise<void> {
  if (userEntityRef === null) return;
  for (const [table, column] of [
    ['privacy_marks', 'user_entity_ref'],
    ['catalog_user_emails', 'entity_ref'],
    ['catalog_user_accounts', 'entity_ref'],
    ['catalog_users', 'entity_ref'],
  ]) {
    await trx(table)
      .where({ [column]: userEntityRef })
      .delete();
  }
  for (const [table, column] of [
    ['person_aliases', 'created_by'],
    ['person_aliases', 'undone_by'],
    ['person_claims', 'decided_by'],
    ['privacy_marks', 'marked_by'],
  ]) {
    await trx(table)
      .where({ [column]: userEntityRef })
      .update({ [column]: UNKNOWN_ACTOR });
  }
}

/** The person is a stranger from now on; whoever has become nobody leads there, and is no longer called by an address. */
async function overwritePeople(
  trx: Knex.Transaction,
  options: { known: Known; keys: string[] },
): Promise<void> {
  const { personId, authors } = options.known;
  const db = new SqlWriter(trx);
  const { sql } = db;
  const strangers = [...new Set(authors.map(({ strangerId }) => strangerId))];
  await db.run(sql`
    update people set key = null, user_entity_ref = null, merged_into = ${personId}
    where id <> ${personId}
      and (
        ${db.isIn('id', strangers)} or ${db.isIn('merged_into', [
    ...strangers,
    personId,
  ])} or ${db.isOneOf('key', options.keys)}
      )
      and not exists (select 1 from authors a where a.person_id = people.id)
      and not exists (select 1 from authors a where a.stranger_id = people.id)`);
  await trx('people')
    .where({ id: personId })
    .update({
      key: addressKey(normaliseEmail(erasedEmail(personId, 0))),
      user_entity_ref: null,
      merged_into: null,
    });
}
