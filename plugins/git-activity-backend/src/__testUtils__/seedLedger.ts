import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { TestDatabaseId, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';

/** A commit as one repository holds it. */
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
  name?: string;
  userEntityRef?: string;
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
  return database;
}

/** Writes a ledger the plain way, by nothing that production uses. */
export async function seedLedger(
  database: Knex,
  seed: LedgerSeed,
): Promise<SeededLedger> {
  const { people = {}, repositories = {}, commits = [], problems = {} } = seed;
  const personIds: Record<string, number> = {};
  for (const [key, { name = key, userEntityRef, bot }] of Object.entries(
    people,
  )) {
    personIds[key] = await insert(database, 'people', {
      key: `test:${key}`,
      name,
      user_entity_ref: userEntityRef ?? null,
      bot: bot ? 1 : 0,
    });
  }
  const repositoryIds: Record<string, number> = {};
  for (const [name, repository] of Object.entries(repositories)) {
    repositoryIds[name] = await seedRepository(database, name, repository);
  }
  await seedCommits(database, { commits, repositoryIds, personIds });
  for (const [entityRef, message] of Object.entries(problems)) {
    await database('entity_problems').insert({
      entity_ref: entityRef,
      message,
    });
  }
  return { repositoryIds, personIds };
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
    synced_at: new Date('2026-11-20T08:00:00Z'),
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
    repositoryIds: Record<string, number>;
    personIds: Record<string, number>;
  },
): Promise<void> {
  const { commits, repositoryIds, personIds } = options;
  const holders = new Map<string, number>();
  for (const { sha } of commits) {
    holders.set(sha, (holders.get(sha) ?? 0) + 1);
  }
  const authorIds = new Map<string, number>();
  const authorId = async (author: string): Promise<number> => {
    const known = authorIds.get(author);
    if (known !== undefined) return known;
    const id = await insert(database, 'authors', {
      name: author,
      email: `${author}@example.com`,
      person_id: personIds[author.split('/')[0]],
    });
    authorIds.set(author, id);
    return id;
  };
  const counts = new Map<string, { commits: number; merges: number }>();
  for (const commit of commits) {
    const repositoryId = repositoryIds[commit.repository];
    const author = await authorId(commit.author);
    const day = commit.at?.slice(0, 10) ?? '';
    await database('commits').insert({
      sha: commit.sha,
      repository_id: repositoryId,
      author_id: author,
      mapped_author_id: author,
      day,
      authored_at: commit.at ? Date.parse(commit.at) / 1000 : null,
      utc_offset: offsetOf(commit.at),
      parents: commit.merge ? 2 : 1,
      subject: commit.subject ?? `Change ${commit.sha}`,
      shared: holders.get(commit.sha) === 1 ? 0 : 1,
      generation: 0,
    });
    for (const coAuthor of commit.coAuthors ?? []) {
      const id = await authorId(coAuthor);
      await database('commit_coauthors').insert({
        sha: commit.sha,
        repository_id: repositoryId,
        author_id: id,
        mapped_author_id: id,
      });
    }
    const key = JSON.stringify([repositoryId, day, author]);
    const count = counts.get(key) ?? { commits: 0, merges: 0 };
    counts.set(key, {
      commits: count.commits + (commit.merge ? 0 : 1),
      merges: count.merges + (commit.merge ? 1 : 0),
    });
  }
  for (const [key, count] of counts) {
    const [repositoryId, day, author] = JSON.parse(key);
    await database('daily_counts').insert({
      repository_id: repositoryId,
      day,
      author_id: author,
      ...count,
    });
  }
  await database.raw(
    'update repositories set commit_count = (select count(*) from commits where repository_id = repositories.id)',
  );
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
