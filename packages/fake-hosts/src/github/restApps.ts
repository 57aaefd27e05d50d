import { GithubProblem } from './answers';
import type { Credential } from './credentials';
import { canSee, isGranted } from './credentials';
import { isoDate } from './dates';
import { fullNameOf } from './repositories';
import { readPage, RestRequest, RestRoute } from './restRequest';
import { appBody, installationBody, repositoryBody } from './restBodies';
import type { RestCall } from './openapi';
import type { GithubState } from './state';
import type { Installation } from './apps';

/** What Apps ask for. */
export const appRoutes: Record<string, RestRoute> = {
  'GET /app': ({ state, credential }) => ({
    status: 200,
    body: appBody(state, appIdOf(credential)),
  }),

  'GET /app/installations': request => {
    const { state, credential } = request;
    const appId = appIdOf(credential);
    const all = state.credentials.apps.installationsOf(appId);
    const page = readPage(request, all.length);
    return {
      status: 200,
      headers: page.headers,
      body: all
        .slice(page.start, page.end)
        .map(one => installationBody(state, appId, one)),
    };
  },

  'GET /app/installations/{installation_id}': ({ state, credential, call }) => {
    const id = Number(call.path.installation_id);
    return installation(state, credential, one => one.id === id);
  },

  'GET /orgs/{org}/installation': ({ state, credential, call }) =>
    installation(state, credential, one => isSame(one.owner, call.path.org)),

  'GET /users/{username}/installation': ({ state, credential, call }) =>
    installation(state, credential, one =>
      isSame(one.owner, call.path.username),
    ),

  'GET /repos/{owner}/{repo}/installation': ({ state, credential, call }) =>
    installation(
      state,
      credential,
      one =>
        isSame(one.owner, call.path.owner) &&
        state.repositories.find(call.path.owner, call.path.repo) !== undefined,
    ),

  'POST /app/installations/{installation_id}/access_tokens': async ({
    state,
    credential,
    call,
  }) => {
    const appId = appIdOf(credential);
    const id = Number(call.path.installation_id);
    const found = state.credentials.apps
      .installationsOf(appId)
      .find(one => one.id === id);
    if (!found) {
      throw new GithubProblem(404, 'Not Found');
    }
    if (found.suspended) {
      throw new GithubProblem(403, 'This installation has been suspended');
    }
    const granted = state.credentials.apps.issue({
      appId,
      installation: found,
      permissions: readPermissions(found, call),
      repositories: readRepositories(state, found, call),
    });
    return {
      status: 201,
      body: {
        token: granted.token,
        expires_at: isoDate(granted.expiresAt),
        permissions: granted.permissions,
        repository_selection:
          granted.repositories === 'all' ? 'all' : 'selected',
      },
    };
  },

  'GET /installation/repositories': async request => {
    const { state, credential } = request;
    if (credential.kind !== 'installation') {
      throw new GithubProblem(
        403,
        'You must authenticate with an installation access token in order to list repositories for an installation.',
      );
    }
    const reachable = state.repositories
      .all()
      .filter(one => canSee(credential, one) && isGranted(credential, one));
    const page = readPage(request, reachable.length);
    const shown = reachable.slice(page.start, page.end);
    return {
      status: 200,
      headers: page.headers,
      body: {
        total_count: reachable.length,
        repository_selection:
          credential.repositories === 'all' ? 'all' : 'selected',
        repositories: await Promise.all(
          shown.map(one => repositoryBody(state, one)),
        ),
      },
    };
  },
};

function appIdOf(credential: Credential): number {
  if (credential.kind !== 'app' || credential.appId === undefined) {
    throw new GithubProblem(401, 'A JSON web token could not be decoded');
  }
  return credential.appId;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function installation(
  state: RestRequest['state'],
  credential: Credential,
  test: (installation: Installation) => boolean,
) {
  const appId = appIdOf(credential);
  const found = state.credentials.apps.installationsOf(appId).find(test);
  if (!found) {
    throw new GithubProblem(404, 'Not Found');
  }
  return { status: 200, body: installationBody(state, appId, found) };
}

function readPermissions(found: Installation, call: RestCall) {
  const asked = call.body.permissions as Record<string, string> | undefined;
  for (const [name, access] of Object.entries(asked ?? {})) {
    const has = found.permissions[name];
    if (has !== access && has !== 'write' && has !== 'admin') {
      throw new GithubProblem(
        422,
        'The permissions requested are not granted to this installation.',
      );
    }
  }
  return asked;
}

function readRepositories(
  state: GithubState,
  found: Installation,
  call: RestCall,
): string[] | undefined {
  const names = call.body.repositories as string[] | undefined;
  const ids = call.body.repository_ids as number[] | undefined;
  if (!names && !ids) {
    return undefined;
  }
  const asked = [
    ...(names ?? []).map(name => state.repositories.find(found.owner, name)),
    ...(ids ?? []).map(id => state.repositories.findById(id)),
  ];
  const { repositories } = found;
  return asked.map(hosted => {
    const reachable =
      hosted &&
      isSame(hosted.owner, found.owner) &&
      (repositories === 'all' ||
        repositories.some(name => isSame(name, fullNameOf(hosted))));
    if (!reachable) {
      throw new GithubProblem(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    }
    return fullNameOf(hosted);
  });
}
