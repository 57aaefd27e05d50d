import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';
import { AuthorKinds, AuthorSets } from './AuthorKinds';
import { CommitFilter } from './filter';

/** Work to be added to, or taken from, what daily counts say. */
export interface Adjustment {
  repository_id: number;
  day: string;
  author_id: number;
  /** 1 if it is what this author did; 0 if the author only stands for a human or bot who is asked for. */
  own: number;
  commits: number;
  merges: number;
}

/**
 * The counting rules. Daily counts are what authors did in each repository; this says whose of them count, what has to be
 * added or taken away, and the same for single commits. Every answer, be it numbers, a list of people or a list of
 * commits, is put together from these pieces, so that no two answers can disagree.
 *
 * A SHA that several selected repositories hold counts as the one with the lowest id has it; the other rows are its
 * *twins* and count nothing. `commits.shared` tells which rows can have twins at all, so that no other row pays for it.
 */
export class CountedWork {
  readonly #db: SqlWriter;
  readonly #filter: CommitFilter;
  readonly #authors: AuthorSets;

  private constructor(
    db: SqlWriter,
    filter: CommitFilter,
    authors: AuthorSets,
  ) {
    this.#db = db;
    this.#filter = filter;
    this.#authors = authors;
  }

  static async create(
    database: Knex,
    filter: CommitFilter,
  ): Promise<CountedWork> {
    const db = new SqlWriter(database);
    return new CountedWork(
      db,
      filter,
      await readAuthorSets(db, filter.personIds),
    );
  }

  /** Whether nothing can count, so that the ledger need not be asked. */
  get isEmpty(): boolean {
    const { humans, bots } = this.#authors;
    return (
      this.#filter.repositoryIds.length === 0 ||
      (humans?.length === 0 && bots.length === 0)
    );
  }

  /** How the work of each author counts. */
  getAuthorKinds(): AuthorKinds {
    return new AuthorKinds(this.#authors);
  }

  /** What daily counts do not know: twins, and who co-authored what. Of the days of the range, and of unusable dates. */
  adjustments(): Knex.Raw | undefined {
    const { sql } = this.#db;
    const { humans, bots } = this.#authors;
    const parts: Knex.Raw[] = [];
    if (this.#canHaveTwins) {
      parts.push(sql`
        select c.repository_id, c.day, c.mapped_author_id as author_id, 1 as own, c.parents, -1 as sign
        from (
          select c.repository_id, c.day, c.mapped_author_id, c.parents,
            row_number() over (partition by c.sha order by c.repository_id) as place
          from commits c
          where c.shared = 1
            and ${this.#inSelection()}
            and ${this.#inRangeOrUnusable()}
        ) c
        where c.place > 1 and ${this.#isAskedFor()}`);
    }
    if (humans?.length) {
      // What the people asked for co-authored and did not author themselves is a human's work, whoever authored it …
      parts.push(sql`
        select c.repository_id, c.day, cast(${
          humans[0]
        } as integer) as author_id, 0 as own, c.parents, 1 as sign
        from commits c
        where ${this.#inSelection()} and ${this.#inRangeOrUnusable()}
          and ${this.#isCountedOnce()}
          and not ${this.#db.isIn('c.mapped_author_id', humans)}
          and ${this.#isCoAuthored(humans)}`);
    }
    if (humans?.length && bots.length) {
      // … so that if a bot authored it that is asked for too, it must not count as the bot's as well
      parts.push(sql`
        select c.repository_id, c.day, c.mapped_author_id as author_id, 0 as own, c.parents, -1 as sign
        from commits c
        where ${this.#inSelection()} and ${this.#inRangeOrUnusable()}
          and ${this.#isCountedOnce()}
          and ${this.#db.isIn('c.mapped_author_id', bots)}
          and ${this.#isCoAuthored(humans)}`);
    }
    if (parts.length === 0) return undefined;
    return sql`
      select repository_id, day, author_id, own,
        cast(sum(case when parents < 2 then sign else 0 end) as integer) as commits,
        cast(sum(case when parents < 2 then 0 else sign end) as integer) as merges
      from (${parts.reduce(
        (all, part) => sql`${all} union all ${part}`,
      )}) adjustments
      group by repository_id, day, author_id, own`;
  }

  /** The commits that count, as a query of rows of `commits`. */
  countedCommits(): Knex.Raw {
    const { sql } = this.#db;
    const { humans, bots } = this.#authors;
    const withoutBots = this.#filter.bots === 'exclude';
    let whose = sql`1 = 1`;
    if (humans) {
      const authors = withoutBots ? humans : [...humans, ...bots];
      whose = sql`(${this.#db.isIn('c.mapped_author_id', authors)}
        or ${this.#isCoAuthored(humans)})`;
    } else if (withoutBots) {
      whose = sql`not ${this.#db.isIn('c.mapped_author_id', bots)}`;
    }
    const counted = sql`${this.#inSelection()} and ${this.#inRange()} and ${this.#isOfKind()} and ${whose}`;
    if (!this.#canHaveTwins)
      return sql`select c.* from commits c where ${counted}`;
    return sql`
      select c.*
      from commits c
      left join (
        select c.sha, min(c.repository_id) as repository_id
        from commits c
        where c.shared = 1 and ${this.#inSelection()} and ${this.#inRange()}
        group by c.sha
      ) first_holder on c.shared = 1 and first_holder.sha = c.sha
      where ${counted}
        and (c.shared = 0 or c.repository_id = first_holder.repository_id)`;
  }

  /**
   * The people for whom a commit counts, as a query of rows (person_id): those who are these authors, and those who co-authored one.
   * Most who co-author also author something, so that the dear question is asked of few.
   */
  countedPeople({ authorIds }: { authorIds: number[] }): Knex.Raw {
    const { sql } = this.#db;
    const { humans, bots } = this.#authors;
    // A bot that is named as co-author did not do anything
    const isHuman = humans
      ? this.#db.isIn('x.mapped_author_id', humans)
      : sql`not ${this.#db.isIn('x.mapped_author_id', bots)}`;
    return sql`
      with authoring as (
        select distinct a.person_id
        from authors a
        where ${this.#db.isIn('a.id', authorIds)}
      )
      select person_id from authoring
      union all
      select distinct a.person_id
      from (
        select distinct x.mapped_author_id
        from commit_coauthors x
        where ${this.#db.isIn('x.repository_id', this.#filter.repositoryIds)}
      ) x
      join authors a on a.id = x.mapped_author_id
      where ${isHuman}
        and a.person_id not in (select person_id from authoring)
        and exists (
          select 1
          from commit_coauthors x
          where x.mapped_author_id = a.id
            and ${this.#db.isIn('x.repository_id', this.#filter.repositoryIds)}
            -- A count, since this must stay a look-up by key: as a join it would be planned to read all commits
            and (
              select count(*)
              from commits c
              where c.sha = x.sha
                and c.repository_id = x.repository_id
                and ${this.#inRange()}
                and ${this.#isCountedOnce()}
                and ${this.#isOfKind()}
            ) > 0
        )`;
  }

  get #canHaveTwins(): boolean {
    return this.#filter.repositoryIds.length > 1;
  }

  #isOfKind(): Knex.Raw {
    return this.#db.text(
      this.#filter.merges === 'include' ? '1 = 1' : 'c.parents < 2',
    );
  }

  #inSelection(): Knex.Raw {
    return this.#db.isIn('c.repository_id', this.#filter.repositoryIds);
  }

  #inRange(): Knex.Raw {
    const { sql } = this.#db;
    return sql`c.day between ${this.#filter.from} and ${this.#filter.to}`;
  }

  #inRangeOrUnusable(): Knex.Raw {
    const { sql } = this.#db;
    return sql`(${this.#inRange()} or c.day = ${NO_DAY})`;
  }

  #isAskedFor(): Knex.Raw {
    const { humans, bots } = this.#authors;
    return humans
      ? this.#db.isIn('c.mapped_author_id', [...humans, ...bots])
      : this.#db.text('1 = 1');
  }

  #isCoAuthored(authors: number[]): Knex.Raw {
    const { sql } = this.#db;
    return sql`(c.sha, c.repository_id) in (
      select x.sha, x.repository_id
      from commit_coauthors x
      where ${this.#db.isIn('x.mapped_author_id', authors)}
        and ${this.#db.isIn('x.repository_id', this.#filter.repositoryIds)}
    )`;
  }

  #isCountedOnce(): Knex.Raw {
    const { sql } = this.#db;
    return this.#canHaveTwins
      ? sql`(c.shared = 0 or c.repository_id = ${this.#firstHolder()})`
      : sql`1 = 1`;
  }

  /**
   * The selected repository that a commit counts in: a look-up for each shared row, for where these are few. A commit is
   * on the same day in every repository.
   */
  #firstHolder(): Knex.Raw {
    const { sql } = this.#db;
    return sql`(
      select min(holder.repository_id)
      from commits holder
      where holder.sha = c.sha
        and holder.day = c.day
        and ${this.#db.isIn('holder.repository_id', this.#filter.repositoryIds)}
    )`;
  }
}

async function readAuthorSets(
  db: SqlWriter,
  personIds: number[] | undefined,
): Promise<AuthorSets> {
  const { sql } = db;
  const authors = await db.rows<{ id: number; bot: number }>(sql`
    select a.id, p.bot
    from people p
    join authors a on a.person_id = p.id
    where ${personIds ? db.isIn('p.id', personIds) : sql`p.bot = 1`}`);
  const idsOf = (bot: number) =>
    authors.filter(author => author.bot === bot).map(author => author.id);
  return { humans: personIds && idsOf(0), bots: idsOf(1) };
}
