import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { StoredAboutMe } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { readSnapshot, write } from '../database/transactions';
import { readClaims, toClaim } from '../people/claims';
import { QuestionContext } from './context';

/** Nobody has made more. */
const MAX_CLAIMS = 1_000;

/** What is stored about me? */
export async function askAboutMe(
  context: QuestionContext,
  credentials: BackstageCredentials,
): Promise<StoredAboutMe> {
  const asking = await context.privacy.identify(credentials);
  const userEntityRef = toUser(asking.viewer);
  return readSnapshot(context.database, async trx => {
    const discretion = await context.privacy.read(trx, asking);
    const db = new SqlWriter(trx);
    const [user] = await db.rows<{ name: string }>(db.sql`
      select name from catalog_users where entity_ref = ${userEntityRef}`);
    const emails = await db.rows<{ email: string }>(db.sql`
      select email from catalog_user_emails
      where entity_ref = ${userEntityRef} order by email`);
    const accounts = await db.rows<{ host: string; login: string }>(db.sql`
      select host, login from catalog_user_accounts
      where entity_ref = ${userEntityRef} order by host, login`);
    const claims = await readClaims(trx, { userEntityRef, limit: MAX_CLAIMS });
    return {
      userEntityRef,
      ...(user && { name: user.name }),
      emails: emails.map(({ email }) => email),
      accounts,
      authors: await readAuthors(trx, userEntityRef),
      claims: claims.map(toClaim),
      optedOut: {
        byMe: await isMarked(trx, userEntityRef),
        byOthers: discretion.isOptedOutByOthers(userEntityRef),
      },
    };
  });
}

/** Lets nobody else be told of the caller by name, or no longer. */
export async function optOut(
  context: QuestionContext,
  options: { isOut: boolean; credentials: BackstageCredentials },
): Promise<void> {
  const { isOut, credentials } = options;
  const { viewer } = await context.privacy.identify(credentials);
  const userEntityRef = toUser(viewer);
  await write(context.database, async (trx, now) => {
    const mark = { user_entity_ref: userEntityRef };
    if (isOut) {
      await trx('privacy_marks')
        .insert({ ...mark, marked_by: userEntityRef, marked_at: now })
        .onConflict('user_entity_ref')
        .ignore();
    } else {
      await trx('privacy_marks').where(mark).delete();
    }
  });
}

function toUser(viewer: string | undefined): string {
  if (viewer === undefined) {
    throw new NotAllowedError('Only users are somebody');
  }
  return viewer;
}

async function isMarked(trx: Knex, userEntityRef: string): Promise<boolean> {
  const mark = await trx('privacy_marks')
    .where({ user_entity_ref: userEntityRef })
    .first('user_entity_ref');
  return mark !== undefined;
}

/** As which names and addresses, and accounts that hosts tell for these, commits know a User. */
async function readAuthors(
  trx: Knex,
  userEntityRef: string,
): Promise<StoredAboutMe['authors']> {
  const db = new SqlWriter(trx);
  const rows = await db.rows<{
    id: number;
    name: string;
    email: string;
    host: string | null;
    login: string | null;
  }>(db.sql`
    select a.id, a.name, a.email, c.host, c.login
    from people p
    join authors a on a.person_id = p.id
    left join author_accounts c on c.author_id = a.id
    where p.user_entity_ref = ${userEntityRef}
    order by a.name, a.email, c.host`);
  const authors = new Map<number, StoredAboutMe['authors'][number]>();
  for (const { id, name, email, host, login } of rows) {
    const author = authors.get(id) ?? { name, email, accounts: [] };
    authors.set(id, author);
    if (host !== null && login !== null) author.accounts.push({ host, login });
  }
  return [...authors.values()];
}
