import { Knex } from 'knex';
import { readSnapshot } from '../database/transactions';

/** The commits of the ledger in words, by repository and SHA, whatever ids the rows have. */
export async function readCommits(
  knex: Knex,
): Promise<Array<Record<string, unknown>>> {
  const rows: Array<Record<string, unknown>> = await knex('commits')
    .join('holder_set_scopes', 'holder_set_scopes.set_id', 'commits.set_id')
    .join('repositories', 'repositories.scope_id', 'holder_set_scopes.scope_id')
    .join('authors as author', 'author.id', 'commits.author_id')
    .leftJoin('mailmap_authors as mailmap', join =>
      join
        .on('mailmap.repository_id', 'repositories.id')
        .andOn('mailmap.author_id', 'author.id'),
    )
    .leftJoin('authors as mapped', 'mapped.id', 'mailmap.mapped_author_id')
    .select(
      'repositories.url',
      'commits.sha',
      'commits.day',
      'commits.authored_at',
      'commits.utc_offset',
      'commits.committed_at',
      'commits.parents',
      'commits.subject',
      'author.name as author_name',
      'author.email as author_email',
      knex.raw('coalesce(mapped.name, author.name) as mapped_name'),
      knex.raw('coalesce(mapped.email, author.email) as mapped_email'),
    )
    .orderBy(['repositories.url', 'commits.sha']);
  return rows.map(row => ({
    ...row,
    // PostgreSQL hands big integers over as texts.
    authored_at: row.authored_at === null ? null : Number(row.authored_at),
    committed_at: row.committed_at === null ? null : Number(row.committed_at),
  }));
}

/** Whom commits name as co-authors, in words. */
export async function readCoAuthors(
  knex: Knex,
): Promise<Array<{ sha: string; name: string; email: string }>> {
  const authors: Array<{ id: number; name: string; email: string }> =
    await knex('authors').select('id', 'name', 'email');
  const byId = new Map(authors.map(author => [author.id, author]));
  const commits: Array<{ sha: string; coauthors: string }> = await knex(
    'commits',
  )
    .orderBy('sha')
    .select('sha', 'coauthors');
  return commits.flatMap(({ sha, coauthors }) =>
    coauthors
      .split(',')
      .flatMap(id => byId.get(Number(id)) ?? [])
      .map(({ name, email }) => ({ sha, name, email }))
      .sort((a, b) => (a.email < b.email ? -1 : 1)),
  );
}

interface StoredCommit {
  set_id: number;
  folder_set_id: number | null;
  day: string;
  author_id: number;
  coauthors: string;
  parents: number;
}

/** Checks what must hold between the tables at any moment; all are of one, since a portal may clear up meanwhile. */
export async function expectConsistentLedger(knex: Knex): Promise<void> {
  await readSnapshot(knex, expectConsistentTables);
}

async function expectConsistentTables(knex: Knex): Promise<void> {
  const commits: StoredCommit[] = await knex('commits').select();
  const days = new Map<string, [commits: number, merges: number]>();
  const authors = new Map<string, number>();
  for (const commit of commits) {
    const { day, author_id, coauthors, parents } = commit;
    for (const set of [commit.set_id, commit.folder_set_id]) {
      if (set === null) continue;
      const key = [set, day, author_id, coauthors].join(' ');
      const count = days.get(key) ?? [0, 0];
      count[parents >= 2 ? 1 : 0] += 1;
      days.set(key, count);
      for (const id of [author_id, ...coauthors.split(',').filter(Boolean)]) {
        const named = `${set} ${id}`;
        authors.set(named, (authors.get(named) ?? 0) + 1);
      }
    }
  }
  const asTexts = (rows: Array<Record<string, unknown>>) =>
    rows.map(row => Object.values(row).join(' ')).sort();
  expect(
    asTexts(
      await knex('daily_counts').select(
        'set_id',
        'day',
        'author_id',
        'coauthors',
        'commits',
        'merges',
      ),
    ),
  ).toEqual(
    [...days].map(([key, count]) => `${key} ${count.join(' ')}`).sort(),
  );
  expect(
    asTexts(await knex('set_authors').select('set_id', 'author_id', 'commits')),
  ).toEqual([...authors].map(([key, count]) => `${key} ${count}`).sort());
  await expectConsistentRepositories(knex);
  await expectConsistentFolders(knex, commits);
}

/** What a commit changed folders of holds it: a set of folders has just the repositories of the other set, and folders in these. */
async function expectConsistentFolders(
  knex: Knex,
  commits: StoredCommit[],
): Promise<void> {
  const members: Array<{ set_id: number; id: number; path: string }> =
    await knex('holder_set_scopes')
      .join('scopes', 'scopes.id', 'holder_set_scopes.scope_id')
      .orderBy('scopes.id')
      .select('set_id', 'scopes.id', 'path');
  const wholeOf = (setId: number) =>
    members
      .filter(({ set_id, path }) => set_id === setId && path === '')
      .map(({ id }) => id);
  const pairs = new Set(
    commits.flatMap(({ set_id, folder_set_id }) =>
      folder_set_id === null ? [] : [`${set_id} ${folder_set_id}`],
    ),
  );
  for (const pair of pairs) {
    const [set, folderSet] = pair.split(' ').map(Number);
    expect(wholeOf(folderSet)).toEqual(wholeOf(set));
  }
  const sets: Array<{ id: number; folders: number }> = await knex(
    'holder_sets',
  );
  const layers = new Map(sets.map(({ id, folders }) => [id, folders]));
  for (const { set_id, path } of members) {
    if (path !== '') expect(layers.get(set_id)).toBe(1);
  }
  expect(commits.map(({ set_id }) => layers.get(set_id))).toEqual(
    commits.map(() => 0),
  );
}

async function expectConsistentRepositories(knex: Knex): Promise<void> {
  const counted: Array<{ id: number; stored: number | string }> = await knex(
    'repositories',
  )
    .leftJoin(
      'holder_set_scopes',
      'holder_set_scopes.scope_id',
      'repositories.scope_id',
    )
    .leftJoin('commits', 'commits.set_id', 'holder_set_scopes.set_id')
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
  const sets: Array<{ id: number; key: string }> = await knex('holder_sets');
  for (const { id, key } of sets) {
    const scopes: number[] = await knex('holder_set_scopes')
      .where({ set_id: id })
      .orderBy('scope_id')
      .pluck('scope_id');
    expect(scopes.join(',')).toBe(key);
  }
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
