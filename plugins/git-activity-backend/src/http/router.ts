import { createValidatedOpenApiRouter } from '@backstage/backend-openapi-utils';
import {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  gitActivityCalendarReadPermission,
  gitActivityCommitReadPermission,
  gitActivityRepositoryReadPermission,
  gitActivityRepositorySyncPermission,
  gitActivitySubjectReadPermission,
  safeLink,
} from 'backstage-plugin-git-activity-common';
import { CommitSource } from 'backstage-plugin-git-activity-node';
import express from 'express';
import { Knex } from 'knex';
import { Permissions } from '../access/Permissions';
import { Privacy } from '../access/Privacy';
import { CatalogCallers, VisibilityCatalog } from '../access/VisibleEntities';
import { GitActivityConfig } from '../config';
import { askBreakdown } from '../questions/breakdown';
import { askCalendar } from '../questions/calendar';
import { askCommits } from '../questions/commits';
import { createQuestionContext, FindCommitUrl } from '../questions/context';
import { askExplanation } from '../questions/explanation';
import { askExport } from '../questions/export';
import { askAboutMe, optOut } from '../questions/me';
import { askPartBreakdown } from '../questions/parts';
import { askPeople } from '../questions/people';
import { askRepositories } from '../questions/repositories';
import { askRhythm } from '../questions/rhythm';
import { askForSync } from '../questions/sync';
import { RequestedSync } from '../queue/lease';
import { IdentityContext } from '../questions/identities';
import { isKnownToCaller } from './etag';
import { addIdentityRoutes } from './identityRoutes';
import { Courtesy } from '../database/Courtesy';
import { readPage, readQuery } from './query';
import { sendExport } from './sendExport';
import { openapi } from '../openapi.generated';

/** What the routes need. */
export interface RouterOptions {
  database: Knex;
  config: Pick<GitActivityConfig, 'privacy'> & {
    counting: { dayBasis: string };
  };
  catalog: VisibilityCatalog;
  auth: CatalogCallers;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
  auditor: AuditorService;
  logger: LoggerService;
  /** Who is who, and by which rules. */
  people: Omit<IdentityContext, 'database'>;
  /** Is told of everybody who waits for an answer. */
  courtesy?: Courtesy;
  sources: { get(id: string): Pick<CommitSource, 'getCommitUrl'> | undefined };
  /** Makes a repository due. */
  requestSync: (options: {
    repositoryId: number;
  }) => Promise<RequestedSync | undefined>;
  /** Whether an answer that breaks the contract becomes an error. For tests: it costs time. */
  validateResponses?: boolean;
}

/** The HTTP API, as openapi.yaml describes it. */
export async function createRouter(
  options: RouterOptions,
): Promise<express.Router> {
  const permissions = new Permissions(options);
  const context = createQuestionContext({
    ...options,
    privacy: new Privacy({
      ...options,
      permissions,
      rules: options.config.privacy,
    }),
    dayBasis: options.config.counting.dayBasis,
    findCommitUrl: createCommitUrlFinder(options),
  });
  const authorize = createAuthorizer({ ...options, permissions });
  const maySeeSubjects = (credentials: BackstageCredentials) =>
    permissions.allows(gitActivitySubjectReadPermission, credentials);

  const router = createValidatedRouter(options);

  router.get('/calendar', async (req, res) => {
    const credentials = await authorize(req, gitActivityCalendarReadPermission);
    const { etag, calendar } = await askCalendar(context, {
      query: req.query,
      credentials,
      isKnown: tag => isKnownToCaller(req.get('If-None-Match'), tag),
    });
    res.set({ ETag: etag, 'Cache-Control': 'private, no-cache' });
    // Or a page that is served from elsewhere than the backend could not ask with it
    res.append('Access-Control-Expose-Headers', 'ETag');
    if (calendar) {
      res.json(calendar);
    } else {
      res.status(304).end();
    }
  });

  router.get('/breakdown', async (req, res) => {
    const credentials = await authorize(req, gitActivityCalendarReadPermission);
    await authorize(req, gitActivityRepositoryReadPermission);
    const page = readPage(req.query);
    res.json(
      await askBreakdown(context, { query: req.query, page, credentials }),
    );
  });

  router.get('/breakdown/parts', async (req, res) => {
    const credentials = await authorize(req, gitActivityCalendarReadPermission);
    const page = readPage(req.query);
    res.json(
      await askPartBreakdown(context, { query: req.query, page, credentials }),
    );
  });

  router.get('/rhythm', async (req, res) => {
    const credentials = await authorize(req, gitActivityCalendarReadPermission);
    res.json(await askRhythm(context, { query: req.query, credentials }));
  });

  router.get('/people', async (req, res) => {
    const credentials = await authorize(req, gitActivityCalendarReadPermission);
    const page = readPage(req.query);
    res.json(await askPeople(context, { query: req.query, page, credentials }));
  });

  router.get('/commits', async (req, res) => {
    const credentials = await authorize(req, gitActivityCommitReadPermission);
    const page = readPage(req.query);
    const withSubjects = await maySeeSubjects(credentials);
    res.json(
      await askCommits(context, {
        ...{ query: req.query, page, credentials, withSubjects },
      }),
    );
  });

  router.get('/commits/:sha/explanation', async (req, res) => {
    const credentials = await authorize(req, gitActivityCommitReadPermission);
    await authorize(req, gitActivityRepositoryReadPermission);
    const { url, ...query } = req.query;
    const { sha } = req.params;
    const withSubjects = await maySeeSubjects(credentials);
    res.json(
      await askExplanation(context, {
        ...{ sha, url, query, credentials, withSubjects },
      }),
    );
  });

  router.get('/export', async (req, res) => {
    const { rows = 'days', format = 'csv', cursor, ...query } = req.query;
    const credentials = await authorize(
      req,
      rows === 'days'
        ? gitActivityCalendarReadPermission
        : gitActivityCommitReadPermission,
    );
    await authorize(req, gitActivityRepositoryReadPermission);
    const exported = await askExport(context, {
      ...{ rows, cursor, query, credentials },
      withSubjects: await maySeeSubjects(credentials),
    });
    await sendExport(res, { exported, format, name: rows });
  });

  router.get('/repositories', async (req, res) => {
    const credentials = await authorize(
      req,
      gitActivityRepositoryReadPermission,
    );
    const page = readPage(req.query);
    res.json(
      await askRepositories(context, { query: req.query, page, credentials }),
    );
  });

  router.post('/repositories/:id/sync', async (req, res) => {
    const credentials = await authorize(
      req,
      gitActivityRepositorySyncPermission,
    );
    const { isHeldBack, nextSyncAt, message } = await askForSync(context, {
      repository: req.params.id,
      credentials,
      requestSync: options.requestSync,
    });
    if (isHeldBack) {
      res.set('Retry-After', toRetryAfter(nextSyncAt));
      res.status(429);
      res.json({ error: { name: 'TooManyRequestsError', message } });
    } else {
      res.status(202);
      res.json({ nextSyncAt: nextSyncAt.toISOString(), message });
    }
  });

  addIdentityRoutes(router, {
    ...options,
    context: { database: options.database, ...options.people },
    authorize,
  });
  router.get('/me', async (req, res) => {
    const credentials = await options.httpAuth.credentials(req, {
      allow: ['user'],
    });
    res.json(await askAboutMe(context, credentials));
  });

  const setOptOut =
    (isOut: boolean) =>
    async (req: express.Request, res: express.Response): Promise<void> => {
      const credentials = await options.httpAuth.credentials(req, {
        allow: ['user'],
      });
      await optOut(context, { isOut, credentials });
      res.status(204).end();
    };
  router.put('/me/opt-out', (req, res) => setOptOut(true)(req, res));
  router.delete('/me/opt-out', (req, res) => setOptOut(false)(req, res));

  return router;
}

/** A router whose routes are those of the contract. */
export type ValidatedRouter = ReturnType<typeof createValidatedRouter>;

function createValidatedRouter(
  options: Pick<RouterOptions, 'courtesy' | 'validateResponses'>,
) {
  return createValidatedOpenApiRouter(openapi, {
    middleware: [announce(options.courtesy), readQuery, express.json()],
    validatorOptions: { validateResponses: options.validateResponses ?? false },
  });
}

/** Tells that somebody waits, until the answer is sent or nobody wants it any more. */
function announce(courtesy = new Courtesy()): express.RequestHandler {
  return (_req, res, next) => {
    res.once('close', courtesy.arrive());
    next();
  };
}

function toRetryAfter(moment: Date): string {
  const seconds = Math.ceil((moment.getTime() - Date.now()) / 1_000);
  return String(Math.max(1, seconds));
}

/** Tells who calls, once it is known that they may. */
function createAuthorizer(
  options: Pick<RouterOptions, 'httpAuth'> & { permissions: Permissions },
) {
  return async (
    req: Parameters<HttpAuthService['credentials']>[0],
    permission: BasicPermission,
  ): Promise<BackstageCredentials> => {
    const credentials = await options.httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    await options.permissions.require(permission, credentials);
    return credentials;
  };
}

/** A source is somebody else's code: when it cannot tell where a commit is shown, or leads astray, the commit is still shown here. */
function createCommitUrlFinder(
  options: Pick<RouterOptions, 'sources' | 'logger'>,
): FindCommitUrl {
  return ({ sha, repository: { sourceId, ...repository } }) => {
    try {
      const source = options.sources.get(sourceId);
      const url = source?.getCommitUrl?.({ repository, sha });
      return url && safeLink({ url, about: repository.url });
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
