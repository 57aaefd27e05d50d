import {
  addDays,
  Day,
  listDays,
  Person,
  Repository,
} from 'backstage-plugin-git-activity-common';
import { FakeLedger, ToldCommit } from './fakeLedger';

/** The people of the sample, in the time zones that they write from. */
export const samplePeople: Array<Person & { offset: string }> = [
  { name: 'Aroha Ngata', offset: '+12:00' },
  { name: 'Bo Chen', offset: '+08:00' },
  { name: 'Chidi Okafor', offset: '+01:00' },
  { name: 'Dana Levi', offset: '+02:00' },
  { name: 'Esther Kim', offset: '-08:00' },
  { name: 'Farid Rahimi', offset: '+03:30' },
  { name: 'renovate[bot]', offset: '+00:00' },
].map(({ name, offset }, index) => {
  const bot = name.endsWith('[bot]');
  return {
    id: String(index + 1),
    name,
    offset,
    bot,
    ...(bot
      ? {}
      : { userEntityRef: `user:default/${name.split(' ')[0].toLowerCase()}` }),
  };
});

const SUBJECTS = [
  'Retry payments that time out',
  'Explain why an invoice was refused',
  'Keep the order of line items',
  'Read the tax rate from the ledger',
  'Do not round before the sum',
  'Cover leap days in the rent calendar',
  'Say which currency a refund is in',
];

/** A repository as the backend describes it once it is up to date. */
export function sampleRepository(options: {
  id: string;
  name: string;
  syncedAt: string;
}): Repository {
  return {
    id: options.id,
    url: `https://github.example.com/shop/${options.name}`,
    source: 'git',
    entityRefs: [`component:default/${options.name}`],
    status: 'current',
    head: sha(Number(options.id)),
    commits: 1000,
    coverage: { completeFrom: '0001-01-01', completeUntil: null },
    notices: [],
    lastSyncedAt: options.syncedAt,
    nextSyncAt: null,
  };
}

/** A commit of the sample; `index` makes it unlike any other. */
export function sampleCommit(options: {
  index: number;
  day: Day;
  person?: Person & { offset: string };
  repository?: Repository;
  subject?: string;
  merge?: boolean;
  coAuthors?: Person[];
  time?: string;
}): ToldCommit {
  const {
    index,
    day,
    person = samplePeople[0],
    repository = sampleRepository({ id: '1', name: 'shop', syncedAt: '' }),
  } = options;
  const { offset, ...author } = person;
  const time =
    options.time ??
    `${String(8 + (index % 11)).padStart(2, '0')}:${String(
      (index * 7) % 60,
    ).padStart(2, '0')}:00`;
  return {
    sha: sha(index),
    repository: { id: repository.id, url: repository.url },
    day,
    authoredAt: `${day}T${time}${offset}`,
    author,
    coAuthors: options.coAuthors ?? [],
    subject: options.subject ?? SUBJECTS[index % SUBJECTS.length],
    merge: options.merge ?? false,
    url: `${repository.url}/commit/${sha(index)}`,
  };
}

/** Years of plausible work in a few repositories, the same each time. */
export function sampleLedger(options: {
  today: Day;
  syncedAt: string;
  repositories?: number;
  years?: number;
}): FakeLedger {
  const { today, syncedAt, years = 3 } = options;
  const repositories = Array.from(
    { length: options.repositories ?? 1 },
    (_, index) =>
      sampleRepository({
        id: String(index + 1),
        name: index === 0 ? 'shop' : `shop-part-${index + 1}`,
        syncedAt,
      }),
  );
  const random = seededRandom(42);
  const pick = <T>(items: T[]): T => items[Math.floor(random() * items.length)];
  const commits: ToldCommit[] = [];
  for (const day of listDays(addDays(today, -365 * years), today)) {
    for (let count = commitsOn(day, random); count > 0; count--) {
      const [first, second] = [pick(samplePeople), pick(samplePeople)];
      const together = random() < 0.08 && !second.bot && second.id !== first.id;
      const { offset: _, ...coAuthor } = second;
      commits.push(
        sampleCommit({
          index: commits.length,
          day,
          person: first,
          repository: pick(repositories),
          merge: random() < 0.08,
          coAuthors: together ? [coAuthor] : [],
        }),
      );
    }
  }
  return {
    commits,
    repositories,
    dayBasis: 'author',
    completeFrom: '0001-01-01',
    completeUntil: null,
    syncedAt,
    invalidDates: 0,
    problems: [],
    unrecognised: [],
  };
}

/** Few on most days, none on most weekends, many before a release, none in the last week of the year. */
function commitsOn(day: Day, random: () => number): number {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  const chance = random();
  if (day.slice(5) >= '12-24' || chance < (isWeekend ? 0.85 : 0.2)) {
    return 0;
  }
  return Math.ceil(random() * (chance > 0.95 ? 18 : 6));
}

function sha(index: number): string {
  return (index + 1).toString(16).padStart(4, '0').repeat(10).slice(0, 40);
}

/** The mulberry32 generator: small, and the same numbers for the same seed. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) % 0x100000000;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}
