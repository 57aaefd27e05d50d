import { Knex } from 'knex';
import { lockEntities } from './entities';
import { moveFolderScopes } from './folderScopes';
import { GIVEN_BACK, NOT_SEEN } from '../queue/lease';
import {
  dropUsedUrls,
  recordFormerUrls,
  VACANT_URL,
  withoutVacancy,
} from './repositoryUrls';
import { recordset } from '../database/sql';
import { write } from '../database/transactions';
import { RepositoryRow } from '../database/tables';

/** What a host told of the repository at a URL that it was asked for. */
export interface Whereabouts {
  /** The repository that had the URL. */
  id: number;
  askedUrl: string;
  externalId?: string;
  /** Where the host has it now. */
  url?: string;
  archived?: boolean;
}

/** What became of the repositories. */
export interface Relocation {
  /** Those whose URL is another now. */
  moved: Array<{ from: string; to: string }>;
  /** Those that turned out to be another one's doubles; nobody holds them any more. */
  doubles: Array<{ id: number; url: string; of: string }>;
  /** Those of which nothing was told, since another repository has taken their place. */
  untold: number[];
}

type KnownRepository = Pick<
  RepositoryRow,
  'id' | 'url' | 'external_id' | 'archived'
>;

/** Where a repository belongs, by the host's word. */
interface Place {
  url: string;
  externalId: string | null;
  archived: number;
}

/**
 * Records where a host says that repositories are now, and which of them are one. A repository is who the host's id says;
 * it keeps its row and history wherever it goes, and its former URLs lead to it.
 */
export async function recordWhereabouts(
  knex: Knex,
  options: { sourceId: string; told: Whereabouts[]; now: Date },
): Promise<Relocation> {
  return write(knex, async trx => {
    await lockEntities(trx);
    const known: KnownRepository[] = await trx('repositories')
      .where({ source_id: options.sourceId })
      .select('id', 'url', 'external_id', 'archived');
    const everywhere: Array<Pick<RepositoryRow, 'id' | 'url'>> = await trx(
      'repositories',
    ).select('id', 'url');
    const plan = planPlaces({ told: options.told, known, everywhere });
    return carryOut(trx, { plan, known, everywhere, now: options.now });
  });
}

interface Plan {
  places: Map<number, Place>;
  /** By the id of a double: which repository it is. */
  doubles: Map<number, number>;
  untold: number[];
}

/** Decides which repository each answer is about. */
function planPlaces(options: {
  told: Whereabouts[];
  known: KnownRepository[];
  everywhere: Array<Pick<RepositoryRow, 'id' | 'url'>>;
}): Plan {
  const rows = new Map(options.known.map(row => [row.id, row]));
  const holders = new Map(
    options.known.flatMap(row =>
      row.external_id === null ? [] : [[row.external_id, row.id]],
    ),
  );
  const answers = options.told.flatMap(told => {
    const row = rows.get(told.id);
    // The catalog may have moved it since.
    return row && row.url === told.askedUrl
      ? [
          {
            row,
            url: told.url ?? row.url,
            externalId: told.externalId ?? row.external_id,
            archived:
              told.archived === undefined
                ? row.archived
                : Number(told.archived),
          },
        ]
      : [];
  });
  // Whoever is where it was asked for has a better right to an id than whoever was sent there.
  answers.sort(
    (a, b) => Number(a.url !== a.row.url) - Number(b.url !== b.row.url),
  );
  for (const { row, externalId } of answers) {
    if (externalId !== null && !holders.has(externalId)) {
      holders.delete(row.external_id ?? '');
      holders.set(externalId, row.id);
    }
  }
  const places = new Map<number, Place>();
  const taken = new Map<string, number>();
  const strays = new Map<number, number>();
  for (const { row, ...place } of answers) {
    const id =
      (place.externalId === null ? undefined : holders.get(place.externalId)) ??
      row.id;
    if (!taken.has(place.url)) {
      taken.set(place.url, id);
      places.set(id, place);
    }
    if (id !== row.id) {
      strays.set(row.id, id);
    }
  }
  for (const { id, url } of options.everywhere) {
    const holder = taken.get(url);
    if (holder !== undefined && holder !== id && !places.has(id)) {
      strays.set(id, holder);
    }
  }
  return {
    places,
    doubles: new Map([...strays].filter(([id]) => !places.has(id))),
    untold: [...strays.keys()].filter(id => places.has(id)),
  };
}

async function carryOut(
  trx: Knex.Transaction,
  options: {
    plan: Plan;
    known: KnownRepository[];
    everywhere: Array<Pick<RepositoryRow, 'id' | 'url'>>;
    now: Date;
  },
): Promise<Relocation> {
  const { plan, known, everywhere, now } = options;
  const urls = new Map(everywhere.map(row => [row.id, row.url]));
  const urlOf = (id: number) => urls.get(id) ?? '';
  const moved = [...plan.places].filter(([id, { url }]) => url !== urlOf(id));
  const doubles = [...plan.doubles].map(([id, of]) => ({ id, of }));

  await vacateUrls(trx, [...moved.map(([id]) => id), ...plan.doubles.keys()]);
  await dropUrlsOfFormerSelves(trx, { plan, known });
  await putInPlace(trx, plan.places);
  for (const double of doubles) {
    await mergeInto(trx, { ...double, now });
  }
  await recordFormerUrls(
    trx,
    [...moved.map(([id]) => ({ id, of: id })), ...doubles].flatMap(
      ({ id, of }) => {
        const url = urlOf(id);
        // One that it lost to another repository does not lead here.
        return url === withoutVacancy({ id, url })
          ? [{ url, repositoryId: of }]
          : [];
      },
    ),
  );
  await dropUsedUrls(trx);
  return {
    moved: moved.map(([id, { url }]) => ({ from: urlOf(id), to: url })),
    doubles: doubles.map(({ id, of }) => ({
      id,
      url: urlOf(id),
      of: plan.places.get(of)?.url ?? urlOf(of),
    })),
    untold: plan.untold,
  };
}

/** URLs are unique, and repositories may swap theirs: all that move first get a URL that nobody wants. */
async function vacateUrls(trx: Knex.Transaction, ids: number[]): Promise<void> {
  await trx('repositories')
    .whereIn('id', ids)
    .update({ url: trx.raw(VACANT_URL) });
}

/** What led to the repository that was here led to another one. */
async function dropUrlsOfFormerSelves(
  trx: Knex.Transaction,
  options: { plan: Plan; known: KnownRepository[] },
): Promise<void> {
  const others = options.known.filter(({ id, external_id }) => {
    const now = options.plan.places.get(id);
    return now && external_id !== null && now.externalId !== external_id;
  });
  await trx('repository_urls')
    .whereIn(
      'repository_id',
      others.map(({ id }) => id),
    )
    .delete();
}

async function putInPlace(
  trx: Knex.Transaction,
  places: Map<number, Place>,
): Promise<void> {
  if (places.size === 0) {
    return;
  }
  await trx.raw(
    `update repositories set
       url = places.url, external_id = places.external_id, archived = places.archived,
       version = version + 1
     from ? where repositories.id = places.id`,
    [
      recordset(trx, {
        as: 'places',
        columns: {
          id: 'integer',
          url: 'text',
          external_id: 'text',
          archived: 'integer',
        },
        rows: [...places].map(([id, { url, externalId, archived }]) => ({
          id,
          url,
          external_id: externalId,
          archived,
        })),
      }),
    ],
  );
}

/** Leaves a double without entities, to be deleted as orphans are; whoever is syncing it is shut out. */
async function mergeInto(
  trx: Knex.Transaction,
  options: { id: number; of: number; now: Date },
): Promise<void> {
  const { id, of, now } = options;
  await trx.raw(
    `insert into repository_entities (repository_id, entity_ref, path)
     select cast(? as integer), entity_ref, path from repository_entities where repository_id = ?
     on conflict do nothing`,
    [of, id],
  );
  await moveFolderScopes(trx, { from: id, to: of });
  const links = await trx('repository_entities')
    .where({ repository_id: id })
    .delete();
  if (links > 0) {
    await trx('ledger_state').where({ name: 'entities' }).increment('version');
  }
  await trx('repository_urls')
    .where({ repository_id: id })
    .update({ repository_id: of });
  await trx('repositories')
    .where({ id })
    .update({
      ...NOT_SEEN,
      ...GIVEN_BACK,
      lease_epoch: trx.raw('lease_epoch + 1'),
      external_id: trx.raw(
        'nullif(external_id, (select r.external_id from repositories r where r.id = ?))',
        [of],
      ),
      orphaned_at: now,
      version: trx.raw('version + 1'),
    });
  await trx('repositories')
    .where({ id: of })
    .whereNotNull('orphaned_at')
    .whereExists(
      trx('repository_entities')
        .where({ repository_id: of })
        .select('entity_ref'),
    )
    .update({ orphaned_at: null, due_at: now });
}
