import { AddressInfo } from 'node:net';
import { AuditorService, LoggerService } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import express from 'express';
import { Knex } from 'knex';
import { EVERYONE_NAMED, PrivacyRules } from '../access/Discretion';
import { createRouter, RouterOptions } from '../http/router';
import { Alias } from '../people/AliasDirectory';
import { BotMatcher } from '../people/bots';
import { PeopleResolver } from '../people/PeopleResolver';
import { requestSync } from '../queue/lease';

const QUIET_AUDITOR: AuditorService = {
  createEvent: async () => ({ success: async () => {}, fail: async () => {} }),
};

/** How a test calls. */
export interface CallOptions {
  method?: string;
  /** Whoever calls; a user by default. */
  as?: 'user' | 'service' | 'nobody' | `user:${string}`;
  headers?: Record<string, string>;
  /** What is sent, as JSON. */
  body?: object;
}

/** An API that listens on a port of its own. */
export interface ServedApi {
  call(path: string, options?: CallOptions): Promise<Response>;
  /** The ids of the repositories for which a sync was asked. */
  syncs: number[];
  close(): Promise<void>;
}

/** Serves the routes over HTTP, with every answer held against the contract. */
export async function serveApi(
  options: {
    database: Knex;
    catalog: RouterOptions['catalog'];
  } & {
    /** Permissions that nobody has. */
    denied?: string[];
    dayBasis?: string;
    /** Those of the configuration. */
    aliases?: Alias[];
    privacy?: Partial<PrivacyRules>;
    auditor?: RouterOptions['auditor'];
    logger?: LoggerService;
    sources?: RouterOptions['sources'];
  },
): Promise<ServedApi> {
  const { database, catalog, denied = [], dayBasis = 'author' } = options;
  const syncs: number[] = [];
  const logger = options.logger ?? mockServices.logger.mock();
  const rules = { bots: new BotMatcher(), aliases: options.aliases };
  const router = await createRouter({
    database,
    catalog,
    auth: mockServices.auth(),
    config: {
      counting: { dayBasis },
      privacy: { ...EVERYONE_NAMED, ...options.privacy },
    },
    httpAuth: mockServices.httpAuth({
      defaultCredentials: mockCredentials.none(),
    }),
    permissions: mockServices.permissions.mock({
      authorize: async requests =>
        requests.map(({ permission }) => ({
          result: denied.includes(permission.name)
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
        })),
    }),
    auditor: options.auditor ?? QUIET_AUDITOR,
    logger,
    people: {
      rules,
      resolver: new PeopleResolver({ knex: database, logger, ...rules }),
    },
    sources: options.sources ?? { get: () => undefined },
    requestSync: async ({ repositoryId }) => {
      syncs.push(repositoryId);
      return requestSync(database, { repositoryId });
    },
    validateResponses: true,
  });
  const app = express();
  // As in a portal, the routes lie below a path
  app.use('/api/git-activity', router);
  app.use(mockErrorHandler());
  const server = app.listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    syncs,
    call: (path, { method = 'GET', as = 'user', headers, body } = {}) =>
      fetch(`http://localhost:${port}/api/git-activity${path}`, {
        method,
        headers: {
          ...authorizationOf(as),
          ...(body && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body && JSON.stringify(body),
      }),
    close: () =>
      new Promise((resolve, reject) =>
        server.close(error => (error ? reject(error) : resolve())),
      ),
  };
}

function authorizationOf(
  as: NonNullable<CallOptions['as']>,
): Record<string, string> {
  switch (as) {
    case 'nobody':
      return {};
    case 'service':
      return { authorization: mockCredentials.service.header() };
    case 'user':
      return { authorization: mockCredentials.user.header() };
    default:
      return { authorization: mockCredentials.user.header(as) };
  }
}
