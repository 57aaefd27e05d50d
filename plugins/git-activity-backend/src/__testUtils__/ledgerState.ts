import { Knex } from 'knex';

/** The commits of the ledger in words, whatever ids the rows have. */
export async function readCommits(
  knex: Knex,
): Promise<Array<Record<string, unknown>>> {
  const rows: Array<Record<string, unknown>> = await knex('commits')
    .join('repositories', 'repositories.id', 'commits.repository_id')
    .join('authors as author', 'author.id', 'commits.author_id')
    .join('authors as mapped', 'mapped.id', 'commits.mapped_author_id')
    .select(
      'repositories.url',
      'commits.sha',
      'commits.day',
      'commits.authored_at',
      'commits.utc_offset',
      'commits.committed_at',
      'commits.parents',
      'commits.subject',
      'commits.shared',
      'author.name as author_name',
      'author.email as author_email',
      'mapped.name as mapped_name',
      'mapped.email as mapped_email',
    )
    .orderBy(['repositories.url', 'commits.sha']);
  return rows.map(row => ({
    ...row,
    // PostgreSQL hands big integers over as texts.
    authored_at: row.authored_at === null ? null : Number(row.authored_at),
    committed_at: row.committed_at === null ? null : Number(row.committed_at),
  }));
}

/** Who is named as co-author of what, in words. */
export async function readCoAuthors(
  knex: Knex,
): Promise<Array<Record<string, unknown>>> {
  return knex('commit_coauthors')
    .join('repositories', 'repositories.id', 'commit_coauthors.repository_id')
    .join('authors as author', 'author.id', 'commit_coauthors.author_id')
    .join('authors as mapped', 'mapped.id', 'commit_coauthors.mapped_author_id')
    .select(
      'repositories.url',
      'commit_coauthors.sha',
      'author.name as name',
      'author.email as email',
      'mapped.name as mapped_name',
    )
    .orderBy(['repositories.url', 'commit_coauthors.sha', 'author.email']);
}

/** Daily counts as they are stored, one text for each. */
export async function readDailyCounts(knex: Knex): Promise<string[]> {
  const rows: Array<Record<string, unknown>> = await knex(
    'daily_counts',
  ).select('repository_id', 'day', 'author_id', 'commits', 'merges');
  return rows.map(row => Object.values(row).join(' ')).sort();
}

/** Daily counts as somebody would count the stored commits by hand. */
export async function recountDailyCounts(knex: Knex): Promise<string[]> {
  const commits: Array<{
    repository_id: number;
    day: string;
    mapped_author_id: number;
    parents: number;
  }> = await knex('commits').select();
  const counts = new Map<string, [commits: number, merges: number]>();
  for (const commit of commits) {
    const key = `${commit.repository_id} ${commit.day} ${commit.mapped_author_id}`;
    const count = counts.get(key) ?? [0, 0];
    count[commit.parents >= 2 ? 1 : 0] += 1;
    counts.set(key, count);
  }
  return [...counts].map(([key, count]) => `${key} ${count.join(' ')}`).sort();
}

/** Checks what must hold between the tables at any moment. */
export async function expectConsistentLedger(knex: Knex): Promise<void> {
  expect(await readDailyCounts(knex)).toEqual(await recountDailyCounts(knex));
  const counted: Array<{ id: number; stored: number | string }> = await knex(
    'repositories',
  )
    .leftJoin('commits', 'commits.repository_id', 'repositories.id')
    .groupBy('repositories.id')
    .orderBy('repositories.id')
    .select('repositories.id')
    .count({ stored: 'commits.sha' });
  const claimed: Array<{ id: number; commit_count: number }> = await knex(
    'repositories',
  )
    .orderBy('id')
    .select('id', 'commit_count');
  expect(claimed.map(row => [row.id, row.commit_count])).toEqual(
    counted.map(row => [row.id, Number(row.stored)]),
  );
}

/** Records a repository as discovery does, due since a minute ago. */
export async function addRepository(
  knex: Knex,
  columns: { url: string } & Record<string, unknown>,
): Promise<number> {
  const [{ id }] = await knex('repositories')
    .insert({
      source_id: 'git',
      due_at: new Date(Date.now() - 60_000),
      ...columns,
    })
    .returning('id');
  return id;
}

/** Records a repository whose host was asked for its head a minute ago, so that it can be claimed to be read. */
export async function addSeenRepository(
  knex: Knex,
  columns: { url: string } & Record<string, unknown>,
): Promise<number> {
  const aMinuteAgo = new Date(Date.now() - 60_000);
  return addRepository(knex, {
    attempted_at: aMinuteAgo,
    seen_at: aMinuteAgo,
    ...columns,
  });
}
