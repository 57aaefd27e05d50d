import { Knex } from 'knex';
import { dropUsedUrls, readFormerUrls, VACANT_URL } from './repositoryUrls';
import { recordset } from '../database/sql';
import { RepositoryRow } from '../database/tables';

/** A repository that the catalog names. */
export interface FoundRepository {
  sourceId: string;
  url: string;
  externalId?: string;
}

type KnownRepository = Pick<
  RepositoryRow,
  'id' | 'url' | 'source_id' | 'external_id'
>;

interface Match {
  found: FoundRepository;
  known?: KnownRepository;
}

/** What recording repositories came to. */
export interface RecordedRepositories {
  /** By canonical URL, former ones included. */
  ids: Map<string, number>;
  /** Where each is now. */
  urls: Map<number, string>;
  /** The branch of each that is counted; null while that is not known. */
  branches: Map<number, string | null>;
  added: number;
}

/**
 * Records which repositories there are. One that the host's id tells to have moved keeps its row and gets the new URL;
 * those that are not named stay as they are. A URL that a repository had before leads to it until another one is there.
 */
export async function recordRepositories(
  trx: Knex.Transaction,
  options: { found: FoundRepository[]; now: Date },
): Promise<RecordedRepositories> {
  const known: KnownRepository[] = await trx('repositories').select(
    'id',
    'url',
    'source_id',
    'external_id',
  );
  const { wanted, synonyms } = leaveSynonymsOut(options.found, {
    known,
    formerUrls: await readFormerUrls(trx),
  });
  const matches = matchRepositories(wanted, known);
  await vacateUrls(trx, { matches, known });
  await updateKnown(trx, matches);
  const added = matches.filter(match => !match.known);
  await insertNew(trx, {
    found: added.map(match => match.found),
    now: options.now,
  });
  await dropUsedUrls(trx);
  const rows: Array<Pick<RepositoryRow, 'id' | 'url' | 'branch'>> = await trx(
    'repositories',
  ).select('id', 'url', 'branch');
  const ids = new Map(rows.map(row => [row.url, row.id]));
  for (const url of synonyms.keys()) {
    let meant: string | number | undefined = url;
    while (typeof meant === 'string' && synonyms.has(meant)) {
      meant = synonyms.get(meant);
    }
    const id = typeof meant === 'string' ? ids.get(meant) : meant;
    if (id !== undefined) {
      ids.set(url, id);
    }
  }
  return {
    ids,
    urls: new Map(rows.map(row => [row.id, row.url])),
    branches: new Map(rows.map(row => [row.id, row.branch])),
    added: added.length,
  };
}

/** @returns what stands for itself; and other URLs for the same, with the id or the URL of what they mean */
function leaveSynonymsOut(
  found: FoundRepository[],
  options: { known: KnownRepository[]; formerUrls: Map<string, number> },
): { wanted: FoundRepository[]; synonyms: Map<string, number | string> } {
  const { known, formerUrls } = options;
  const byId = new Map(known.map(row => [row.id, row]));
  const urls = new Set(known.map(row => row.url));
  const wanted = new Map<string, FoundRepository>();
  const synonyms = new Map<string, number | string>();
  for (const item of new Map(found.map(entry => [entry.url, entry])).values()) {
    const identity =
      item.externalId === undefined
        ? item.url
        : hostIdentity(item.sourceId, item.externalId);
    const same = wanted.get(identity);
    const former = byId.get(formerUrls.get(item.url) ?? 0);
    if (former && !isAnother(item, former)) {
      synonyms.set(item.url, former.id);
    } else if (!same) {
      wanted.set(identity, item);
    } else if (urls.has(item.url)) {
      // What has its URL already does not move because of another name.
      wanted.set(identity, item);
      synonyms.set(same.url, item.url);
    } else {
      synonyms.set(item.url, same.url);
    }
  }
  return { wanted: [...wanted.values()], synonyms };
}

/** The host's id tells more than the URL, so whoever has one chooses first. */
function matchRepositories(
  found: FoundRepository[],
  known: KnownRepository[],
): Match[] {
  const byExternalId = new Map(
    known
      .filter(row => row.external_id !== null)
      .map(row => [hostIdentity(row.source_id, row.external_id), row]),
  );
  const byUrl = new Map(known.map(row => [row.url, row]));
  const taken = new Set<number>();
  const take = (row: KnownRepository | undefined) => {
    if (row && !taken.has(row.id)) {
      taken.add(row.id);
      return row;
    }
    return undefined;
  };
  const moved = new Map(
    found.map(item => [
      item,
      item.externalId === undefined
        ? undefined
        : take(byExternalId.get(hostIdentity(item.sourceId, item.externalId))),
    ]),
  );
  return found.map(item => {
    const sameUrl = byUrl.get(item.url);
    const mayBeSame = sameUrl && !isAnother(item, sameUrl);
    return {
      found: item,
      known: moved.get(item) ?? (mayBeSame ? take(sameUrl) : undefined),
    };
  });
}

function hostIdentity(sourceId: string, externalId: string | null): string {
  return `${sourceId}\0${externalId}`;
}

/** Whether the host has put another repository in the place of the known one. */
function isAnother(found: FoundRepository, known: KnownRepository): boolean {
  return (
    found.sourceId === known.source_id &&
    found.externalId !== undefined &&
    known.external_id !== null &&
    found.externalId !== known.external_id
  );
}

/**
 * URLs are unique, and repositories may have swapped theirs: all that move, and those whose place was taken by another
 * repository, first get a URL that nobody wants.
 */
async function vacateUrls(
  trx: Knex.Transaction,
  options: { matches: Match[]; known: KnownRepository[] },
): Promise<void> {
  const wanted = new Map(
    options.matches.map(match => [match.found.url, match.known?.id]),
  );
  const inTheWay = options.known.filter(
    row => wanted.has(row.url) && wanted.get(row.url) !== row.id,
  );
  if (inTheWay.length > 0) {
    await trx('repositories')
      .whereIn(
        'id',
        inTheWay.map(row => row.id),
      )
      .update({
        url: trx.raw(VACANT_URL),
        version: trx.raw('version + 1'),
      });
  }
}

async function updateKnown(
  trx: Knex.Transaction,
  matches: Match[],
): Promise<void> {
  const changed = matches.flatMap(({ found, known }) => {
    const externalId = found.externalId ?? known?.external_id ?? null;
    return known &&
      (known.url !== found.url ||
        known.source_id !== found.sourceId ||
        known.external_id !== externalId)
      ? [
          {
            id: known.id,
            url: found.url,
            source_id: found.sourceId,
            external_id: externalId,
          },
        ]
      : [];
  });
  if (changed.length === 0) {
    return;
  }
  await trx.raw(
    `update repositories set
       url = changed.url, source_id = changed.source_id, external_id = changed.external_id,
       version = version + 1
     from ? where repositories.id = changed.id`,
    [
      recordset(trx, {
        as: 'changed',
        columns: {
          id: 'integer',
          url: 'text',
          source_id: 'text',
          external_id: 'text',
        },
        rows: changed,
      }),
    ],
  );
}

async function insertNew(
  trx: Knex.Transaction,
  options: { found: FoundRepository[]; now: Date },
): Promise<void> {
  if (options.found.length === 0) {
    return;
  }
  await trx.batchInsert(
    'repositories',
    options.found.map(found => ({
      url: found.url,
      source_id: found.sourceId,
      external_id: found.externalId ?? null,
      due_at: options.now,
    })),
    100,
  );
}
