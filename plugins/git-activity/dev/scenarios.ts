import { addDays, Day } from 'backstage-plugin-git-activity-common';
import { FakeBackend } from './FakeBackend';
import { FakeLedger } from './fakeLedger';
import { FakeFailure } from './fakeRequests';
import {
  failed,
  MISSED_DAYS,
  shallow,
  stale,
  unread,
} from './repositoryStates';
import { sampleCommit, sampleLedger, samplePeople } from './sampleLedger';
import { TEAM_REPOSITORIES, teamOf } from './team';

/** A situation that the tab and the card must show honestly. */
export type Scenario = (options: { today: Day; now: Date }) => FakeBackend;

const MINUTE_MS = 60_000;
const MANY_REPOSITORIES = 14;
const FAILED_REPOSITORIES = 2;
const IMPORTED_COMMITS = 10_000;

function scenario(
  change: (ledger: FakeLedger, today: Day) => Partial<FakeLedger>,
  options: { repositories?: number; years?: number } = {},
): Scenario {
  return ({ today, now }) => {
    const syncedAt = new Date(now.getTime() - 3 * MINUTE_MS).toISOString();
    const ledger = sampleLedger({ today, syncedAt, ...options });
    return new FakeBackend({ ...ledger, ...change(ledger, today) });
  };
}

/** A scenario whose backend behaves in some way of its own. */
function behaving(
  behave: (backend: FakeBackend, today: Day) => void,
): Scenario {
  return options => {
    const backend = scenario(() => ({}))(options);
    behave(backend, options.today);
    return backend;
  };
}

function failing(failure: FakeFailure): Scenario {
  return behaving(backend => {
    backend.failure = failure;
  });
}

const rereading = {
  status: 'syncing',
  error: {
    kind: 'incomplete',
    message:
      'The host told 450 of 6,158 commits. Nothing was removed, and it is read again.',
  },
} as const;

/** Names and texts that would hide, or turn around what stands beside them, if they were shown as they are. */
const oddities = [
  { name: '\u202egnp.\u2066exe', subject: 'Turn \u202ereversed\u202c around' },
  { name: '\u200b\u2060', subject: '\u200b\u200d' },
  { name: 'דנה לוי', subject: 'תיקון (1) של CSV' },
  { name: 'Zo\u200bë\tM\u00adüller', subject: 'Fix\u0000\u001b[31m the leak' },
];

/** The limit of a host that lasts until the end of a day. */
const limitUntil = (today: Day) => ({
  until: `${today}T23:59:00.000Z`,
  reason:
    'github.com lets git-activity go on at 23:59 UTC: 800 of 5,000 requests are left, and 1,000 are reserved for the portal’s other plugins.',
});

/** Every situation, by the name of the entity that shows it in the dev app. */
export const scenarios: Record<string, Scenario> = {
  busy: scenario(() => ({})),
  portfolio: scenario(() => ({ invalidDates: 3 }), {
    repositories: MANY_REPOSITORIES,
  }),
  team: scenario(teamOf, { repositories: TEAM_REPOSITORIES }),
  person: scenario(teamOf, { repositories: TEAM_REPOSITORIES }),
  decade: scenario(() => ({}), { years: 10 }),
  imported: scenario((ledger, today) => ({
    commits: [
      ...ledger.commits,
      ...Array.from({ length: IMPORTED_COMMITS }, (_, index) =>
        sampleCommit({
          index: 100_000 + index,
          day: addDays(today, -100),
          person: samplePeople[1],
          subject: `Import of the old repository, part ${index + 1}`,
        }),
      ),
    ],
  })),
  folder: scenario(ledger => ({
    folders: {
      paths: ['services/api'],
      changedBy: ({ day }) => Number(day.slice(-2)) % 3 === 0,
    },
    repositories: ledger.repositories.map(repository => ({
      ...repository,
      folders: [{ path: 'services/api', commits: 300 }],
    })),
  })),
  'folder-untouched': scenario(ledger => ({
    folders: { paths: ['services/apy'], changedBy: () => false },
    repositories: ledger.repositories.map(repository => ({
      ...repository,
      folders: [{ path: 'services/apy', commits: 0 }],
    })),
  })),
  'folder-untold': scenario(() => ({
    folders: { paths: ['services/api'], untold: true, changedBy: () => true },
  })),
  zoned: scenario(() => ({ dayBasis: 'Europe/Berlin' })),
  empty: scenario(ledger => ({
    commits: [],
    repositories: ledger.repositories.map(repository => ({
      ...repository,
      head: null,
      commits: 0,
    })),
  })),
  quiet: scenario((ledger, today) => ({
    commits: ledger.commits.filter(({ day }) => day < addDays(today, -400)),
  })),
  pending: scenario(ledger => ({
    commits: [],
    completeFrom: null,
    syncedAt: null,
    repositories: ledger.repositories.map(repository => ({
      ...repository,
      ...unread,
    })),
  })),
  syncing: scenario((ledger, today) => ({
    commits: ledger.commits.filter(({ day }) => day >= addDays(today, -160)),
    completeFrom: addDays(today, -140),
    syncedAt: null,
    repositories: ledger.repositories.map(repository => ({
      ...repository,
      ...unread,
      status: 'syncing',
      commits: 400,
    })),
  })),
  'held-back': scenario(
    (ledger, today) => ({
      repositories: ledger.repositories.map((repository, index) => ({
        ...repository,
        ...(index < 2 && { heldBack: limitUntil(today) }),
        ...(index === 2 && { archived: true }),
      })),
    }),
    { repositories: MANY_REPOSITORIES },
  ),
  'first-read-held-back': scenario((ledger, today) => ({
    commits: ledger.commits.filter(({ day }) => day >= addDays(today, -160)),
    completeFrom: addDays(today, -140),
    syncedAt: null,
    repositories: ledger.repositories.map(repository => ({
      ...repository,
      ...unread,
      status: 'syncing',
      commits: 400,
      coverage: { completeFrom: addDays(today, -140), completeUntil: null },
      heldBack: limitUntil(today),
    })),
  })),
  'partly-failed': scenario(
    ledger => ({
      repositories: ledger.repositories.map((repository, index) => ({
        ...repository,
        ...(index === 3 ? failed : {}),
        ...(index === 3 + FAILED_REPOSITORIES - 1 ? stale : {}),
      })),
    }),
    { repositories: MANY_REPOSITORIES },
  ),
  'out-of-date': scenario(
    (ledger, today) => ({
      completeUntil: addDays(today, -MISSED_DAYS - 1),
      repositories: ledger.repositories.map((repository, index) =>
        index === 1
          ? {
              ...repository,
              ...stale,
              coverage: {
                ...repository.coverage,
                completeUntil: addDays(today, -MISSED_DAYS - 1),
              },
            }
          : repository,
      ),
    }),
    { repositories: 3 },
  ),
  noted: scenario(
    ledger => ({
      repositories: ledger.repositories.map((repository, index) => ({
        ...repository,
        ...(index === 0 && shallow),
        ...(index === 1 && rereading),
      })),
    }),
    { repositories: 3 },
  ),
  unrecognised: scenario(() => ({
    commits: [],
    unrecognised: ['user:default/unrecognised', 'user:default/shop'],
  })),
  'odd-names': scenario((ledger, today) => ({
    repositories: ledger.repositories.map(repository => ({
      ...repository,
      url: 'https://github.example.com/shop/%E2%80%AEpohs',
    })),
    commits: oddities.map(({ name, subject }, index) =>
      sampleCommit({
        index,
        day: today,
        person: { ...samplePeople[0], id: String(index + 1), name },
        subject,
        repository: {
          ...ledger.repositories[0],
          url: 'https://github.example.com/shop/%E2%80%AEpohs',
        },
      }),
    ),
  })),
  eastern: scenario((ledger, today) => ({
    commits: [
      ...ledger.commits,
      sampleCommit({
        index: 200_000,
        day: addDays(today, 1),
        time: '01:15:00',
        person: { ...samplePeople[0], offset: '+13:00' },
      }),
    ],
  })),
  growing: behaving((backend, today) => {
    backend.beforeCalendar = () => {
      const { commits } = backend.ledger;
      const commit = sampleCommit({ index: commits.length, day: today });
      backend.update({ commits: [...commits, commit] });
    };
  }),
  'all-failed': scenario(ledger => ({
    commits: [],
    syncedAt: null,
    repositories: ledger.repositories.map(repository => ({
      ...repository,
      ...failed,
    })),
  })),
  'no-repository': scenario(() => ({
    commits: [],
    repositories: [],
    completeFrom: null,
    syncedAt: null,
  })),
  refused: scenario(() => ({
    commits: [],
    repositories: [],
    completeFrom: null,
    syncedAt: null,
    problems: [
      {
        entityRef: 'component:default/refused',
        message:
          'git-activity/repository: file:///etc is not below any folder of gitActivity.git.roots',
      },
    ],
  })),
  forbidden: failing({
    status: 403,
    name: 'NotAllowedError',
    message: 'You may not read git activity',
  }),
  'not-found': failing({
    status: 404,
    name: 'NotFoundError',
    message: 'No such entity',
  }),
  unreachable: failing('unreachable'),
  'bad-gateway': failing('no-json'),
  loading: behaving(backend => {
    backend.silent = true;
  }),
};
