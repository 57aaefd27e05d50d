import knexFactory from 'knex';
import {
  Company,
  COMPANY,
  count,
  REPOSITORIES_PER_GROUP,
  QUICK_COMPANY,
  SMALL_COMPANY,
} from './company';
import { makeCompanyLedger } from './companyLedger';
import { POSTGRES } from './databases';
import { latencies, latenciesInTurn, latenciesOfMany, latency } from './load';
import { median, percentile, time } from './measure';
import { PortalProcess } from './PortalProcess';
import {
  breakdownOf,
  DEPARTMENTS_YEAR,
  EVERYTHING,
  ONE,
  partsOf,
  pathOfSync,
  Question,
  WAKE_UP,
  warmQuestions,
  yearOf,
  yearOfTeam,
} from './questions';
import { Report } from './Report';

const NOTHING = '/.backstage/health/v1/liveness';
const BARS = {
  unchangedMs: 5,
  firstMs: new Map([
    [DEPARTMENTS_YEAR, 300],
    [EVERYTHING, 1_000],
  ]),
  /** Of what it takes while nothing syncs. */
  whileSyncing: 3,
  /** From a tenth of the commits to all. */
  tenfold: 1.3,
  /** Of the calendar of the same selection. */
  breakdown: 2,
  parts: 3,
};
const READERS = 50;
const SYNCING = 8;
/** More than can be read while it is measured. */
const PUSHED_COMMITS = 100_000;
/** Those whose repositories readers ask for; of the second one, some sync. */
const READ_GROUPS = 10;
const FIRST_SYNCING = 21;
/** Of so many readers, one asks for a group's 20 repositories, and the others for one. */
const GROUP_EVERY = 5;

/** How much is asked. */
interface Effort {
  company: Company;
  warmUp: number;
  requests: number;
  restarts: number;
  loadSeconds: number;
}

const FULL: Effort = {
  company: COMPANY,
  warmUp: 20,
  requests: 200,
  restarts: 3,
  loadSeconds: 20,
};
const QUICK: Effort = {
  company: QUICK_COMPANY,
  warmUp: 10,
  requests: 50,
  restarts: 1,
  loadSeconds: 5,
};

/** What questions take over HTTP, asked of a whole portal on PostgreSQL whose company has a past. */
export async function measureQuestions(options: {
  quick: boolean;
  report: Report;
}): Promise<void> {
  const { quick, report } = options;
  const effort = quick ? QUICK : FULL;
  const { repositories, commits } = effort.company;
  report.heading(
    `Questions over HTTP about ${repositories} repositories of ${commits} commits each, on PostgreSQL`,
  );
  const prefix = await makeCompany(effort.company, report);
  await measureFirst(prefix, { effort, report });
  const portal = await PortalProcess.start({ prefix });
  try {
    await measureWarm(portal, { effort, report });
    await measureBreakdown(portal, { effort, report });
    if (!quick) await measureTenfold(portal, { effort, report });
    await measureWhileSyncing(portal, { prefix, effort, report });
  } finally {
    await portal.stop();
  }
}

/** @returns what the names of its portal's databases begin with */
async function makeCompany(company: Company, report: Report): Promise<string> {
  const prefix = `company_${company.repositories}_${company.commits}_`;
  const ledger = await time(() =>
    makeCompanyLedger({ database: `${prefix}git-activity`, company }),
  );
  const catalog = await time(async () => {
    const portal = await PortalProcess.start({ prefix, fill: company });
    await portal.stop();
  });
  report.note(
    `(${company.repositories} repositories: ledger made in ${seconds(
      ledger,
    )}, catalog filled in ${seconds(catalog)})`,
  );
  return prefix;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(0)} s`;
}

/** What the first one waits who asks a portal that has just been started. */
async function measureFirst(
  prefix: string,
  { effort, report }: { effort: Effort; report: Report },
): Promise<void> {
  const wakeUps: number[] = [];
  for (const question of [DEPARTMENTS_YEAR, EVERYTHING]) {
    const taken: number[] = [];
    for (let restart = 0; restart < effort.restarts; restart++) {
      const portal = await PortalProcess.start({ prefix });
      await latency(portal, { path: NOTHING });
      wakeUps.push(await latency(portal, WAKE_UP));
      taken.push(await latency(portal, question));
      await portal.stop();
    }
    report.absolute(`${question.name}, first question after a restart`, {
      value: median(taken),
      unit: 'ms',
      bar: BARS.firstMs.get(question),
      beside: `of ${taken.map(value => value.toFixed(0)).join(', ')}`,
    });
  }
  report.absolute('the first request of all after a restart', {
    value: median(wakeUps),
    unit: 'ms',
    beside: 'one repository in the list of repositories',
  });
}

async function measureWarm(
  portal: PortalProcess,
  { effort, report }: { effort: Effort; report: Report },
): Promise<void> {
  const floor = await latencies(portal, { path: NOTHING, ...effort });
  const beside = `beside ${percentile(floor, 0.95).toFixed(
    1,
  )} ms of a request that does nothing`;
  const measure = async (question: Question, headers = {}, status = 200) => {
    const { path } = question;
    const taken = await latencies(portal, { path, headers, status, ...effort });
    report.absolute(`${question.name}, p95`, {
      value: percentile(taken, 0.95),
      unit: 'ms',
      bar: question.bar,
      beside: `median ${median(taken).toFixed(1)} ms, ${beside}`,
    });
  };
  for (const question of warmQuestions()) {
    await measure(question);
  }
  const etag = (await portal.fetch(ONE.path)).headers.get('etag') ?? '';
  await measure(
    { ...ONE, name: 'unchanged (304)', bar: BARS.unchangedMs },
    { 'If-None-Match': etag },
    304,
  );
}

/** The same selections, repository by repository, and part by part. */
async function measureBreakdown(
  portal: PortalProcess,
  { effort, report }: { effort: Effort; report: Report },
): Promise<void> {
  const asked = [
    ...[DEPARTMENTS_YEAR, EVERYTHING].map(({ name, path }) => ({
      name: `${name}, repository by repository`,
      ...{ path, broken: breakdownOf(path), bar: BARS.breakdown },
    })),
    {
      name: `${DEPARTMENTS_YEAR.name}, sub-group by sub-group`,
      path: DEPARTMENTS_YEAR.path,
      ...{ broken: partsOf(DEPARTMENTS_YEAR.path), bar: BARS.parts },
    },
  ];
  for (const { name, path, broken, bar } of asked) {
    const [each, whole] = await latenciesInTurn(
      [
        () => latency(portal, { path: broken }),
        () => latency(portal, { path }),
      ],
      effort,
    );
    report.ratio(name, {
      measured: [median(each)],
      floor: [median(whole)],
      floorName: 'its calendar',
      bar,
    });
  }
}

/** The same question about the same repository, in turn with a portal that has a tenth of the repositories. */
async function measureTenfold(
  portal: PortalProcess,
  { effort, report }: { effort: Effort; report: Report },
): Promise<void> {
  const small = await PortalProcess.start({
    prefix: await makeCompany(SMALL_COMPANY, report),
  });
  const [atLarge, atSmall] = await latenciesInTurn(
    [() => latency(portal, ONE), () => latency(small, ONE)],
    effort,
  );
  await small.stop();
  report.ratio(`${ONE.name} at 10 M commits`, {
    measured: [median(atLarge)],
    floor: [median(atSmall)],
    floorName: 'at 1 M',
    bar: BARS.tenfold,
  });
}

/** What readers wait while other repositories, and some of theirs, get commits as fast as they can be written. */
async function measureWhileSyncing(
  portal: PortalProcess,
  options: { prefix: string; effort: Effort; report: Report },
): Promise<void> {
  const { prefix, effort, report } = options;
  const load = { clients: READERS, seconds: effort.loadSeconds, path: anyYear };
  await latenciesOfMany(portal, load);
  const quiet = await latenciesOfMany(portal, load);
  const ids = count(SYNCING).map(number => FIRST_SYNCING + number - 1);
  portal.push({
    repositories: ids,
    commits: effort.company.commits + PUSHED_COMMITS,
  });
  for (const id of ids) {
    await portal.requestSync(pathOfSync(id));
  }
  const before = await countStored(prefix);
  const busy = await latenciesOfMany(portal, load);
  const stored = (await countStored(prefix)) - before;
  if (stored === 0) throw new Error('Nothing was synced while it was measured');
  report.ratio(`${READERS} readers while ${SYNCING} repositories sync, p95`, {
    measured: [percentile(busy, 0.95)],
    floor: [percentile(quiet, 0.95)],
    floorName: 'quiet',
    bar: BARS.whileSyncing,
  });
  report.note(
    `(${busy.length} answers and ${stored} commits stored in ${effort.loadSeconds} s; ${quiet.length} answers while nothing synced)`,
  );
}

function anyYear(): string {
  const group = 1 + Math.floor(Math.random() * READ_GROUPS);
  return Math.random() * GROUP_EVERY < 1
    ? yearOfTeam(group)
    : yearOf(
        (group - 1) * REPOSITORIES_PER_GROUP +
          1 +
          Math.floor(Math.random() * REPOSITORIES_PER_GROUP),
      );
}

async function countStored(prefix: string): Promise<number> {
  const knex = knexFactory({
    client: 'pg',
    connection: `${POSTGRES}/${prefix}git-activity`,
  });
  try {
    const [{ commits }] = await knex('repositories').sum({
      commits: 'commit_count',
    });
    return Number(commits);
  } finally {
    await knex.destroy();
  }
}
