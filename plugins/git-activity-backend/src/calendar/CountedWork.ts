import { Knex } from 'knex';
import { CommitFilter } from './filter';
import { SqlWriter } from '../ledger/SqlWriter';

/** What is left out of a range of days, or asked about at all. */
interface DayRange {
  from: string;
  to: string;
}

interface AuthorSets {
  /** Authors who are the people asked for and human; absent if everyone's work is asked for. */
  humans?: number[];
  /** Authors who are bots: only those asked for, if only some people's work is asked for. */
  bots: number[];
}

/**
 * The counting rules as SQL. Every answer, be it numbers, a list of people or a list of commits, is put together from
 * these pieces, so that no two answers can disagree.
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

  /**
   * All work on the days of a range, whatever the filter leaves out: rows (repository_id, day, author_id, bot, commits,
   * merges) that are to be summed, some of them negative.
   */
  work(range: DayRange = this.#filter): Knex.Raw {
    const { sql } = this.#db;
    const { humans, bots } = this.#authors;
    const parts = [this.#authored(range)];
    if (humans?.length) {
      // What the people asked for co-authored and did not author: a human's work, whoever authored it …
      parts.push(sql`
        select c.repository_id, c.day, c.mapped_author_id as author_id, 0 as bot,
          case when c.parents < 2 then 1 else 0 end as commits,
          case when c.parents < 2 then 0 else 1 end as merges
        from commits c
        where ${this.#inSelection('c', range)}
          and ${this.#isCountedOnce('c')}
          and not ${this.#db.isIn('c.mapped_author_id', humans)}
          and ${this.#isCoAuthored('c', humans)}`);
    }
    if (humans?.length && bots.length) {
      // … so that if a bot authored it that is asked for too, it must not count as the bot's as well
      parts.push(sql`
        select c.repository_id, c.day, c.mapped_author_id as author_id, 1 as bot,
          case when c.parents < 2 then -1 else 0 end as commits,
          case when c.parents < 2 then 0 else -1 end as merges
        from commits c
        where ${this.#inSelection('c', range)}
          and ${this.#isCountedOnce('c')}
          and ${this.#db.isIn('c.mapped_author_id', bots)}
          and ${this.#isCoAuthored('c', humans)}`);
    }
    return parts.reduce((all, part) => sql`${all} union all ${part}`);
  }

  /** How much of a row `w` of {@link CountedWork.work} counts. */
  get counted(): Knex.Raw {
    const { sql } = this.#db;
    return this.#filter.bots === 'include'
      ? this.#ofKind
      : sql`case when w.bot = 0 then ${this.#ofKind} else 0 end`;
  }

  /** How many merges the filter leaves out of a row `w` of {@link CountedWork.work}. */
  get excludedMerges(): Knex.Raw {
    const { sql } = this.#db;
    return this.#filter.merges === 'include' ? sql`0` : sql`w.merges`;
  }

  /** How many commits of bots, other than those merges, the filter leaves out of a row `w` of {@link CountedWork.work}. */
  get excludedBots(): Knex.Raw {
    const { sql } = this.#db;
    return this.#filter.bots === 'include'
      ? sql`0`
      : sql`case when w.bot = 1 then ${this.#ofKind} else 0 end`;
  }

  /** Whether a row `c` of commits counts. */
  isCounted(): Knex.Raw {
    const { sql } = this.#db;
    const { humans, bots } = this.#authors;
    const withoutBots = this.#filter.bots === 'exclude';
    let whose = sql`1 = 1`;
    if (humans) {
      const authors = withoutBots ? humans : [...humans, ...bots];
      whose = sql`(${this.#db.isIn('c.mapped_author_id', authors)}
        or ${this.#isCoAuthored('c', humans)})`;
    } else if (withoutBots) {
      whose = sql`not ${this.#db.isIn('c.mapped_author_id', bots)}`;
    }
    return sql`${this.#inSelection('c')}
      and ${this.#isCountedOnce('c')}
      and ${this.#isOfKind('c')}
      and ${whose}`;
  }

  /**
   * The people for whom at least one commit counts, as a query of rows (person_id): those who would see one if their
   * work alone were asked for.
   */
  people(): Knex.Raw {
    const { sql } = this.#db;
    const { humans, bots } = this.#authors;
    // A bot that is named as co-author did not do anything
    const isHuman = humans
      ? this.#db.isIn('x.mapped_author_id', humans)
      : sql`not ${this.#db.isIn('x.mapped_author_id', bots)}`;
    return sql`
      with authoring as (
        select distinct a.person_id
        from (
          select w.author_id
          from (${this.#authored(this.#filter)}) w
          group by w.author_id
          having sum(${this.counted}) > 0
        ) counting
        join authors a on a.id = counting.author_id
      )
      select person_id from authoring
      union all
      -- Most who co-author also author something, so the dear question is asked of few
      select distinct other.person_id
      from (
        select distinct a.person_id, x.mapped_author_id
        from commit_coauthors x
        join authors a on a.id = x.mapped_author_id
        where ${this.#db.isIn('x.repository_id', this.#filter.repositoryIds)}
          and ${isHuman}
          and a.person_id not in (select person_id from authoring)
      ) other
      where exists (
        select 1
        from commit_coauthors x
        join commits c on c.sha = x.sha and c.repository_id = x.repository_id
        where x.mapped_author_id = other.mapped_author_id
          and ${this.#inSelection('c')}
          and ${this.#isCountedOnce('c')}
          and ${this.#isOfKind('c')}
      )`;
  }

  /** The part of {@link CountedWork.work} that is its authors' own. */
  #authored(range: DayRange): Knex.Raw {
    const { sql } = this.#db;
    const counts = sql`
      select d.repository_id, d.day, d.author_id, ${this.#isBot(
        'd.author_id',
      )} as bot, d.commits, d.merges
      from daily_counts d
      where ${this.#inSelection('d', range)} and ${this.#isAskedFor(
      'd.author_id',
    )}`;
    if (!this.#canHaveTwins) return counts;
    return sql`
      ${counts}
      union all
      select c.repository_id, c.day, c.mapped_author_id as author_id, ${this.#isBot(
        'c.mapped_author_id',
      )} as bot,
        case when c.parents < 2 then -1 else 0 end as commits,
        case when c.parents < 2 then 0 else -1 end as merges
      from commits c
      where c.shared = 1
        and ${this.#inSelection('c', range)}
        and ${this.#isAskedFor('c.mapped_author_id')}
        and c.repository_id > ${this.#firstHolder('c')}`;
  }

  get #canHaveTwins(): boolean {
    return this.#filter.repositoryIds.length > 1;
  }

  get #ofKind(): Knex.Raw {
    const { sql } = this.#db;
    return this.#filter.merges === 'include'
      ? sql`w.commits + w.merges`
      : sql`w.commits`;
  }

  #isOfKind(commit: string): Knex.Raw {
    return this.#db.text(
      this.#filter.merges === 'include' ? '1 = 1' : `${commit}.parents < 2`,
    );
  }

  #inSelection(table: string, range: DayRange = this.#filter): Knex.Raw {
    const { sql } = this.#db;
    const { repositoryIds } = this.#filter;
    return sql`${this.#db.isIn(`${table}.repository_id`, repositoryIds)}
      and ${this.#db.text(`${table}.day`)} between ${range.from} and ${
      range.to
    }`;
  }

  #isAskedFor(column: string): Knex.Raw {
    const { humans, bots } = this.#authors;
    return humans
      ? this.#db.isIn(column, [...humans, ...bots])
      : this.#db.text('1 = 1');
  }

  #isBot(column: string): Knex.Raw {
    const { sql } = this.#db;
    const { bots } = this.#authors;
    return bots.length
      ? sql`case when ${this.#db.isIn(column, bots)} then 1 else 0 end`
      : sql`0`;
  }

  #isCoAuthored(commit: string, authors: number[]): Knex.Raw {
    const { sql } = this.#db;
    return sql`(${this.#db.text(`${commit}.sha, ${commit}.repository_id`)}) in (
      select x.sha, x.repository_id
      from commit_coauthors x
      where ${this.#db.isIn('x.mapped_author_id', authors)}
        and ${this.#db.isIn('x.repository_id', this.#filter.repositoryIds)}
    )`;
  }

  #isCountedOnce(commit: string): Knex.Raw {
    const { sql } = this.#db;
    if (!this.#canHaveTwins) return sql`1 = 1`;
    const row = this.#db.text(
      `${commit}.shared = 0 or ${commit}.repository_id`,
    );
    return sql`(${row} = ${this.#firstHolder(commit)})`;
  }

  /**
   * The selected repository that a commit counts in. A scalar subquery rather than `exists`: it is a look-up by SHA for
   * each shared row, and cannot be planned as a join that reads every commit.
   */
  #firstHolder(commit: string): Knex.Raw {
    const { sql } = this.#db;
    return sql`(
      select min(holder.repository_id)
      from commits holder
      where holder.sha = ${this.#db.text(`${commit}.sha`)}
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
