import { Arena } from './Arena';
import { Attack } from './Attack';
import { Portal } from './Portal';

const AUTHORED_AT = 1_700_000_000;
const REPOSITORIES = ['one', 'two', 'three', 'four'];
const POSTS = 200;
/** Rare enough that nothing is due by itself during an attack. */
const SCHEDULE = { frequency: { hours: 1 }, initialDelay: { seconds: 1 } };
const DASHBOARD = 'a-dashboard-that-reads-calendars';

async function startPortal(arena: Arena): Promise<Portal> {
  for (const name of REPOSITORIES) {
    const repository = await arena.addRepository(name);
    await repository.commit({ authoredAt: AUTHORED_AT });
  }
  const portal = await arena.startPortal({
    gitActivity: {
      schedule: { ...SCHEDULE, timeout: { minutes: 5 } },
      git: { roots: [arena.root] },
    },
    externalAccess: [
      {
        type: 'static',
        options: { token: DASHBOARD, subject: 'dashboard' },
        accessRestrictions: [
          { plugin: 'git-activity', permission: 'git-activity.calendar.read' },
        ],
      },
    ],
  });
  for (const name of REPOSITORIES) {
    await portal.untilRepository(name, {
      is: ({ status }) => status === 'current',
    });
  }
  return portal;
}

async function idsOf(portal: Portal): Promise<string[]> {
  const states = await Promise.all(
    REPOSITORIES.map(name => portal.repositoryOf(name)),
  );
  return states.flatMap(state => state?.id ?? []);
}

function expectOnly(statuses: number[], expected: number): void {
  const others = statuses.filter(status => status !== expected);
  if (others.length > 0) {
    throw new Error(`${others.length} were answered by ${others[0]}`);
  }
}

async function signInAsGuest(portal: Portal): Promise<string> {
  const response = await fetch(`${portal.origin}/api/auth/guest/refresh`);
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}

/** What callers may ask for, and how often. */
export const attacks: Attack[] = [
  {
    name: 'a service posts 200 requests for a sync',
    quick: true,
    async run(arena) {
      const portal = await startPortal(arena);
      const ids = await idsOf(portal);
      const synced = new Map(ids.map(id => [id, new Set<string | null>()]));
      const statuses: number[] = [];
      for (let post = 0; post < POSTS; post++) {
        const id = ids[post % ids.length];
        const { status } = await portal.fetch(
          `/api/git-activity/repositories/${id}/sync`,
          { method: 'POST' },
        );
        statuses.push(status);
        const response = await portal.fetch('/api/git-activity/repositories');
        const { items } = await response.json();
        for (const item of items) synced.get(item.id)?.add(item.lastSyncedAt);
      }
      expectOnly(statuses, 202);
      const syncs = [...synced.values()].map(({ size }) => size - 1);
      // An attack takes less than a minute, or not much more
      if (Math.max(...syncs) > 2) {
        throw new Error(
          `a repository was asked for ${Math.max(...syncs)} times`,
        );
      }
      return `each repository asked for ${Math.max(...syncs)} times at most`;
    },
  },
  {
    name: 'a guest posts 200 requests for a sync',
    quick: true,
    async run(arena) {
      const portal = await startPortal(arena);
      const ids = await idsOf(portal);
      const token = await signInAsGuest(portal);
      const statuses: number[] = [];
      for (let post = 0; post < POSTS; post++) {
        const { status } = await portal.fetch(
          `/api/git-activity/repositories/${ids[post % ids.length]}/sync`,
          { method: 'POST', headers: { Authorization: `Bearer ${token}` } },
        );
        statuses.push(status);
      }
      expectOnly(statuses, 403);
      return 'all forbidden';
    },
  },
  {
    name: 'a token of one permission asks for everything',
    quick: true,
    async run(arena) {
      const portal = await startPortal(arena);
      const [id] = await idsOf(portal);
      const headers = { Authorization: `Bearer ${DASHBOARD}` };
      const ask = async (path: string, method = 'GET') =>
        (await portal.fetch(`/api/${path}`, { method, headers })).status;
      expectOnly([await ask('git-activity/calendar')], 200);
      expectOnly(
        [
          await ask('git-activity/commits'),
          await ask('git-activity/repositories'),
          await ask(`git-activity/repositories/${id}/sync`, 'POST'),
          await ask('catalog/entities'),
        ],
        403,
      );
      return 'the calendar, and nothing else';
    },
  },
];
