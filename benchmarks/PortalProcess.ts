import { ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Company,
  countGroups,
  groupRef,
  REPOSITORIES_PER_GROUP,
  count,
  userRef,
} from './company';
import { POSTGRES } from './databases';
import { Push } from './madeUpHost';
import type { PortalSettings } from './portal';

const PROGRAM = path.join(__dirname, 'portal.ts');
const READY = 'ready';
/** Of a service that may do everything. */
const TOKEN = randomUUID();
const POLL_MS = 500;
const FILL_TIMEOUT_MS = 5 * 60_000;

/** A portal as a process of its own, and what a User of it sees. */
export class PortalProcess {
  readonly #child: ChildProcess;
  readonly origin: string;
  #token = '';

  private constructor(child: ChildProcess, origin: string) {
    this.#child = child;
    this.origin = origin;
  }

  /**
   * Starts a portal whose plugins have databases of PostgreSQL that begin with a prefix.
   *
   * @param options - `fill` is the company that its catalog is to be filled with; absent if it has been
   */
  static async start(options: {
    prefix: string;
    fill?: Company;
    execArgv?: string[];
  }): Promise<PortalProcess> {
    const port = await findFreePort();
    const origin = `http://localhost:${port}`;
    const settings: PortalSettings = {
      config: configOf({ ...options, port, origin }),
      fill: options.fill,
    };
    const child = fork(PROGRAM, [JSON.stringify(settings)], {
      execArgv: [...process.execArgv, ...(options.execArgv ?? [])],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: { ...process.env, LOG_LEVEL: 'warn' },
    });
    const ready = new Promise(resolve => {
      // The loader of TypeScript has things to say, too.
      child.on('message', message => message === READY && resolve(message));
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`The portal ended with ${code}`);
    });
    await Promise.race([ready, ended]);
    ended.catch(() => undefined);
    const portal = new PortalProcess(child, origin);
    await portal.#signIn();
    if (options.fill) await portal.#untilFilled(options.fill);
    return portal;
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.origin}${url}`, {
      ...init,
      headers: { Authorization: `Bearer ${this.#token}`, ...init.headers },
    });
  }

  /** Asks as a service that may ask for syncs, which Users of the demo may not. */
  async requestSync(path: string): Promise<void> {
    const response = await this.fetch(path, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  }

  /** Tells the made-up host of the portal that somebody has pushed. */
  push(push: Push): void {
    this.#child.send(push);
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  async #signIn(): Promise<void> {
    const response = await fetch(`${this.origin}/api/auth/guest/refresh`);
    const { backstageIdentity } = await response.json();
    this.#token = backstageIdentity.token;
  }

  /** Until every component shows with its owner, which is what the catalog does last. */
  async #untilFilled(company: Company): Promise<void> {
    const deadline = Date.now() + FILL_TIMEOUT_MS;
    const groups = count(countGroups(company)).map(groupRef);
    for (;;) {
      const response = await this.fetch('/api/catalog/entities/by-refs', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({
          entityRefs: groups,
          fields: ['metadata.name', 'relations'],
        }),
      });
      const { items } = await response.json();
      const owned = items.flatMap(
        (item: { relations?: Array<{ type: string }> } | null) =>
          item?.relations?.filter(({ type }) => type === 'ownerOf') ?? [],
      );
      if (owned.length === groups.length * REPOSITORIES_PER_GROUP) return;
      if (Date.now() > deadline) {
        throw new Error(`The catalog has only ${owned.length} components`);
      }
      await sleep(POLL_MS);
    }
  }
}

function configOf(options: { prefix: string; port: number; origin: string }) {
  const { prefix, port, origin } = options;
  return {
    app: { baseUrl: origin },
    backend: {
      baseUrl: origin,
      listen: { port, host: 'localhost' },
      database: { client: 'pg', connection: POSTGRES, prefix },
      auth: {
        externalAccess: [
          { type: 'static', options: { token: TOKEN, subject: 'benchmarks' } },
        ],
      },
    },
    auth: {
      providers: {
        guest: {
          userEntityRef: userRef(1),
          ownershipEntityRefs: [userRef(1), groupRef(1)],
          dangerouslyAllowOutsideDevelopment: true,
        },
      },
    },
    permission: { enabled: true },
    // As the catalog's documentation advises for large ones; every two minutes, it is busy with itself.
    catalog: { processingInterval: { minutes: 30 } },
    gitActivity: { sync: { concurrency: 8 } },
  };
}

/** A port of this machine that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('There is no free port');
  }
  return address.port;
}
