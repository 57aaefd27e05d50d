import { IdentitySuggestion } from 'backstage-plugin-git-activity-common';
import { Turns } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import {
  accountKey,
  isOnesOwnAddress,
  normaliseEmail,
  noreplyAccounts,
  parseNoreplyEmail,
} from './addresses';
import { aliasOf, nameOf, readAccounts } from './identities';
import { Account, readUsers } from './users';
import { countedAuthors } from './volumes';

/** Those with the most commits are looked at. */
const MAX_AUTHORS = 20_000;
const MAX_SUGGESTIONS = 100;
/** What more people than this have in common is common. */
const MAX_ALIKE = 6;
/** A shorter local part is that of too many. */
const MIN_LOCAL_LENGTH = 5;

type Reason = IdentitySuggestion['reasons'][number];

/** Somebody who may be somebody else: a User, or a stranger. */
interface Candidate {
  id: number;
  key: string;
  userEntityRef?: string;
  name: string;
  commits: number;
  authors: Array<{ name: string; email: string }>;
}

/** Pairs that may be one human, and why; those with the most commits to gain first. */
export async function readSuggestions(
  trx: Knex,
): Promise<IdentitySuggestion[]> {
  const alike = new Map<string, { reason: Reason; who: Set<Candidate> }>();
  const note = (reason: Reason, text: string | undefined, who: Candidate) => {
    if (text === undefined) return;
    const key = `${reason} ${text}`;
    const entry = alike.get(key) ?? { reason, who: new Set() };
    alike.set(key, { ...entry, who: entry.who.add(who) });
  };
  await noteEveryone(trx, note);
  const pairs = new Map<string, IdentitySuggestion>();
  await new Turns().forEach([...alike.values()], ({ reason, who }) => {
    if (who.size > MAX_ALIKE) return;
    const candidates = [...who];
    candidates.forEach((one, index) =>
      candidates.slice(index + 1).forEach(other => {
        const suggestion = suggest(one, other);
        if (!suggestion) return;
        const { from, into } = suggestion;
        const key = `${from.id} ${into.userEntityRef ?? into.sameAs}`;
        const known = pairs.get(key) ?? suggestion;
        pairs.set(key, {
          ...known,
          reasons: [...new Set([...known.reasons, reason])].sort(),
        });
      }),
    );
  });
  return [...pairs.values()]
    .sort(
      (a, b) =>
        b.from.commits - a.from.commits ||
        Number(a.from.id) - Number(b.from.id),
    )
    .slice(0, MAX_SUGGESTIONS);
}

async function noteEveryone(
  trx: Knex,
  note: (reason: Reason, text: string | undefined, who: Candidate) => void,
): Promise<void> {
  const turns = new Turns();
  const byRef = new Map<string, Candidate>();
  const noteAccount = (account: Account, who: Candidate) =>
    note('account', accountKey(account), who);
  await turns.forEach(await readUsers(trx), user => {
    const { entityRef: userEntityRef, name } = user;
    const who = {
      id: 0,
      key: '',
      userEntityRef,
      name,
      commits: 0,
      authors: [],
    };
    byRef.set(userEntityRef, who);
    note('name', comparableName(name), who);
    user.emails.forEach(email => note('address', comparableLocal(email), who));
    user.accounts.forEach(account => noteAccount(account, who));
  });
  const authors = await readAuthors(trx);
  const accounts = await readAccounts(
    trx,
    authors.map(({ id }) => id),
  );
  const byId = new Map<number, Candidate>();
  await turns.forEach(authors, author => {
    const { person_id: id, key, user_entity_ref, name, email } = author;
    const who = byRef.get(user_entity_ref ?? '') ??
      byId.get(id) ?? { id, key, name: '', commits: 0, authors: [] };
    byId.set(id, who);
    who.commits += Number(author.commits);
    who.authors.push({ name, email });
    note('name', comparableName(name), who);
    note('address', comparableLocal(normaliseEmail(email)), who);
    [...(accounts.get(author.id) ?? []), ...noreplyAccounts(email)].forEach(
      account => noteAccount(account, who),
    );
  });
}

/** Authors who are no bots, those whom the most commits name first. */
async function readAuthors(trx: Knex) {
  const db = new SqlWriter(trx);
  return db.rows<{
    id: number;
    person_id: number;
    key: string;
    user_entity_ref: string | null;
    name: string;
    email: string;
    commits: number | string;
  }>(db.sql`
    select a.id, a.person_id, p.key, p.user_entity_ref, a.name, a.email, counted.commits
    from (${countedAuthors(db)}) counted
    join authors a on a.id = counted.author_id
    join people p on p.id = a.person_id
    where p.bot = 0
    order by counted.commits desc, a.id
    limit ${MAX_AUTHORS}`);
}

/** A stranger and a User, or two strangers, of whom the one with fewer commits is the other; never two Users. */
function suggest(
  one: Candidate,
  other: Candidate,
): IdentitySuggestion | undefined {
  const [from, into] = [one, other].sort(
    (a, b) =>
      Number(isTarget(a)) - Number(isTarget(b)) ||
      Number(a.userEntityRef !== undefined) -
        Number(b.userEntityRef !== undefined) ||
      a.commits - b.commits ||
      b.id - a.id,
  );
  if (from.userEntityRef !== undefined || !isTarget(into)) {
    return undefined;
  }
  const { commits, userEntityRef } = into;
  return {
    from: {
      id: String(from.id),
      name: nameOf(from.authors),
      commits: from.commits,
      alias: aliasOf(from.key, from.authors),
    },
    into: {
      name: userEntityRef === undefined ? nameOf(into.authors) : into.name,
      commits,
      ...(userEntityRef === undefined
        ? { sameAs: aliasOf(into.key, into.authors).email }
        : { userEntityRef }),
    },
    reasons: [],
  };
}

/** Whether an alias can lead to them: an address that anybody may have leads to nobody. */
function isTarget({ userEntityRef, key }: Candidate): boolean {
  return userEntityRef !== undefined || !key.startsWith('name:');
}

/** Names with the same words, in whatever order; a single word is the name of many. */
function comparableName(name: string): string | undefined {
  const words = name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length > 1 ? words.sort().join(' ') : undefined;
}

/** What stands before the @, without what only separates or sorts mail. */
function comparableLocal(email: string): string | undefined {
  const account = parseNoreplyEmail(email);
  if (!account && !isOnesOwnAddress(email)) {
    return undefined;
  }
  const local = account?.login ?? email.slice(0, email.lastIndexOf('@'));
  const letters = local.replace(/\+.*$/, '').replace(/[^\p{L}\p{N}]/gu, '');
  return letters.length >= MIN_LOCAL_LENGTH ? letters : undefined;
}
