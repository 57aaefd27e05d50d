import { Knex } from 'knex';
import { recordset } from '../database/sql';

/** A commit as far as it counts. */
export interface CountedCommit {
  day: string;
  mapped_author_id: number;
  parents: number;
}

interface DailyCountRow {
  day: string;
  author_id: number;
  commits: number;
  merges: number;
}

/** Changes of daily counts, summed up before they are written. */
export class DailyCountChanges {
  readonly #rows = new Map<string, DailyCountRow>();

  /** @param sign - 1 for a commit that came, -1 for one that went */
  count(commit: CountedCommit, sign: 1 | -1): void {
    const key = `${commit.day}/${commit.mapped_author_id}`;
    let row = this.#rows.get(key);
    if (!row) {
      row = {
        day: commit.day,
        author_id: commit.mapped_author_id,
        commits: 0,
        merges: 0,
      };
      this.#rows.set(key, row);
    }
    if (commit.parents > 1) {
      row.merges += sign;
    } else {
      row.commits += sign;
    }
  }

  async write(trx: Knex.Transaction, repositoryId: number): Promise<void> {
    const rows = [...this.#rows.values()].filter(
      row => row.commits !== 0 || row.merges !== 0,
    );
    if (rows.length === 0) {
      return;
    }
    await trx.raw(
      `insert into daily_counts (repository_id, day, author_id, commits, merges)
       select ${repositoryId}, day, author_id, commits, merges from ? where true
       on conflict (repository_id, day, author_id) do update set
         commits = daily_counts.commits + excluded.commits,
         merges = daily_counts.merges + excluded.merges`,
      [
        recordset(trx, {
          as: 'changes',
          columns: {
            day: 'text',
            author_id: 'integer',
            commits: 'integer',
            merges: 'integer',
          },
          rows,
        }),
      ],
    );
    if (rows.some(row => row.commits < 0 || row.merges < 0)) {
      await trx('daily_counts')
        .where({ repository_id: repositoryId, commits: 0, merges: 0 })
        .delete();
    }
    await raiseCountsVersion(trx, repositoryId);
  }
}

/** Derives the daily counts of a repository from its commits, whatever they were. */
export async function rebuildDailyCounts(
  trx: Knex.Transaction,
  repositoryId: number,
): Promise<void> {
  await trx('daily_counts').where({ repository_id: repositoryId }).delete();
  await trx.raw(
    `insert into daily_counts (repository_id, day, author_id, commits, merges)
     select repository_id, day, mapped_author_id,
            sum(case when parents > 1 then 0 else 1 end),
            sum(case when parents > 1 then 1 else 0 end)
     from commits
     where repository_id = ?
     group by repository_id, day, mapped_author_id`,
    [repositoryId],
  );
  await raiseCountsVersion(trx, repositoryId);
}

/** Tells readers that what they keep of the repository's counts no longer holds. */
async function raiseCountsVersion(
  trx: Knex.Transaction,
  repositoryId: number,
): Promise<void> {
  await trx('repositories')
    .where({ id: repositoryId })
    .increment('counts_version');
}
