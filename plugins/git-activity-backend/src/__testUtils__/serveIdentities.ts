import { mockServices } from '@backstage/backend-test-utils';
import { gitActivityIdentityUpdatePermission } from 'backstage-plugin-git-activity-common';
import { Knex } from 'knex';
import { BotMatcher } from '../people/bots';
import { PeopleResolver } from '../people/PeopleResolver';
import { entityOf, SecretiveCatalog } from './catalog';
import { seedLedger, SeedCommit, shaOf } from './seedLedger';
import { CallOptions, ServedApi, serveApi } from './serveApi';

/** An API as an admin and as an engineer have it, and what both are told. */
export interface ServedIdentities {
  admin: ServedApi;
  engineer: ServedApi;
  /** What was audited: events and what was told of them. */
  audited: string[];
  close(): Promise<void>;
}

/** Serves a ledger to an admin and to somebody who may not decide who is who. */
export async function serveIdentities(
  database: Knex,
  options: Partial<Parameters<typeof serveApi>[0]> = {},
): Promise<ServedIdentities> {
  const audited: string[] = [];
  const auditor = mockServices.auditor.mock({
    createEvent: async ({ eventId, meta }) => {
      const tell = (how: string) => async (told?: object) => {
        // Who looks at whom is audited, too, and another matter.
        if (/^(alias|claim)-/.test(eventId))
          audited.push(JSON.stringify([eventId, how, meta ?? {}, told ?? {}]));
      };
      return { success: tell('success'), fail: tell('fail') };
    },
  });
  const catalog = new SecretiveCatalog(
    ['component:default/shop', 'user:default/ada'].map(ref => entityOf(ref)),
  );
  const served = { database, catalog, auditor, ...options };
  const admin = await serveApi(served);
  const engineer = await serveApi({
    ...served,
    denied: [gitActivityIdentityUpdatePermission.name],
  });
  return {
    admin,
    engineer,
    audited,
    close: async () => {
      await admin.close();
      await engineer.close();
    },
  };
}

/** Calls a route and reads what it answers, which has to be of some status. */
export async function ask<T>(
  api: ServedApi,
  path: string,
  options: CallOptions & { status?: number } = {},
): Promise<T> {
  const { status = 200, ...call } = options;
  const response = await api.call(path, call);
  const text = await response.text();
  if (response.status !== status) {
    throw new Error(`${path} answered ${response.status}: ${text}`);
  }
  return JSON.parse(text);
}

/** A component with commits of some authors, as many of each as given; who they are is decided by their names and addresses. */
export async function seedAuthors(
  database: Knex,
  authors: Record<string, number>,
): Promise<void> {
  const names = Object.keys(authors);
  const commits = names.flatMap((author, at) =>
    Array.from(
      { length: authors[author] },
      (_, index): SeedCommit => ({
        repository: 'shop',
        sha: shaOf(at * 10_000 + index + 1),
        author,
        at: '2026-11-02T10:00:00+00:00',
      }),
    ),
  );
  await seedLedger(database, {
    people: Object.fromEntries(names.map(name => [name, {}])),
    repositories: { shop: { entityRefs: ['component:default/shop'] } },
    commits,
  });
  await decideEveryone(database);
}

/** Records a User, as discovery does. */
export async function addUser(
  database: Knex,
  user: {
    entityRef: string;
    name: string;
    emails?: string[];
    accounts?: Record<string, string>;
  },
): Promise<void> {
  const { entityRef: entity_ref, name, emails = [], accounts = {} } = user;
  await database('catalog_users').insert({ entity_ref, name });
  for (const email of emails) {
    await database('catalog_user_emails').insert({ entity_ref, email });
  }
  for (const [host, login] of Object.entries(accounts)) {
    await database('catalog_user_accounts').insert({ entity_ref, host, login });
  }
  await decideEveryone(database);
}

/** Decides anew who everyone is. */
export async function decideEveryone(database: Knex): Promise<void> {
  await new PeopleResolver({
    knex: database,
    bots: new BotMatcher(),
    logger: mockServices.logger.mock(),
  }).resolve(new AbortController().signal);
}
