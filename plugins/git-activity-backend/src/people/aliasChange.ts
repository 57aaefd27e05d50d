import { AliasChange } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { Alias } from './AliasDirectory';
import { AssignedAuthor } from './assignPeople';
import { readAssigned, readStrangersOf } from './authors';
import { PeopleRules, readFacts } from './facts';
import { nameOf } from './identities';
import { identify, Identity } from './identify';
import { countedAuthors, readVolumes } from './volumes';

/** Of those who move together. */
const MAX_AUTHORS = 20;

type Move = AliasChange['moves'][number];

/** What an alias would change. */
export interface ForeseenChange {
  moves: Move[];
  /** Whether it leads back to where it begins. */
  isCircle: boolean;
}

/** Tells whose authors and commits would be whose by an alias that is not there yet. */
export async function foreseeAlias(
  trx: Knex,
  options: { alias: Alias; rules: PeopleRules },
): Promise<ForeseenChange> {
  const { alias, rules } = options;
  const people = await readStrangersOf(trx, [alias.email]);
  const authors = await readAssigned(trx, { ofPeople: people });
  const before = await readFacts(trx, { authors, rules });
  const after = await readFacts(trx, { authors, rules, added: [alias] });
  const volumes = await readVolumes(
    trx,
    authors.map(({ id }) => id),
  );
  const groups = new Map<
    string,
    { from: Identity; to: Identity; authors: AssignedAuthor[] }
  >();
  for (const author of authors) {
    const from = identify(author, before);
    const to = identify(author, after);
    if (whoIs(from) === whoIs(to)) continue;
    const key = `${whoIs(from)}\n${whoIs(to)}`;
    const group = groups.get(key) ?? { from, to, authors: [] };
    groups.set(key, group);
    group.authors.push(author);
  }
  const nameParty = await readParties(
    trx,
    [...groups.values()].flatMap(({ from, to }) => [from, to]),
  );
  const moves = [...groups.values()].map((group): Move => {
    const counted = group.authors
      .map(({ id, name, email }) => ({
        name,
        email,
        commits: volumes.get(id) ?? 0,
      }))
      .sort((a, b) => b.commits - a.commits);
    return {
      from: nameParty(group.from),
      to: nameParty(group.to),
      commits: counted.reduce((sum, { commits }) => sum + commits, 0),
      authors: counted.slice(0, MAX_AUTHORS),
      authorCount: counted.length,
    };
  });
  const { name = '', email } = alias;
  return {
    moves: moves.sort((a, b) => b.commits - a.commits),
    isCircle: after.aliases.find({ name, email })?.isCircle ?? false,
  };
}

/** The key of the person that authors are to whoever sees every User. */
function whoIs({ userEntityRef, key }: Identity): string {
  return userEntityRef === null ? key : `user:${userEntityRef}`;
}

async function readParties(
  trx: Knex,
  identities: Identity[],
): Promise<(identity: Identity) => Move['from']> {
  const db = new SqlWriter(trx);
  const keys = identities.map(whoIs);
  const authors = await db.rows<{ key: string; name: string; email: string }>(
    db.sql`
      select p.key, a.name, a.email
      from people p join authors a on a.person_id = p.id
      left join (${countedAuthors(db)}) counted on counted.author_id = a.id
      where ${db.isOneOf('p.key', keys)}
      order by coalesce(counted.commits, 0) desc, a.id`,
  );
  const users = await db.rows<{ ref: string; name: string }>(db.sql`
    select entity_ref as ref, name from catalog_users
    where ${db.isOneOf(
      'entity_ref',
      identities.flatMap(({ userEntityRef }) => userEntityRef ?? []),
    )}`);
  const names = new Map(users.map(({ ref, name }) => [ref, name]));
  return ({ userEntityRef, key }) => {
    if (userEntityRef !== null) {
      return { name: names.get(userEntityRef) ?? userEntityRef, userEntityRef };
    }
    const own = authors.filter(author => author.key === key);
    // Of whom there is no author yet, the address is all that is known.
    return { name: own.length > 0 ? nameOf(own) : key.replace(/^\w+:/, '') };
  };
}
