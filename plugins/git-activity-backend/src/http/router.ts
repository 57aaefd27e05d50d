import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import {
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, stringifyError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import {
  gitActivityCalendarReadPermission,
  gitActivityCommitReadPermission,
  gitActivityRepositoryReadPermission,
  gitActivityRepositorySyncPermission,
} from 'backstage-plugin-git-activity-common';
import { CommitSource } from 'backstage-plugin-git-activity-node';
import express from 'express';
import { Knex } from 'knex';
import { Access } from '../access/Access';
import {
  CommitCounter,
  FindCommitUrl,
  readCommits,
  readFreshness,
  readRepositories,
  readSharedVersions,
  toCoverage,
  toFingerprint,
} from './calendar';
import { isKnownToCaller } from './etag';
import { readKinds, readPage, readQuery, readRange } from './query';
import { openapi } from '../openapi.generated';

/** What the routes need. */
export interface RouterOptions {
  database: Knex;
  config: { counting: { dayBasis: string } };
  catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  logger: LoggerService;
  sources: { get(id: string): Pick<CommitSource, 'getCommitUrl'> | undefined };
  /** Makes a repository due now. */
  requestSync: (options: { repositoryId: number }) => Promise<void>;
  /** Whether an answer that breaks the contract becomes an error. For tests: it costs time. */
  validateResponses?: boolean;
}

/** The HTTP API, as openapi.yaml describes it. */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const { database, config, requestSync } = options;
  const { dayBasis } = config.counting;
  const access = new Access(options);
  const counter = new CommitCounter(options);
  const authorize = createAuthorizer(options);
  const findCommitUrl = createCommitUrlFinder(options);

  const router = createValidatedOpenApiRouter(openapi, {
    middleware: [readQuery],
    validatorOptions: { validateResponses: options.validateResponses ?? false },
  });

  router.get('/calendar', async (req, res) => {
    const credentials = await authorize(req, gitActivityCalendarReadPermission);
    const range = readRange(req.query, dayBasis);
    const { problems, ...selection } = await access.select(
      req.query,
      credentials,
    );
    const filter = { ...selection, ...range, ...readKinds(req.query) };
    const [freshness, sharedVersions] = await Promise.all([
      readFreshness(database, filter.repositoryIds),
      readSharedVersions(database),
    ]);
    const etag = `"${toFingerprint({
      filter,
      freshness,
      sharedVersions,
      dayBasis,
      problems,
    })}"`;
    res.set({ ETag: etag, 'Cache-Control': 'private, no-cache' });
    if (isKnownToCaller(req.get('If-None-Match'), etag)) {
      res.status(304).end();
      return;
    }
    res.json({
      ...range,
      dayBasis,
      ...(await counter.count({ filter, versions: freshness })),
      coverage: { ...toCoverage(freshness, range), problems },
    });
  });

  router.get('/authors', async (req, res) => {
    const credentials = await authorize(req, gitActivityCalendarReadPermission);
    const range = readRange(req.query, dayBasis);
    const selection = await access.select(req.query, credentials);
    const filter = { ...selection, ...range, ...readKinds(req.query) };
    const versions = await readFreshness(database, filter.repositoryIds);
    res.json({ items: await counter.listPeople({ filter, versions }) });
  });

  router.get('/commits', async (req, res) => {
    const credentials = await authorize(req, gitActivityCommitReadPermission);
    const range = readRange(req.query, dayBasis);
    const selection = await access.select(req.query, credentials);
    res.json(
      await readCommits(database, {
        filter: { ...selection, ...range, ...readKinds(req.query) },
        page: readPage(req.query),
        findCommitUrl,
      }),
    );
  });

  router.get('/repositories', async (req, res) => {
    const credentials = await authorize(
      req,
      gitActivityRepositoryReadPermission,
    );
    const { repositoryIds } = await access.select(req.query, credentials);
    res.json(
      await readRepositories(database, {
        repositoryIds,
        findEntityRefs: ids => access.findEntityRefs(ids, credentials),
        page: readPage(req.query),
      }),
    );
  });

  router.post('/repositories/:id/sync', async (req, res) => {
    const credentials = await authorize(
      req,
      gitActivityRepositorySyncPermission,
    );
    const selection = { repository: [req.params.id] };
    const { repositoryIds } = await access.select(selection, credentials);
    for (const repositoryId of repositoryIds) {
      await requestSync({ repositoryId });
    }
    res.status(202).end();
  });

  return router;
}

/** Tells who calls, once it is known that they may. */
function createAuthorizer(
  options: Pick<RouterOptions, 'httpAuth' | 'permissions'>,
) {
  return async (
    req: Parameters<HttpAuthService['credentials']>[0],
    permission: BasicPermission,
  ): Promise<BackstageCredentials> => {
    const credentials = await options.httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const [decision] = await options.permissions.authorize([{ permission }], {
      credentials,
    });
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`This needs the permission ${permission.name}`);
    }
    return credentials;
  };
}

/** A source is somebody else's code: when it cannot tell where a commit is shown, the commit is still shown here. */
function createCommitUrlFinder(
  options: Pick<RouterOptions, 'sources' | 'logger'>,
): FindCommitUrl {
  return ({ sha, repository: { sourceId, ...repository } }) => {
    try {
      return options.sources.get(sourceId)?.getCommitUrl?.({ repository, sha });
    } catch (error) {
      options.logger.warn(
        `The source ${sourceId} cannot tell where ${
          repository.url
        } shows a commit: ${stringifyError(error)}`,
      );
      return undefined;
    }
  };
}
