import path from 'node:path';
import { Knex } from 'knex';
import { GitCommitSource } from '../plugins/git-activity-backend-module-git/src/GitCommitSource';
import { Counter } from '../plugins/git-activity-backend/src/counting/Counter';
import { CountingFilter } from '../plugins/git-activity-backend/src/counting/rules';
import { readScopes } from '../plugins/git-activity-backend/src/counting/scopes';
import { readSnapshot } from '../plugins/git-activity-backend/src/database/transactions';
import { CommitSources } from '../plugins/git-activity-backend/src/sources/CommitSources';
import { createLedger, ENGINES } from './databases';
import { gitLogOfNames, memoryRise, percentile, time } from './measure';
import { record, sync } from './replica';
import { Report } from './Report';
import { Changes, makeRepository } from './repository';

const FOLDERS = 500;
const FOLDERS_PER_TEAM = 25;
const FILES = 12;
/** Of so many commits one changes what all have in common, one two folders, and one very many. */
const ROOT_EVERY = 10;
const TWO_EVERY = 6;
const MANY_EVERY = 500;
const MANY = 60;
const INCREMENT = 1_000;
const FIRST_BAR = 4;
const INCREMENT_BAR_MS = 5_000;
const MEMORY_BAR_MB = 150;
const QUESTIONS = 50;
/** As of whole repositories, of which the time over HTTP is measured. */
const QUESTION_BARS_MS = { one: 10, team: 40, all: 150 };

const folderOf = (number: number) =>
  `team${Math.floor(number / FOLDERS_PER_TEAM)}/service${number}`;
const numbers = Array.from({ length: FOLDERS }, (_, number) => number);

/** What a monorepo's commits change: most of them one folder, in which people stay for a while. */
const changes: Changes = index => {
  const first = (Math.floor(index / 3) * 7919) % FOLDERS;
  const folders = [folderOf(first)];
  if (index % TWO_EVERY === 0) folders.push(folderOf((first + 1) % FOLDERS));
  if (index % MANY_EVERY === 0) {
    folders.push(
      ...numbers.slice(0, MANY).map(n => folderOf((first + n) % FOLDERS)),
    );
  }
  const paths =
    index % ROOT_EVERY === 0
      ? ['tsconfig.json']
      : [...new Set(folders)].map(name => `${name}/file${index % FILES}.ts`);
  const content = String(index);
  return paths
    .map(
      name => `M 100644 inline ${name}\ndata ${content.length}\n${content}\n`,
    )
    .join('');
};

export async function measureFolders(options: {
  folderCommits: number;
  folder: string;
  report: Report;
}): Promise<void> {
  const { folderCommits: commits, folder, report } = options;
  report.heading(
    `${FOLDERS} components in folders of one repository of ${commits} commits`,
  );
  const repository = path.join(folder, 'monorepo.git');
  const increased = path.join(folder, 'increased.git');
  await makeRepository({ directory: repository, commits, changes });
  await makeRepository({
    directory: increased,
    commits: commits + INCREMENT,
    changes,
  });
  const sources = new CommitSources();
  sources.addSource(new GitCommitSource({ roots: [folder] }));
  for (const engine of ENGINES) {
    const knex = await createLedger({ engine, folder });
    await record(knex, repository);
    await sync(knex, sources);
    const [{ id }] = await knex('repositories').select('id');
    await knex.batchInsert(
      'scopes',
      numbers.map(n => ({ repository_id: id, path: folderOf(n) })),
      100,
    );
    const floor = await time(() => gitLogOfNames(repository));
    let first = 0;
    const rise = await memoryRise(async () => {
      first = await time(() => readAll(knex, sources));
    });
    report.ratio(`first reading of ${FOLDERS} folders, ${engine}`, {
      measured: [first],
      floor: [floor],
      floorName: 'git log --name-only',
      bar: FIRST_BAR,
    });
    report.absolute(`memory above idle meanwhile, ${engine}`, {
      value: rise,
      unit: 'MB',
      bar: MEMORY_BAR_MB,
      beside: 'most of one reading',
    });
    // The same history and a thousand commits more, in the place of the first one
    await knex('repositories').update({ url: `file://${increased}` });
    report.absolute(`an increment of ${INCREMENT} commits, ${engine}`, {
      value: await time(() => readAll(knex, sources)),
      unit: 'ms',
      bar: INCREMENT_BAR_MS,
      beside: 'its commits, and which folders they changed',
    });
    await measureQuestions({ knex, id, engine, report });
    await knex.destroy();
  }
}

/** As many syncs as it takes until all is known. */
async function readAll(knex: Knex, sources: CommitSources): Promise<void> {
  let isBehind = true;
  while (isBehind) {
    await sync(knex, sources);
    const [row] = await knex('scopes')
      .join('repositories', 'repositories.id', 'scopes.repository_id')
      .where('path', '<>', '')
      .where(scope =>
        scope
          .whereNull('scopes.head')
          .orWhere('scopes.head', '<>', knex.ref('repositories.head')),
      )
      .limit(1)
      .select('scopes.id', 'scopes.error_message');
    if (row?.error_message) throw new Error(row.error_message);
    isBehind = row !== undefined;
  }
}

async function measureQuestions(options: {
  knex: Knex;
  id: number;
  engine: string;
  report: Report;
}): Promise<void> {
  const { knex, id, engine, report } = options;
  const [{ day }] = await knex('daily_counts').max({ day: 'day' });
  const to = String(day);
  const filter: CountingFilter = {
    from: `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`,
    to,
    merges: 'exclude',
    bots: 'exclude',
  };
  const selections = [
    ['one folder', numbers.slice(7, 8), QUESTION_BARS_MS.one],
    ['a team of 25 folders', numbers.slice(0, 25), QUESTION_BARS_MS.team],
    [`all ${FOLDERS} folders`, numbers, QUESTION_BARS_MS.all],
  ] as const;
  for (const [name, wanted, bar] of selections) {
    const counter = new Counter();
    const ask = () =>
      readSnapshot(knex, async trx => {
        const scopes = await readScopes(trx, {
          repositoryIds: [id],
          folders: wanted.map(n => ({ repositoryId: id, path: folderOf(n) })),
        });
        const roster = await counter.look(trx, scopes);
        const selected = roster.seenBy({
          sees: () => true,
          names: () => true,
        });
        await counter.tally(trx, { selected, filter });
      });
    const first = await time(ask);
    const warm: number[] = [];
    for (let turn = 0; turn < QUESTIONS; turn++) warm.push(await time(ask));
    report.absolute(`${name}, a year, p95 without HTTP, ${engine}`, {
      value: percentile(warm, 0.95),
      unit: 'ms',
      bar,
      beside: `the first time ${first.toFixed(1)} ms`,
    });
  }
}
