import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JsonObject } from '@backstage/types';
import { RepositoryList } from 'backstage-plugin-git-activity-common';
import type { Strain } from './watch';

const ROOT = path.join(__dirname, '..');
const LOADER = require.resolve('@backstage/cli/config/nodeTransform.cjs');
const WATCH = path.join(__dirname, 'watch.ts');
const POLL_MS = 100;
const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 20_000;

type RepositoryState = RepositoryList['items'][number];

/** The demo portal's backend, as a process of its own. */
export class Portal {
  /** Of the process. */
  readonly pid: number;
  readonly origin: string;
  readonly #child: ChildProcess;
  readonly #token: string;
  #log = '';

  private constructor(options: {
    child: ChildProcess;
    origin: string;
    token: string;
  }) {
    this.#child = options.child;
    this.pid = options.child.pid ?? 0;
    this.origin = options.origin;
    this.#token = options.token;
    const keep = (text: Buffer) => {
      this.#log += text;
    };
    this.#child.stdout?.on('data', keep);
    this.#child.stderr?.on('data', keep);
  }

  /** Starts a backend and waits until it answers. */
  static async start(options: {
    folder: string;
    origin: string;
    /** Of a service that may do everything. */
    token: string;
    config: JsonObject;
  }): Promise<Portal> {
    const { folder, origin, token, config } = options;
    const file = path.join(folder, `${new URL(origin).port}.yaml`);
    await writeFile(file, JSON.stringify(config));
    const child = fork(
      path.join(ROOT, 'packages/backend/src/index.ts'),
      ['--config', file],
      {
        execArgv: ['--require', LOADER, '--require', WATCH],
        stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
        cwd: path.join(ROOT, 'packages/backend'),
        env: { ...process.env, NODE_ENV: 'development' },
      },
    );
    const portal = new Portal({ child, origin, token });
    await portal.#untilReady();
    await portal.#ask('reset', 'reset');
    return portal;
  }

  /** What it has logged so far. */
  get log(): string {
    return this.#log;
  }

  /** Asks as a service that may do everything, unless `init` has another Authorization. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`${this.origin}${url}`, {
      ...init,
      headers: { Authorization: `Bearer ${this.#token}`, ...init.headers },
    });
  }

  /** What the API says of a component's repository. */
  async repositoryOf(component: string): Promise<RepositoryState | undefined> {
    const response = await this.fetch(
      `/api/git-activity/repositories?entityRef=component:default/${component}`,
    );
    if (!response.ok) return undefined;
    const { items }: RepositoryList = await response.json();
    return items[0];
  }

  /** Waits until a component's repository is in a state. */
  async untilRepository(
    component: string,
    options: {
      is: (state: RepositoryState) => boolean;
      timeoutMs?: number;
    },
  ): Promise<RepositoryState> {
    const { is, timeoutMs = 60_000 } = options;
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const state = await this.repositoryOf(component);
      if (state && is(state)) return state;
      if (Date.now() > deadline) {
        throw new Error(`${component} is ${JSON.stringify(state)}`);
      }
      await sleep(POLL_MS);
    }
  }

  /** Stops the process as it is, whatever it is in the midst of. */
  freeze(): void {
    this.#child.kill('SIGSTOP');
  }

  /** Lets it go on; what it went through counts from then on. */
  async thaw(): Promise<void> {
    this.#child.kill('SIGCONT');
    await this.#ask('reset', 'reset');
  }

  /** What the process went through since it was ready. */
  async strain(): Promise<Strain> {
    return (await this.#ask('strain', 'strain')) as Strain;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return;
    }
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGCONT');
    this.#child.kill('SIGTERM');
    const timeout = setTimeout(
      () => this.#child.kill('SIGKILL'),
      STOP_TIMEOUT_MS,
    );
    await exited;
    clearTimeout(timeout);
  }

  async #untilReady(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      const response = await fetch(
        `${this.origin}/.backstage/health/v1/readiness`,
      ).catch(() => undefined);
      if (response?.ok) return;
      if (this.#child.exitCode !== null || Date.now() > deadline) {
        throw new Error(`The portal did not start:\n${this.#log}`);
      }
      await sleep(POLL_MS);
    }
  }

  async #ask(message: string, key: string): Promise<unknown> {
    const answered = new Promise<unknown>(resolve => {
      const listen = (answer: unknown) => {
        if (typeof answer === 'object' && answer !== null && key in answer) {
          this.#child.off('message', listen);
          resolve(Reflect.get(answer, key));
        }
      };
      this.#child.on('message', listen);
    });
    this.#child.send(message);
    return answered;
  }
}
