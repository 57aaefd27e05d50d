import { CommitAuthor } from 'backstage-plugin-git-activity-node';
import { Knex } from 'knex';
import { openLedger } from '../plugins/git-activity-backend/src/database/openDatabase';
import { BotMatcher } from '../plugins/git-activity-backend/src/people/bots';
import {
  authorOf,
  BOTS,
  Company,
  componentRef,
  count,
  countGroups,
  countPeople,
  emailOf,
  FORKS_PER_FAMILY,
  MADE_UP_SOURCE,
  membersOf,
  PEOPLE_PER_SECOND_NAME,
  REPOSITORIES_PER_FAMILY,
  repositoryUrl,
  shaAt,
  sharedSetId,
  userEmail,
  userOf,
  userRef,
  USERS_PER_GROUP,
} from './company';
import {
  COMMIT_COUNTS_SQL,
  commitsSql,
  dailyCountsSql,
  personFunctionSql,
  SET_AUTHORS_SQL,
  UNUSED_PEOPLE_SQL,
} from './companyCommits';
import { createPostgres, withoutIndexes } from './databases';

/** What the connections that write a ledger begin with. */
const SETTINGS =
  "set work_mem = '384MB'; set maintenance_work_mem = '1GB'; set synchronous_commit = off";
/** With more than there are cores there is nothing to gain. */
const WRITERS = 2;
const ROWS_PER_INSERT = 5_000;
const MS_PER_DAY = 86_400_000;
const KNOWN_BOTS = ['dependabot[bot]', 'renovate[bot]', 'github-actions[bot]'];

/**
 * Makes the ledger of a company in a new database of PostgreSQL, as the real writer would have left it. Its history ends now.
 *
 * A portal reads what is old repository by repository, and what comes later day by day; so the last year's rows of one repository
 * lie far apart, as they do in a ledger that has grown.
 */
export async function makeCompanyLedger(options: {
  database: string;
  company: Company;
}): Promise<void> {
  const { database, company } = options;
  const now = Math.floor(Date.now() / 1000);
  const knex = await createPostgres(database, SETTINGS);
  try {
    await openLedger({ getClient: async () => knex });
    await knex('ledger_state')
      .where({ name: 'day_basis' })
      .update({ value: 'author' });
    await fillPeople(knex, company);
    await fillRepositories(knex, company);
    await fillSets(knex, company);
    await withoutIndexes(knex, 'commits', async () => {
      await knex.raw(personFunctionSql(company));
      await inShares(share => knex.raw(commitsSql({ company, now, ...share })));
      await knex.raw('drop function bench_person');
    });
    await withoutIndexes(knex, 'daily_counts', () =>
      inShares(share => knex.raw(dailyCountsSql({ now, ...share }))),
    );
    for (const sql of [
      SET_AUTHORS_SQL,
      COMMIT_COUNTS_SQL,
      ...UNUSED_PEOPLE_SQL,
      'vacuum (analyze)',
    ]) {
      await knex.raw(sql);
    }
  } finally {
    await knex.destroy();
  }
}

/** Several write at once: first what is old, then what is of the last year. */
async function inShares(
  write: (share: {
    writer: number;
    writers: number;
    isOld: boolean;
  }) => Promise<unknown>,
): Promise<void> {
  await Promise.all(
    count(WRITERS).map(async number => {
      const share = { writer: number - 1, writers: WRITERS };
      await write({ ...share, isOld: true });
      await write({ ...share, isOld: false });
    }),
  );
}

async function fillPeople(knex: Knex, company: Company): Promise<void> {
  const users = count(countGroups(company) * USERS_PER_GROUP);
  await insert(knex, 'catalog_users', users, id => ({
    entity_ref: userRef(id),
    name: `User ${id}`,
  }));
  await insert(knex, 'catalog_user_emails', users, id => ({
    entity_ref: userRef(id),
    email: userEmail(id),
  }));
  const people = countPeople(company);
  await insert(knex, 'people', count(people), id => {
    const ref = refOf(id);
    return {
      id,
      key: ref ? `user:${ref}` : `email:${emailOf(id)}`,
      user_entity_ref: ref ?? null,
    };
  });
  const strangerOf = (id: number) =>
    refOf(id) === undefined ? id : people + BOTS + id;
  await insert(
    knex,
    'people',
    count(people).filter(id => refOf(id) !== undefined),
    id => ({ id: strangerOf(id), key: `email:${emailOf(id)}` }),
  );
  await insert(knex, 'people', count(BOTS), bot => ({
    id: people + bot,
    key: `bot:${botOf(bot).name}`,
    bot: 1,
    bot_reason: new BotMatcher().reasonOf(botOf(bot)),
  }));
  const author = (id: number, person: number, as: CommitAuthor) => ({
    id,
    person_id: person,
    stranger_id: person > people ? person : strangerOf(person),
    name: as.name,
    email: as.email,
    email_key: as.email,
  });
  await insert(knex, 'authors', count(people), id =>
    author(id, id, authorOf(id)),
  );
  await insert(knex, 'authors', count(BOTS), bot =>
    author(people + bot, people + bot, botOf(bot)),
  );
  const second = count(people / PEOPLE_PER_SECOND_NAME);
  await insert(knex, 'authors', second, number => {
    const id = number * PEOPLE_PER_SECOND_NAME;
    const as = { name: `person${id}`, email: emailOf(id) };
    return author(people + BOTS + number, id, as);
  });
  await continueIds(knex, ['people', 'authors']);
}

function refOf(person: number): string | undefined {
  const user = userOf(person);
  return user === undefined ? undefined : userRef(user);
}

function botOf(bot: number): CommitAuthor {
  const name = KNOWN_BOTS[bot - 1] ?? `release-${bot}-bot`;
  return { name, email: `${name}@bots.example.com` };
}

async function fillRepositories(knex: Knex, company: Company): Promise<void> {
  const now = Date.now();
  const repositories = count(company.repositories);
  await insert(knex, 'repositories', repositories, id => ({
    id,
    url: repositoryUrl(id),
    source_id: MADE_UP_SOURCE,
    scope_id: id,
    head: shaAt(id, company.commits - 1),
    branch: 'main',
    complete_from: '0001-01-01',
    synced_at: new Date(now),
    attempted_at: new Date(now),
    due_at: new Date(now + MS_PER_DAY),
    version: 1,
  }));
  await insert(knex, 'scopes', repositories, id => ({ id, repository_id: id }));
  await insert(knex, 'repository_entities', repositories, id => ({
    repository_id: id,
    entity_ref: componentRef(id),
  }));
  await continueIds(knex, ['repositories', 'scopes']);
}

/** Each repository has a set of its own; what forks share is in others. */
async function fillSets(knex: Knex, company: Company): Promise<void> {
  const families = company.repositories / REPOSITORIES_PER_FAMILY;
  const shared = count(families).flatMap(number =>
    count(FORKS_PER_FAMILY).map(fork => {
      const [upstream, ...forks] = membersOf(number - 1);
      return {
        id: sharedSetId(company, { family: number - 1, fork }),
        scopes: [upstream, ...forks.slice(fork - 1)],
      };
    }),
  );
  const sets = [
    ...count(company.repositories).map(id => ({ id, scopes: [id] })),
    ...shared,
  ];
  await insert(knex, 'holder_sets', sets, ({ id, scopes }) => ({
    id,
    key: scopes.join(','),
    version: 1,
  }));
  const members = sets.flatMap(({ id, scopes }) =>
    scopes.map(scope_id => ({ set_id: id, scope_id })),
  );
  await insert(knex, 'holder_set_scopes', members, member => member);
  await continueIds(knex, ['holder_sets']);
}

async function insert<T>(
  knex: Knex,
  table: string,
  items: T[],
  toRow: (item: T) => object,
): Promise<void> {
  await knex.batchInsert(table, items.map(toRow), ROWS_PER_INSERT);
}

/** Lets the next rows have the ids after those that were written outright. */
async function continueIds(knex: Knex, tables: string[]): Promise<void> {
  for (const table of tables) {
    await knex.raw(
      `select setval(pg_get_serial_sequence(?, 'id'), (select max(id) from ??))`,
      [table, table],
    );
  }
}
