import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import {
  createLedger,
  SeedCommit,
  seedLedger,
  shaOf,
} from '../__testUtils__/seedLedger';
import { CountChanges } from '../ledger/CountChanges';
import { CountTables } from './CountTables';
import { fromDayNumber, NO_DAY_NUMBER, toDayNumber } from './dayNumbers';
import { wholeScopes } from './scopes';
import { readSelectedSets, SelectedSet } from './selectedSets';

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_18'] });

jest.setTimeout(60_000);

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

const YEAR = { from: '2026-01-01', to: '2026-12-31' };

describe('day numbers', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['0001-01-01', -719_162],
    ['9999-12-31', 2_932_896],
  ])('%s is %s days after 1970 began', (day, dayNumber) => {
    expect(toDayNumber(day)).toBe(dayNumber);
    expect(fromDayNumber(dayNumber)).toBe(day);
  });
});

describe.each(databases.eachSupportedId())('CountTables (%s)', databaseId => {
  let database: Knex;
  let versions: SelectedSet[];
  let repositoryIds: number[];
  let queries: number;

  beforeEach(async () => {
    const commit = (
      number: number,
      repository: string,
      at?: string,
    ): SeedCommit => ({
      sha: shaOf(number),
      repository,
      author: 'alice',
      at: at && `${at}T12:00:00Z`,
    });
    database = await createLedger(databases, databaseId);
    const seeded = await seedLedger(database, {
      people: { alice: {} },
      repositories: { api: {}, web: {} },
      commits: [
        commit(1, 'api', '2025-12-31'),
        commit(2, 'api', '2026-01-01'),
        commit(3, 'api', '2026-01-01'),
        commit(4, 'api'),
        commit(5, 'web', '2026-12-31'),
        commit(6, 'web', '2027-01-01'),
      ],
    });
    repositoryIds = Object.values(seeded.repositoryIds);
    versions = await readSelectedSets(database, wholeScopes(repositoryIds));
    queries = 0;
    database.on('query', () => queries++);
  });

  async function read(
    counts: CountTables,
    range: { from: string; to: string },
    sets = versions,
  ) {
    const ids = versions.map(({ id }) => id);
    const found: Array<[number, string, number]> = [];
    for await (const { set, tables } of counts.read(database, {
      sets,
      ...range,
    })) {
      for (const { dayNumbers, commits } of tables) {
        dayNumbers.forEach((dayNumber, row) =>
          found.push([
            ids.indexOf(set.id),
            dayNumber === NO_DAY_NUMBER ? '' : fromDayNumber(dayNumber),
            commits[row],
          ]),
        );
      }
    }
    return found.sort();
  }

  const OF_2026 = [
    [0, '', 1],
    [0, '2026-01-01', 2],
    [1, '2026-12-31', 1],
  ];

  it('reads the quarters that a range touches, and unusable dates', async () => {
    const counts = new CountTables();
    expect(await read(counts, YEAR)).toEqual(OF_2026);
    expect(
      await read(counts, { from: '2026-11-30', to: '2026-12-01' }),
    ).toEqual([OF_2026[0], OF_2026[2]]);
    expect(
      await read(counts, { from: '2025-12-31', to: '2026-01-01' }),
    ).toEqual([[0, '', 1], [0, '2025-12-31', 1], OF_2026[1]]);
    expect(
      await read(counts, { from: '2027-01-01', to: '2028-01-01' }),
    ).toEqual([
      [0, '', 1],
      [1, '2027-01-01', 1],
    ]);
  });

  it('asks the database once for what does not change', async () => {
    const counts = new CountTables();
    await read(counts, YEAR);
    // One for what has days, and one for what has none.
    expect(queries).toBe(2);
    expect(await read(counts, YEAR)).toEqual(OF_2026);
    expect(await read(counts, { ...YEAR, to: '2026-03-01' })).toEqual(
      OF_2026.slice(0, 2),
    );
    expect(await read(counts, YEAR, versions.slice(1))).toEqual(
      OF_2026.slice(2),
    );
    expect(queries).toBe(2);
  });

  it('keeps quarters next to each other', async () => {
    const counts = new CountTables();
    await read(counts, { from: '2025-01-01', to: '2025-12-31' });
    await read(counts, YEAR);
    queries = 0;
    await read(counts, { from: '2025-07-01', to: '2026-06-30' });
    expect(queries).toBe(0);
  });

  it('reads a set again whose counts changed, and no other', async () => {
    const counts = new CountTables();
    await read(counts, YEAR);
    await database('daily_counts').where({ day: '2026-01-01' }).update({
      commits: 7,
    });
    await database('daily_counts').where({ day: '2026-12-31' }).update({
      commits: 8,
    });
    const [api, web] = versions;
    expect(await read(counts, YEAR, [{ ...api, version: 1 }, web])).toEqual([
      [0, '', 1],
      [0, '2026-01-01', 7],
      [1, '2026-12-31', 1],
    ]);
  });

  it('notices what the ledger writes', async () => {
    const counts = new CountTables();
    await read(counts, YEAR);
    const [{ id: author }] = await database('authors').select('id');
    const changes = new CountChanges();
    changes.count(
      {
        set_id: versions[0].id,
        folder_set_id: null,
        day: '2026-05-05',
        author_id: author,
        coauthors: '',
        parents: 1,
      },
      1,
    );
    await database.transaction(trx => changes.write(trx));
    const added = [0, '2026-05-05', 1];
    const sets = await readSelectedSets(database, wholeScopes(repositoryIds));
    expect(await read(counts, YEAR, sets)).toEqual([
      ...OF_2026.slice(0, 2),
      added,
      OF_2026[2],
    ]);
  });

  it('forgets what was read longest ago when it keeps too much', async () => {
    const [api, web] = versions;
    const years = { from: '2025-01-01', to: '2027-12-31' };
    const both = new CountTables();
    await read(both, years);
    const counts = new CountTables({ maxKeptBytes: both.keptBytes - 1 });
    await read(counts, years, [api]);
    await read(counts, years, [web]);
    queries = 0;
    await read(counts, years, [web]);
    expect(queries).toBe(0);
    await read(counts, years, [api]);
    expect(queries).toBe(2);
  });

  it('keeps next to nothing of years in which there is nothing', async () => {
    const counts = new CountTables();
    await read(counts, YEAR);
    const before = counts.keptBytes;
    for (let century = 0; century < 100; century++) {
      const first = String(century).padStart(2, '0');
      await read(counts, { from: `${first}01-01-01`, to: `${first}99-12-31` });
    }
    // The one other year with commits, and a note for each century of each set that nothing is there
    expect(counts.keptBytes - before).toBeLessThan(2 * 100 * 100 + 2_000);
    queries = 0;
    expect(
      await read(counts, { from: '0301-01-01', to: '0302-01-01' }),
    ).toEqual([[0, '', 1]]);
    expect(await read(counts, YEAR)).toEqual(OF_2026);
    expect(queries).toBe(0);
  });

  it('lists unusable dates once, from the first day of all on', async () => {
    const counts = new CountTables();
    for (const from of ['0000-01-03', '0001-01-01']) {
      expect(await read(counts, { from, to: '0001-01-01' })).toEqual([
        [0, '', 1],
      ]);
    }
  });

  it('counts in its bound what it holds', async () => {
    await database('daily_counts').delete();
    const [{ id: author }] = await database('authors').select('id');
    const rows = Array.from({ length: 4_000 }, (_, index) => ({
      set_id: versions[0].id,
      day: fromDayNumber(toDayNumber('2026-01-01') + (index % 365)),
      author_id: author + index,
      coauthors:
        index % 4 === 0
          ? Array.from({ length: 100 }, (__, id) => 1e6 + id).join(',')
          : '',
      commits: 1,
      merges: 0,
    }));
    await database.batchInsert('daily_counts', rows, 100);
    const memory = async () => {
      collectGarbage();
      // That of buffers goes a while after it was collected.
      await sleep(50);
      collectGarbage();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const shares: number[] = [];
    // What else becomes free meanwhile would be taken for what was held; most often nothing does.
    for (let round = 0; round < 5; round++) {
      let counts: CountTables | undefined = new CountTables();
      await read(counts, YEAR);
      const { keptBytes } = counts;
      const before = await memory();
      counts = undefined;
      shares.push((before - (await memory())) / keptBytes);
    }
    const [, , median] = shares.sort((x, y) => x - y);
    expect(median).toBeGreaterThan(0.5);
    expect(median).toBeLessThan(1.2);
  });

  it('reads what is too much for one statement, each row once', async () => {
    const [api, web] = versions;
    await database('daily_counts').delete();
    // More than two statements' worth on a single day of the first of them, and a little of the other.
    const sizes = [
      { set: api, day: '2026-02-02', rows: 60_000 },
      { set: api, day: '', rows: 30_000 },
      { set: web, day: '2026-02-02', rows: 3 },
    ];
    for (const { set, day, rows } of sizes) {
      await database.raw(
        `insert into daily_counts (set_id, day, author_id, coauthors, commits, merges)
         with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ?)
         select cast(? as integer), cast(? as text), n / 2, case when n % 2 = 0 then '' else '7,8' end, n, 0 from numbers`,
        [rows, set.id, day],
      );
    }
    const counts = new CountTables();
    const found = await read(counts, YEAR);
    const sums = sizes.map(({ set, day }) => {
      const numbers = found.flatMap(([index, itsDay, commits]) =>
        index === versions.indexOf(set) && itsDay === day ? [commits] : [],
      );
      return { rows: numbers.length, different: new Set(numbers).size };
    });
    expect(sums).toEqual(sizes.map(({ rows }) => ({ rows, different: rows })));
  });

  it('reads more than it can keep', async () => {
    const counts = new CountTables({ maxKeptBytes: 1 });
    expect(await read(counts, YEAR)).toEqual(OF_2026);
    expect(await read(counts, YEAR)).toEqual(OF_2026);
  });
});
