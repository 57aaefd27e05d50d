import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';

/** A commit as one repository holds it; one that several hold is alike in all of them. */
export interface SeedCommit {
  repository: string;
  sha: string;
  /** The person who authored it, by key; `alice/2` is a second name of theirs. */
  author: string;
  coAuthors?: string[];
  /** As ISO 8601 with the author's offset; absent if it is unusable. */
  at?: string;
  merge?: boolean;
  subject?: string;
}

export interface SeedPerson {
  userEntityRef?: string;
  /** What the catalog calls the User. */
  name?: string;
  bot?: boolean;
}

export interface SeedRepository {
  entityRefs?: string[];
  /** Columns of the table, where they should not be those of a repository that is completely synced. */
  columns?: Record<string, string | number | Date | null>;
}

export interface LedgerSeed {
  people?: Record<string, SeedPerson>;
  repositories?: Record<string, SeedRepository>;
  commits?: SeedCommit[];
  problems?: Record<string, string>;
  /** Users of the catalog whom nothing lets anybody recognise are just these. */
  users?: string[];
}

/** What a seed became, by the names it was given. */
export interface SeededLedger {
  repositoryIds: Record<string, number>;
  personIds: Record<string, number>;
}

/** Names a commit: 40 hexadecimal digits that end with a number. */
export function shaOf(number: number): string {
  return number.toString(16).padStart(40, '0');
}

/** An empty ledger of its own for a test. */
export async function createLedger(
  databases: TestDatabases,
  databaseId: TestDatabaseId,
): Promise<Knex> {
  const database = await databases.init(databaseId);
  await database.migrate.latest({
    directory: resolvePackagePath(
      'backstage-plugin-git-activity-backend',
      'migrations',
    ),
  });
  await database('ledger_state')
    .where({ name: 'day_basis' })
    .update({ value: 'author' });
  return database;
}

/** Writes a ledger the plain way, by nothing that production uses. */
export async function seedLedger(
  database: Knex,
  seed: LedgerSeed,
): Promise<SeededLedger> {
  const { people = {}, repositories = {}, commits = [], problems = {} } = seed;
  const personIds: Record<string, number> = {};
  for (const [key, person] of Object.entries(people)) {
    personIds[key] = await seedPerson(database, key, person);
  }
  for (const entityRef of seed.users ?? []) {
    await seedUser(database, entityRef, entityRef);
  }
  const repositoryIds: Record<string, number> = {};
  const scopeIds: Record<string, number> = {};
  for (const [name, repository] of Object.entries(repositories)) {
    const id = await seedRepository(database, name, repository);
    repositoryIds[name] = id;
    scopeIds[name] = await insert(database, 'scopes', { repository_id: id });
    await database('repositories')
      .where({ id })
      .update({ scope_id: scopeIds[name] });
  }
  await seedCommits(database, { commits, scopeIds, personIds, people });
  for (const [entityRef, message] of Object.entries(problems)) {
    await database('entity_problems').insert({
      entity_ref: entityRef,
      message,
    });
  }
  return { repositoryIds, personIds };
}

async function seedPerson(
  database: Knex,
  key: string,
  { name = key, userEntityRef, bot }: SeedPerson,
): Promise<number> {
  if (userEntityRef) {
    await seedUser(database, userEntityRef, name);
  }
  return insert(database, 'people', {
    key: `test:${key}`,
    user_entity_ref: userEntityRef ?? null,
    bot: bot ? 1 : 0,
  });
}

async function seedUser(
  database: Knex,
  entityRef: string,
  name: string,
): Promise<void> {
  await database('catalog_users').insert({ entity_ref: entityRef, name });
}

async function seedRepository(
  database: Knex,
  name: string,
  { entityRefs = [], columns = {} }: SeedRepository,
): Promise<number> {
  const id = await insert(database, 'repositories', {
    url: `https://git.example.com/${name}`,
    source_id: 'git',
    complete_from: '0001-01-01',
    synced_at: new Date(),
    due_at: new Date('2026-11-20T08:15:00Z'),
    ...columns,
  });
  for (const entityRef of entityRefs) {
    await database('repository_entities').insert({
      repository_id: id,
      entity_ref: entityRef,
    });
  }
  return id;
}

async function seedCommits(
  database: Knex,
  options: {
    commits: SeedCommit[];
    scopeIds: Record<string, number>;
    personIds: Record<string, number>;
    people: Record<string, SeedPerson>;
  },
): Promise<void> {
  const { commits, scopeIds, personIds } = options;
  const holders = new Map<string, Set<number>>();
  for (const { sha, repository } of commits) {
    holders.set(sha, (holders.get(sha) ?? new Set()).add(scopeIds[repository]));
  }
  const setIds = new Map<string, number>();
  const setOf = async (sha: string): Promise<number> => {
    const scopes = [...(holders.get(sha) ?? [])].sort((a, b) => a - b);
    const key = scopes.join(',');
    const known = setIds.get(key);
    if (known !== undefined) return known;
    const id = await insert(database, 'holder_sets', { key });
    setIds.set(key, id);
    for (const scope_id of scopes) {
      await database('holder_set_scopes').insert({ set_id: id, scope_id });
    }
    return id;
  };
  const authorIds = new Map<string, number>();
  const authorId = async (author: string): Promise<number> => {
    const known = authorIds.get(author);
    if (known !== undefined) return known;
    const person = author.split('/')[0];
    const id = await insert(database, 'authors', {
      name: author,
      email: `${author}@example.com`,
      email_key: `${author}@example.com`,
      person_id: personIds[person],
      // Nothing but the User makes their names one person
      stranger_id: options.people[person].userEntityRef
        ? await insert(database, 'people', { key: `test:author:${author}` })
        : personIds[person],
    });
    authorIds.set(author, id);
    return id;
  };
  const distinct = new Map(commits.map(commit => [commit.sha, commit]));
  for (const commit of distinct.values()) {
    const coAuthors: number[] = [];
    for (const coAuthor of commit.coAuthors ?? []) {
      coAuthors.push(await authorId(coAuthor));
    }
    await database('commits').insert({
      sha: commit.sha,
      set_id: await setOf(commit.sha),
      author_id: await authorId(commit.author),
      coauthors: coAuthors.sort((a, b) => a - b).join(','),
      day: commit.at?.slice(0, 10) ?? '',
      authored_at: commit.at ? Date.parse(commit.at) / 1000 : null,
      utc_offset: offsetOf(commit.at),
      parents: commit.merge ? 2 : 1,
      subject: commit.subject ?? `Change ${commit.sha}`,
    });
  }
  await deriveCounts(database);
}

/** Derives what is derived from commits, as somebody would who knows nothing of how it is kept up. */
async function deriveCounts(database: Knex): Promise<void> {
  await database.raw(`
    insert into daily_counts (set_id, day, author_id, coauthors, commits, merges)
    select set_id, day, author_id, coauthors,
      sum(case when parents > 1 then 0 else 1 end), sum(case when parents > 1 then 1 else 0 end)
    from commits group by set_id, day, author_id, coauthors`);
  const commits: Array<{
    set_id: number;
    author_id: number;
    coauthors: string;
  }> = await database('commits').select('set_id', 'author_id', 'coauthors');
  const named = new Map<string, number>();
  for (const { set_id, author_id, coauthors } of commits) {
    for (const id of [author_id, ...coauthors.split(',').filter(Boolean)]) {
      const key = `${set_id} ${id}`;
      named.set(key, (named.get(key) ?? 0) + 1);
    }
  }
  for (const [key, count] of named) {
    const [set_id, author_id] = key.split(' ').map(Number);
    await database('set_authors').insert({ set_id, author_id, commits: count });
  }
  await database.raw(`
    update repositories set commit_count = (
      select count(*) from commits c join holder_set_scopes h on h.set_id = c.set_id
      where h.scope_id = repositories.scope_id)`);
}

/** Minutes east of UTC. */
function offsetOf(at: string | undefined): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(at ?? '') ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

async function insert(
  database: Knex,
  table: string,
  row: object,
): Promise<number> {
  const [{ id }] = await database(table).insert(row).returning('id');
  return id;
}
