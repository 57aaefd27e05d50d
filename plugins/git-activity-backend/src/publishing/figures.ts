import { createHash } from 'node:crypto';
import { Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { FIRST_DAY } from '../counting/dayNumbers';
import { SqlWriter } from '../database/SqlWriter';
import { Figure, FigureKind, TakenDays } from './divide';

/** The row of `ledger_state` that says on how many people the figures rest. */
const STATE = 'figures';

/** Repositories that hold the same commits, as far as figures are made of these. */
export interface Holder {
  id: number;
  /** The holder set that has them now. */
  setId: number;
  /** Sorted. */
  repositoryIds: number[];
  /** The last day of which figures were made; null for none. */
  until: Day | null;
}

interface HolderRow {
  id: number;
  key: string;
  until_day: Day | null;
}

/**
 * Finds the holders of which figures are to be made up to a day: all commits of one of their repositories are known up to then. New ones
 * are noted. Figures that rest on another number of people are deleted.
 */
export async function readHolders(
  trx: Knex.Transaction,
  options: { until: Day; minimum: number },
): Promise<Holder[]> {
  const { until, minimum } = options;
  const db = new SqlWriter(trx);
  await begin(trx, minimum);
  const sets = await db.rows<{ set_id: number; id: number }>(db.sql`
    select s.id as set_id, r.id
    from holder_sets s
    join holder_set_scopes h on h.set_id = s.id
    join repositories r on r.scope_id = h.scope_id
    where s.folders = 0
    order by s.id, r.id`);
  const ready = await db.rows<{ id: number }>(db.sql`
    select id from repositories
    where complete_from = ${FIRST_DAY} and error_kind is null and reading_to is null`);
  const isReady = new Set(ready.map(({ id }) => id));
  const bySet = new Map<number, number[]>();
  for (const { set_id, id } of sets) {
    bySet.set(set_id, [...(bySet.get(set_id) ?? []), id]);
  }
  const wanted = [...bySet]
    .filter(([, ids]) => ids.some(id => isReady.has(id)))
    .map(([setId, repositoryIds]) => ({
      setId,
      repositoryIds,
      key: keyOf(repositoryIds),
    }));
  await addHolders(trx, wanted);
  const rows = await db.rows<HolderRow>(
    db.sql`select id, key, until_day from figure_holders`,
  );
  const known = new Map(rows.map(row => [row.key, row]));
  return wanted.flatMap(({ key, ...holder }) => {
    const row = known.get(key);
    return row && (row.until_day === null || row.until_day < until)
      ? [{ ...holder, id: row.id, until: row.until_day }]
      : [];
  });
}

/**
 * What holders have in figures already: their own, and those of others with whom they have a repository in common, from before they were
 * met. A fork that turns up takes what it shares along.
 */
export async function readTaken(
  knex: Knex,
  holderIds: number[],
): Promise<TakenDays[]> {
  const db = new SqlWriter(knex);
  return db.rows<TakenDays>(db.sql`
    select distinct h.id as holder, f.kind, f.from_day as "from", f.to_day as "to"
    from figure_holders h
    join figure_holder_repositories own on own.holder_id = h.id
    join figure_holder_repositories other on other.repository_id = own.repository_id
    join figure_parts p on p.holder_id = other.holder_id
    join figures f on f.id = p.figure_id
    where ${db.isIn('h.id', holderIds)}
      and (other.holder_id = h.id or f.id <= h.after_figure)`);
}

/** Keeps figures, and that the holders were looked at. */
export async function recordFigures(
  trx: Knex.Transaction,
  options: { figures: Figure[]; holderIds: number[]; until: Day },
): Promise<void> {
  const { figures, holderIds, until } = options;
  const db = new SqlWriter(trx);
  const [{ newest }] = await db.rows<{ newest: number | null }>(
    db.sql`select max(id) as newest from figures`,
  );
  const numbered = figures.map((figure, index) => ({
    ...figure,
    id: (newest ?? 0) + 1 + index,
  }));
  await db.run(db.sql`
    insert into figures (id, kind, from_day, to_day, commits)
    select id, kind, from_day, to_day, commits from ${db.recordset({
      as: 'made',
      columns: {
        id: 'integer',
        kind: 'text',
        from_day: 'text',
        to_day: 'text',
        commits: 'integer',
      },
      rows: numbered.map(({ id, kind, from, to, commits }) => ({
        ...{ id, kind, commits },
        from_day: from,
        to_day: to,
      })),
    })}`);
  await db.run(db.sql`
    insert into figure_parts (figure_id, holder_id)
    select figure_id, holder_id from ${db.recordset({
      as: 'made',
      columns: { figure_id: 'integer', holder_id: 'integer' },
      rows: numbered.flatMap(({ id, holders }) =>
        holders.map(holder => ({ figure_id: id, holder_id: holder })),
      ),
    })}`);
  await db.run(db.sql`
    update figure_holders set until_day = ${until}
    where ${db.isIn('id', holderIds)}`);
}

/** A figure that may be told, and the repositories that each of its holders are. */
export interface PublishedFigure extends Omit<Figure, 'holders'> {
  holders: number[][];
}

/** Figures of some repositories, and up to which day they were made. */
export interface Published {
  figures: PublishedFigure[];
  /** Null if none were made of one of the repositories. */
  until: Day | null;
}

/** The figures that have anything to do with some repositories and lie in a range; which of them may be told is another question. */
export async function readFigures(
  trx: Knex,
  options: { repositoryIds: number[]; from: Day; to: Day; minimum: number },
): Promise<Published> {
  const { repositoryIds, from, to, minimum } = options;
  const db = new SqlWriter(trx);
  const [state] = await db.rows<{ value: string | null }>(
    db.sql`select value from ledger_state where name = ${STATE}`,
  );
  if (state?.value !== String(minimum)) {
    return { figures: [], until: null };
  }
  const touched = db.sql`
    select holder_id from figure_holder_repositories
    where ${db.isIn('repository_id', repositoryIds)}`;
  const rows = await db.rows<{
    id: number;
    kind: FigureKind;
    from: Day;
    to: Day;
    commits: number;
    holder: number;
  }>(db.sql`
    select f.id, f.kind, f.from_day as "from", f.to_day as "to", f.commits, p.holder_id as holder
    from figures f join figure_parts p on p.figure_id = f.id
    where f.to_day >= ${from} and f.from_day <= ${to}
      and f.id in (select figure_id from figure_parts where holder_id in (${touched}))
    order by f.id`);
  const holders = await readRepositoriesOf(db, [
    ...new Set(rows.map(({ holder }) => holder)),
  ]);
  const figures = new Map<number, PublishedFigure>();
  for (const { id, holder, ...row } of rows) {
    const figure = figures.get(id) ?? { ...row, holders: [] };
    figures.set(id, figure);
    figure.holders.push(holders.get(holder) ?? []);
  }
  return {
    figures: [...figures.values()],
    until: await readUntil(db, repositoryIds),
  };
}

/** Of each holder, the repositories that are still there. */
async function readRepositoriesOf(
  db: SqlWriter,
  holderIds: number[],
): Promise<Map<number, number[]>> {
  const rows = await db.rows<{ holder_id: number; repository_id: number }>(
    db.sql`
    select holder_id, repository_id from figure_holder_repositories
    where ${db.isIn('holder_id', holderIds)}`,
  );
  const found = new Map<number, number[]>();
  for (const { holder_id, repository_id } of rows) {
    found.set(holder_id, [...(found.get(holder_id) ?? []), repository_id]);
  }
  return found;
}

async function readUntil(
  db: SqlWriter,
  repositoryIds: number[],
): Promise<Day | null> {
  const rows = await db.rows<{ until: Day | null }>(db.sql`
    select (
      select max(h.until_day) from figure_holders h
      join figure_holder_repositories p on p.holder_id = h.id
      where p.repository_id = r.id
    ) as until
    from repositories r where ${db.isIn('r.id', repositoryIds)}`);
  return rows.reduce<Day | null>(
    (least, { until }) =>
      least === null || until === null || until < least ? until : least,
    rows[0]?.until ?? null,
  );
}

/** Waits until nobody else makes figures, and deletes those that rest on another number of people. */
async function begin(trx: Knex.Transaction, minimum: number): Promise<void> {
  const state = await trx('ledger_state').where({ name: STATE }).first('value');
  if (state?.value === String(minimum)) {
    return;
  }
  for (const table of [
    'figure_parts',
    'figures',
    'figure_holder_repositories',
    'figure_holders',
  ]) {
    await trx(table).delete();
  }
  await trx('ledger_state')
    .insert({ name: STATE, value: String(minimum) })
    .onConflict('name')
    .merge(['value']);
}

async function addHolders(
  trx: Knex.Transaction,
  wanted: Array<{ key: string; repositoryIds: number[] }>,
): Promise<void> {
  const db = new SqlWriter(trx);
  const rows = await db.rows<{ id: number; key: string }>(
    db.sql`select id, key from figure_holders`,
  );
  const known = new Set(rows.map(({ key }) => key));
  const newest = rows.reduce((max, { id }) => Math.max(max, id), 0);
  const added = wanted
    .filter(({ key }) => !known.has(key))
    .map((holder, index) => ({ ...holder, id: newest + 1 + index }));
  if (added.length === 0) {
    return;
  }
  await db.run(db.sql`
    insert into figure_holders (id, key, after_figure)
    select id, key, (select coalesce(max(id), 0) from figures) from ${db.recordset(
      {
        as: 'added',
        columns: { id: 'integer', key: 'text' },
        rows: added.map(({ id, key }) => ({ id, key })),
      },
    )}`);
  await db.run(db.sql`
    insert into figure_holder_repositories (holder_id, repository_id)
    select holder_id, repository_id from ${db.recordset({
      as: 'added',
      columns: { holder_id: 'integer', repository_id: 'integer' },
      rows: added.flatMap(({ id, repositoryIds }) =>
        repositoryIds.map(repositoryId => ({
          holder_id: id,
          repository_id: repositoryId,
        })),
      ),
    })}`);
}

/** There may be thousands. */
function keyOf(repositoryIds: number[]): string {
  return createHash('sha256')
    .update(repositoryIds.join(','))
    .digest('base64url');
}
