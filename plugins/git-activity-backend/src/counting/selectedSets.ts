import { Day } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { SqlWriter } from '../database/SqlWriter';
import { NO_DAY } from '../database/tables';
import { SelectedScopes } from './scopes';

type Counted = Pick<SelectedScopes, 'whole' | 'folders'>;

/** A holder set, and a repository that holds its commits, as a whole or in a folder. */
interface SetRow {
  id: number;
  version: number;
  folders: number;
  /** What of the repository holds it: the repository, or the scope of a folder. */
  holder: number;
  repository_id: number;
}

/** A holder set that a selection touches. */
export interface SelectedSet {
  id: number;
  /** How often its counts had changed when somebody looked. */
  version: number;
  /** Whether it is one of folders, so that only what commits changed there counts. */
  folders: boolean;
  /** The selected repository that its commits count in: of several that hold them, the one with the lowest id. */
  repositoryId: number;
}

/**
 * The holder sets of a selection. Each commit is in just one of them, so that whatever several repositories hold counts once when they are
 * added up: of sets of repositories it is in one; and a set of folders is only taken if none of its repositories is selected as a whole.
 */
export async function readSelectedSets(
  knex: Knex,
  scopes: SelectedScopes,
): Promise<SelectedSet[]> {
  return (await readHeld(knex, scopes)).select(scopes);
}

/** A holder set, and the shares of a selection that its commits count in. */
export interface SharedSet {
  id: number;
  version: number;
  /** Which shares, by the repository that the commits count in there. */
  shares: Map<number, number[]>;
}

/** The holder sets of several selections, for looking at each by itself: what several of them hold counts in each, and in each once. */
export async function readSharedSets(
  knex: Knex,
  shares: SelectedScopes[],
): Promise<SharedSet[]> {
  const held = await readHeld(knex, join(shares));
  const sets = new Map<number, SharedSet>();
  shares.forEach((scopes, share) => {
    for (const { id, version, repositoryId } of held.select(scopes)) {
      const set = sets.get(id) ?? { id, version, shares: new Map() };
      sets.set(id, set);
      const others = set.shares.get(repositoryId);
      if (others) others.push(share);
      else set.shares.set(repositoryId, [share]);
    }
  });
  return [...sets.values()];
}

function join(shares: SelectedScopes[]): Counted {
  const whole = new Set(shares.flatMap(scopes => scopes.whole));
  const folders = new Map(
    shares.flatMap(scopes => scopes.folders.map(folder => [folder.id, folder])),
  );
  return { whole: [...whole], folders: [...folders.values()] };
}

/** What some repositories and folders hold. */
class Held {
  readonly #ofWholes: Map<number, SetRow[]>;
  readonly #ofFolders: Map<number, SetRow[]>;
  /** Repositories that hold, as a whole, what is in sets of folders. */
  readonly #wholes: Map<number, Set<number>>;

  constructor(options: {
    ofWholes: Map<number, SetRow[]>;
    ofFolders: Map<number, SetRow[]>;
    wholes: Map<number, Set<number>>;
  }) {
    this.#ofWholes = options.ofWholes;
    this.#ofFolders = options.ofFolders;
    this.#wholes = options.wholes;
  }

  /** The sets of a selection that has nothing but what was read. */
  select({ whole, folders }: Counted): SelectedSet[] {
    const sets = new Map<number, SelectedSet>();
    const add = (row: SetRow) => {
      const set = sets.get(row.id);
      if (!set) {
        sets.set(row.id, toSet(row));
      } else if (row.repository_id < set.repositoryId) {
        set.repositoryId = row.repository_id;
      }
    };
    const isWhole = new Set(whole);
    const countsInWhole = ({ id }: SetRow) =>
      [...(this.#wholes.get(id) ?? [])].some(holder => isWhole.has(holder));
    for (const id of whole) {
      this.#ofWholes.get(id)?.forEach(add);
    }
    for (const { id } of folders) {
      this.#ofFolders
        .get(id)
        ?.filter(row => !countsInWhole(row))
        .forEach(add);
    }
    return [...sets.values()];
  }
}

function toSet({ id, version, folders, repository_id }: SetRow): SelectedSet {
  return { id, version, folders: folders === 1, repositoryId: repository_id };
}

/** Reads what a selection, and whatever is part of it, holds. */
async function readHeld(
  knex: Knex,
  { whole, folders }: Counted,
): Promise<Held> {
  const db = new SqlWriter(knex);
  const ofWholes = await db.rows<SetRow>(db.sql`
    select s.id, s.version, s.folders, r.id as holder, r.id as repository_id
    from repositories r
    join holder_set_scopes h on h.scope_id = r.scope_id
    join holder_sets s on s.id = h.set_id
    where ${db.isIn('r.id', whole)} and s.folders = 0
    order by s.id, r.id`);
  const ofFolders =
    folders.length === 0
      ? []
      : await db.rows<SetRow>(db.sql`
    select s.id, s.version, s.folders, p.id as holder, p.repository_id
    from scopes p
    join holder_set_scopes h on h.scope_id = p.id
    join holder_sets s on s.id = h.set_id
    where ${db.isIn(
      'p.id',
      folders.map(({ id }) => id),
    )}
    order by s.id, p.id`);
  const wholes =
    whole.length === 0 || ofFolders.length === 0
      ? []
      : await db.rows<{ set_id: number; id: number }>(db.sql`
    select h.set_id, r.id from holder_set_scopes h
    join repositories r on r.scope_id = h.scope_id
    where ${db.isIn('r.id', whole)}
      and ${db.isIn('h.set_id', [...new Set(ofFolders.map(({ id }) => id))])}`);
  return new Held({
    ofWholes: byHolder(ofWholes),
    ofFolders: byHolder(ofFolders),
    wholes: wholes.reduce(
      (found, { set_id, id }) =>
        found.set(set_id, (found.get(set_id) ?? new Set()).add(id)),
      new Map<number, Set<number>>(),
    ),
  });
}

function byHolder(rows: SetRow[]): Map<number, SetRow[]> {
  const found = new Map<number, SetRow[]>();
  for (const row of rows) {
    const others = found.get(row.holder);
    if (others) others.push(row);
    else found.set(row.holder, [row]);
  }
  return found;
}

/** By which column commits are in a set. */
export type SetColumn = 'set_id' | 'folder_set_id';

/** The ids of some sets, by the column of the commits that are in them; without columns of none. */
export function idsByColumn(
  sets: Iterable<Pick<SelectedSet, 'id' | 'folders'>>,
): Map<SetColumn, number[]> {
  const ids = new Map<SetColumn, number[]>();
  for (const { id, folders } of sets) {
    const column = folders ? 'folder_set_id' : 'set_id';
    const list = ids.get(column);
    if (list) list.push(id);
    else ids.set(column, [id]);
  }
  return ids;
}

/** The first day of which each of some sets holds a commit, whoever did it. */
export async function readFirstDays(
  knex: Knex,
  setIds: number[],
): Promise<Map<number, Day>> {
  const db = new SqlWriter(knex);
  const rows = await db.rows<{ id: number; day: Day | null }>(db.sql`
    select s.id, (select min(d.day) from daily_counts d where d.set_id = s.id and d.day > ${NO_DAY}) as day
    from holder_sets s
    where ${db.isIn('s.id', setIds)}`);
  return new Map(rows.flatMap(({ id, day }) => (day ? [[id, day]] : [])));
}
