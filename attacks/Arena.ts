import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { POSTGRES } from '../benchmarks/databases';
import { findFreePort } from '../benchmarks/PortalProcess';
import { TestRepository } from '../plugins/git-activity-source-test-kit/src';
import type { Engine } from './Attack';
import { Portal } from './Portal';
import type { Strain } from './watch';

/** A place for one attack: repositories, a catalog, a database, and the portals (several are replicas) that have them. */
export class Arena {
  readonly engine: Engine;
  /** Of this attack's own. */
  readonly folder: string;
  readonly #entities: Entity[] = [];
  readonly #portals: Portal[] = [];
  readonly #prefix = `attack_${randomUUID().replaceAll('-', '').slice(0, 8)}_`;

  constructor(options: { engine: Engine; folder: string }) {
    this.engine = options.engine;
    this.folder = options.folder;
  }

  /** Where repositories are that a portal may read: `gitActivity.git.roots`. */
  get root(): string {
    return path.join(this.folder, 'repositories');
  }

  /** Makes a repository below the root, and a component of the same name for it. */
  async addRepository(name: string): Promise<TestRepository> {
    const dir = path.join(this.root, name);
    const repository = await TestRepository.create({ dir, bare: true });
    this.addComponent(name, repository.url);
    return repository;
  }

  /** Adds a component for a URL, to be seen by portals that start later. */
  addComponent(name: string, url: string): void {
    this.addEntity({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, annotations: { 'git-activity/repository': url } },
      spec: { type: 'service', lifecycle: 'production', owner: 'guests' },
    });
  }

  addEntity(entity: Entity): void {
    this.#entities.push(entity);
  }

  /** Starts a portal; another one is a replica of the first. Values of `config` come on top of a portal's own. */
  async startPortal(
    options: {
      config?: JsonObject;
      gitActivity?: JsonObject;
      /** Further tokens, as `backend.auth.externalAccess` has them. */
      externalAccess?: JsonObject[];
    } = {},
  ): Promise<Portal> {
    await mkdir(this.root, { recursive: true });
    const catalog = path.join(this.folder, 'catalog.yaml');
    await writeFile(
      catalog,
      this.#entities.map(entity => JSON.stringify(entity)).join('\n---\n'),
    );
    const origin = `http://localhost:${await findFreePort()}`;
    const token = randomUUID();
    const portal = await Portal.start({
      folder: this.folder,
      origin,
      token,
      config: {
        ...this.#configOf({ ...options, origin, token, catalog }),
        gitActivity: {
          schedule: {
            frequency: { seconds: 5 },
            timeout: { minutes: 5 },
            initialDelay: { seconds: 1 },
          },
          git: {
            roots: [this.root],
            workingDirectory: path.join(this.folder, 'clones'),
          },
          ...options.gitActivity,
        },
        ...options.config,
      },
    });
    this.#portals.push(portal);
    return portal;
  }

  /** The PostgreSQL database that the plugin of all its portals has. */
  get database(): string {
    return `${this.#prefix}git-activity`;
  }

  /** The most that any of its portals went through. */
  async strain(): Promise<Strain> {
    const strains = await Promise.all(
      this.#portals.map(portal => portal.strain()),
    );
    return {
      heldMs: Math.max(0, ...strains.map(({ heldMs }) => heldMs)),
      memoryMb: Math.max(0, ...strains.map(({ memoryMb }) => memoryMb)),
    };
  }

  /** What its portals have logged. */
  get log(): string {
    return this.#portals.map(({ log }) => log).join('\n');
  }

  async close(): Promise<void> {
    await Promise.all(this.#portals.map(portal => portal.stop()));
  }

  #configOf(options: {
    origin: string;
    token: string;
    catalog: string;
    externalAccess?: JsonObject[];
  }) {
    const { origin, token, catalog, externalAccess = [] } = options;
    return {
      app: { baseUrl: origin },
      backend: {
        baseUrl: origin,
        listen: { port: Number(new URL(origin).port), host: 'localhost' },
        auth: {
          externalAccess: [
            { type: 'static', options: { token, subject: 'attacks' } },
            ...externalAccess,
          ],
        },
        database:
          this.engine === 'PostgreSQL'
            ? { client: 'pg', connection: POSTGRES, prefix: this.#prefix }
            : {
                client: 'better-sqlite3',
                connection: { directory: path.join(this.folder, 'database') },
              },
      },
      auth: { providers: { guest: {} } },
      permission: { enabled: true },
      catalog: {
        rules: [{ allow: ['Component', 'Group', 'User', 'System', 'Domain'] }],
        locations: [{ type: 'file', target: catalog }],
      },
    };
  }
}
