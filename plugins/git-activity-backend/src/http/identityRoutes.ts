import {
  AuditorService,
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { InputError, toError } from '@backstage/errors';
import { BasicPermission } from '@backstage/plugin-permission-common';
import {
  gitActivityCalendarReadPermission,
  gitActivityIdentityUpdatePermission,
} from 'backstage-plugin-git-activity-common';
import { CatalogCallers } from '../access/VisibleEntities';
import { addAlias, askAliases, undoAlias } from '../questions/aliases';
import { addClaim, askClaims, decideClaim } from '../questions/claims';
import {
  askIdentities,
  askIdentitySuggestions,
  IdentityContext,
} from '../questions/identities';
import { readPage } from './query';
import type { ValidatedRouter } from './router';

type Request = Parameters<HttpAuthService['credentials']>[0];

/** Who is who: for those who decide it, and for engineers who claim an address. */
export function addIdentityRoutes(
  router: ValidatedRouter,
  options: {
    context: IdentityContext;
    auth: CatalogCallers;
    auditor: AuditorService;
    authorize: (
      req: Request,
      permission: BasicPermission,
    ) => Promise<BackstageCredentials>;
  },
): void {
  const { context, auth, auditor, authorize } = options;
  const admit = (req: Request) =>
    authorize(req, gitActivityIdentityUpdatePermission);
  const whoIs = (credentials: BackstageCredentials): string => {
    if (auth.isPrincipal(credentials, 'user')) {
      return credentials.principal.userEntityRef;
    }
    return auth.isPrincipal(credentials, 'service')
      ? `service:${credentials.principal.subject}`
      : 'unknown';
  };

  /** Tells the audit log of a change, by ids; names and addresses are not for logs. */
  async function audit<T>(
    req: Request,
    eventId: string,
    change: () => Promise<{ answer: T; id?: string }>,
  ): Promise<T> {
    const event = await auditor.createEvent({
      eventId,
      severityLevel: 'medium',
      request: req,
    });
    try {
      const { answer, id } = await change();
      await event.success(id === undefined ? {} : { meta: { id } });
      return answer;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  }

  router.get('/identities', async (req, res) => {
    await admit(req);
    const page = readPage(req.query);
    res.json(await askIdentities(context, { query: req.query, page }));
  });

  router.get('/identities/suggestions', async (req, res) => {
    await admit(req);
    res.json(await askIdentitySuggestions(context));
  });

  router.get('/aliases', async (req, res) => {
    await admit(req);
    res.json(await askAliases(context, { page: readPage(req.query) }));
  });

  router.post('/aliases', async (req, res) => {
    const by = whoIs(await admit(req));
    const add = () => addAlias(context, { request: req.body, by });
    res.json(
      req.body.preview
        ? await add()
        : await audit(req, 'alias-add', async () => {
            const answer = await add();
            return { answer, id: answer.alias?.id };
          }),
    );
  });

  router.delete('/aliases/:id', async (req, res) => {
    const by = whoIs(await admit(req));
    const { id } = req.params;
    res.json(
      await audit(req, 'alias-undo', async () => ({
        answer: await undoAlias(context, { id, by }),
        id,
      })),
    );
  });

  router.get('/claims', async (req, res) => {
    const isOfEveryone = req.query.of === 'everyone';
    const credentials = await authorize(
      req,
      isOfEveryone
        ? gitActivityIdentityUpdatePermission
        : gitActivityCalendarReadPermission,
    );
    res.json(
      await askClaims(context, {
        userEntityRef: isOfEveryone ? undefined : whoIs(credentials),
        state: req.query.state,
        page: readPage(req.query),
      }),
    );
  });

  router.post('/claims', async (req, res) => {
    const credentials = await authorize(req, gitActivityCalendarReadPermission);
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new InputError('Only a User can claim an address');
    }
    const { userEntityRef } = credentials.principal;
    res.json(
      await audit(req, 'claim-add', async () => {
        const { email } = req.body;
        const answer = await addClaim(context, { userEntityRef, email });
        return { answer, id: answer.id };
      }),
    );
  });

  router.post('/claims/:id/decision', async (req, res) => {
    const by = whoIs(await admit(req));
    const { id } = req.params;
    const { decision } = req.body;
    res.json(
      await audit(req, 'claim-decide', async () => ({
        answer: await decideClaim(context, { id, decision, by }),
        id,
      })),
    );
  });
}
