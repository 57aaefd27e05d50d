import {
  BOTS,
  Company,
  countPeople,
  FORK_DISTANCE,
  FORKS_PER_FAMILY,
  LEAST_SHARED,
  PEOPLE_PER_ERA,
  PEOPLE_PER_GROUP,
  PEOPLE_PER_SECOND_NAME,
  REPOSITORIES_PER_FAMILY,
  REPOSITORIES_PER_GROUP,
  SEATS,
  SHA_SQL,
  SHARES,
  YEARS,
  YEARS_PER_TENURE,
} from './company';

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_YEAR = 365.25 * SECONDS_PER_DAY;
/** How much more the busiest authors write than the others: 1 would be the same for all. */
const BUSY = 1.7;
const SUBJECT =
  'Take the retries out of the client, since the gateway has its own and both together last too long';

/** Some of a company's commits: of the repositories that one of several writers writes, what is old or what is of the last year. */
export interface Share {
  company: Company;
  /** When the company's history ends, in seconds since 1970. */
  now: number;
  writer: number;
  writers: number;
  isOld: boolean;
}

/**
 * Makes commits by arithmetic in the database. Each die is a part of a hash of the commit's number, so that every run makes the same
 * ones, but for their dates.
 *
 * What follows one after the other are a commit's place; its dice; who has which seat at that time; people, and the day that it would
 * be if nobody had weekends; and the rows.
 */
export function commitsSql(share: Share): string {
  const { company, now } = share;
  const people = countPeople(company);
  const start = Math.round(now - YEARS * SECONDS_PER_YEAR);
  const secondsBetween = (YEARS * SECONDS_PER_YEAR) / company.commits;
  return `
    insert into commits
      (sha, set_id, day, author_id, coauthors, authored_at, utc_offset, committed_at, parents, subject)
    select
      ${SHA_SQL},
      set_id,
      case when undated then '' else
        (date '1970-01-01' + ((authored_at + utc_offset * 60) / ${SECONDS_PER_DAY})::int)::text end,
      author_id,
      case
        when crew < 1 or bot then ''
        when crew = 1 or second in (first, author_id) then case when first = author_id then '' else first::text end
        when first = author_id then second::text
        else least(first, second) || ',' || greatest(first, second)
      end,
      case when undated then null else authored_at end,
      utc_offset,
      least(authored_at + case when b / 10 % 10 < 6 then 0 else b / 100 % ${SECONDS_PER_DAY} end, ${now}),
      case when p = 0 then 0 when merge then 2 else 1 end,
      left('Change ' || p || ': ${SUBJECT}', 20 + (b / 10000000 % 60)::int)
    from (
      select *,
        least(
          (day_if_none_rests - case (day_if_none_rests + 4) % 7
              when 6 then case when b % 5 = 0 then 0 else 1 + b / 5 % 5 end
              when 0 then case when b % 5 = 0 then 0 else 2 + b / 5 % 5 end
              else 0 end) * ${SECONDS_PER_DAY}
            + 8 * 3600 + c % (12 * 3600) - utc_offset * 60,
          ${now}) as authored_at
      from (
        select *,
          case
            when bot then ${people} + 1 + (c / 100000 % ${BOTS} * (c / 10000000 % ${BOTS}) / ${BOTS})::int
            when author % ${PEOPLE_PER_SECOND_NAME} = 0 and b / 1000000000 % 10 < 3
              then ${people + BOTS} + author / ${PEOPLE_PER_SECOND_NAME}
            else author
          end as author_id,
          case when bot then 0 else (array[0, 60, 120, 330, -300, -480, 540, 60])[1 + author % 8] end as utc_offset,
          ((${start} + (p + (c / 1000000000 % 1000)::float / 1000) * ${secondsBetween}::float) / ${SECONDS_PER_DAY})::int as day_if_none_rests
        from (
          select *,
            bench_person(r, seat, year) as author,
            bench_person(r, (seat + further) % ${SEATS}, year) as first,
            bench_person(r, (seat + further_still) % ${SEATS}, year) as second
          from (
            select *,
              a / 1000000 % 100 < 8 as bot,
              a / 100000000 % 100 < 15 as merge,
              case when a / 10000000000 % 1000 < 36 then 2 when a / 10000000000 % 1000 < 109 then 1 else 0 end as crew,
              a / 10000000000000 % 1000 = 0 as undated,
              floor(${SEATS} * power((a % 1000000)::float / 1000000, ${BUSY}::float))::int as seat,
              1 + (b / 10000000000 % ${SEATS - 1})::int as further,
              1 + (b / 1000000000000 % ${SEATS - 1})::int as further_still
            from (
              select r, p, set_id, p * ${YEARS} / ${company.commits} as year,
                hashint8extended(r * 1000000::bigint + p, 1) & ${MAX_BIGINT} as a,
                hashint8extended(r * 1000000::bigint + p, 2) & ${MAX_BIGINT} as b,
                hashint8extended(r * 1000000::bigint + p, 3) & ${MAX_BIGINT} as c
              from (${placesSql(share)}) places
              offset 0
            ) diced
            offset 0
          ) seated
          offset 0
        ) written
        offset 0
      ) dated
      offset 0
    ) made`;
}

/** Who has which seat of a repository in which year. */
export function personFunctionSql(company: Company): string {
  const era = `((year + seat % ${YEARS_PER_TENURE}) / ${YEARS_PER_TENURE})`;
  const die = `(hashint8extended(repository * 10000::bigint + seat * 100 + ${era}, 4) & ${MAX_BIGINT})`;
  return `
    create function bench_person(repository int, seat int, year int) returns int language sql immutable as $$
      select case
        when ${die} % 10 = 0 then 1 + (${die} / 10 % ${countPeople(
    company,
  )})::int
        else 1 + (repository - 1) / ${REPOSITORIES_PER_GROUP} * ${PEOPLE_PER_GROUP}
          + ${era} * ${PEOPLE_PER_ERA} + (${die} / 10 % ${PEOPLE_PER_ERA})::int
      end
    $$`;
}

/** The repository and the place of each commit, from the first on, and the set that holds it. */
function placesSql({ company, writer, writers, isOld }: Share): string {
  const { repositories, commits } = company;
  const repository = (after: string) =>
    `generate_series(1 + ${writer}${after}, ${repositories}, ${writers}) r`;
  const place = (after: string) =>
    isOld
      ? `generate_series(0${after}, ${lastYear} - 1) p`
      : `generate_series(${lastYear}${after}, ${commits} - 1) p`;
  const lastYear = commits - commits / YEARS;
  const series = isOld
    ? `${repository('')}, lateral ${place(' + 0 * r')}`
    : `${place('')}, lateral ${repository(' + 0 * p')}`;
  // Of a family, each place has one number, the upstream's and all forks' the same.
  const member = `((r - 1) % ${REPOSITORIES_PER_FAMILY})`;
  const part = `(p * ${SHARES} / ${commits})`;
  const fork = `(case when ${member} % ${FORK_DISTANCE} = 0 then ${member} / ${FORK_DISTANCE} else ${
    FORKS_PER_FAMILY + 1
  } end)`;
  const firstSharedBy = `greatest(1, ${part} - ${LEAST_SHARED - 2})`;
  return `
    select r, p,
      case when ${member} = 0 and ${firstSharedBy} <= ${FORKS_PER_FAMILY}
        then ${repositories} + (r - 1) / ${REPOSITORIES_PER_FAMILY} * ${FORKS_PER_FAMILY} + ${firstSharedBy}
        else r
      end as set_id
    from ${series}
    where ${fork} = 0 or ${fork} > ${FORKS_PER_FAMILY} or ${part} >= ${
    LEAST_SHARED - 1
  } + ${fork}`;
}

const MAX_BIGINT = '9223372036854775807';

/** Daily counts of some sets, in the order in which they were written. */
export function dailyCountsSql({
  now,
  writer,
  writers,
  isOld,
}: Omit<Share, 'company'>): string {
  const lastYear = new Date((now - SECONDS_PER_YEAR) * 1000)
    .toISOString()
    .slice(0, 'YYYY-MM-DD'.length);
  return `
    insert into daily_counts (set_id, day, author_id, coauthors, commits, merges)
    select set_id, day, author_id, coauthors,
      count(*) filter (where parents < 2), count(*) filter (where parents >= 2)
    from commits
    where set_id % ${writers} = ${writer} and day ${
    isOld ? '<' : '>='
  } '${lastYear}'
    group by set_id, day, author_id, coauthors
    order by ${isOld ? 'set_id, day desc' : 'day, set_id'}`;
}

/** Whom the commits of each set name. */
export const SET_AUTHORS_SQL = `
  insert into set_authors (set_id, author_id, commits)
  select set_id, author_id, sum(commits)
  from (
    select set_id, author_id, commits + merges as commits from daily_counts
    union all
    select set_id, unnest(string_to_array(coauthors, ','))::int, commits + merges from daily_counts
    where coauthors <> ''
  ) named
  group by set_id, author_id`;

export const COMMIT_COUNTS_SQL = `
  update repositories set commit_count = held.commits
  from (
    select h.scope_id, sum(d.commits + d.merges) as commits
    from daily_counts d join holder_set_scopes h on h.set_id = d.set_id
    group by h.scope_id
  ) held
  where held.scope_id = repositories.scope_id`;

/** Authors of no commit go, and so do people who are nobody then. */
export const UNUSED_PEOPLE_SQL = [
  'delete from authors where not exists (select 1 from set_authors s where s.author_id = authors.id)',
  'delete from people where not exists (select 1 from authors a where a.person_id = people.id or a.stranger_id = people.id)',
];
