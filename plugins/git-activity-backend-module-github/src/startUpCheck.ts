import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  GithubAppConfig,
  GithubAppCredentialsMux,
  GithubIntegrationConfig,
  ScmIntegrations,
} from '@backstage/integration';
import { Redactor } from 'backstage-plugin-git-activity-node';
import { abortable } from './client/abortable';
import { createOctokit, Pace } from './client/createOctokit';
import { isRecord, readHeaders, ResponseHeaders } from './client/responses';
import { hasCredential } from './credentials';

/** What nobody needs to read commits. Scopes that only read, such as `read:org`, are left aside. */
const UNNEEDED_SCOPE =
  /^(?:admin:|write:|delete:|manage_|delete_repo$|workflow$|user$|gist$|site_admin$|codespace$|project$)/;

const FINE_GRAINED_TOKEN = /^github_pat_/;
const UNAUTHORIZED = 401;

interface CheckOptions {
  integrations: ScmIntegrations;
  redactor: Redactor;
  logger: LoggerService;
  pace: Pace;
  signal: AbortSignal;
}

/** What one credential is found to be. */
interface Finding {
  level: 'info' | 'warn';
  text: string;
}

/** Looks at every credential that the portal has for GitHub, and says in the log what is wrong with it. */
export async function checkCredentials(options: CheckOptions): Promise<void> {
  const { integrations, logger, redactor, signal } = options;
  for (const { config } of integrations.github.list()) {
    if (!hasCredential(config)) {
      // Every portal has github.com, needed or not.
      logger.debug(
        `There is no credential for ${config.host} below integrations.github, which its API needs: its repositories are left to the git module.`,
      );
      continue;
    }
    if (config.apiBaseUrl === undefined) {
      logger.warn(
        `The API of ${config.host} is not known: set apiBaseUrl of ${config.host} below integrations.github.`,
      );
      continue;
    }
    const checks = [
      ...(config.token ? [() => checkToken(config, options)] : []),
      ...(config.apps ?? []).map(app => () => checkApp(config, app, options)),
    ];
    for (const check of checks) {
      const { level, text } = await check().catch(error => ({
        level: 'info' as const,
        text: `A credential for ${
          config.host
        } could not be checked: ${redactor.quote(toError(error).message)}`,
      }));
      if (signal.aborted) {
        return;
      }
      logger[level](text);
    }
  }
}

async function checkToken(
  config: GithubIntegrationConfig,
  options: CheckOptions,
): Promise<Finding> {
  const { host, token = '' } = config;
  const name = `The token that integrations.github has for ${host}`;
  // It costs nothing. Where there are no limits it is not found, and its headers tell the scopes all the same.
  const answer = await ask(config, 'GET /rate_limit', token, options);
  if (answer.status === UNAUTHORIZED) {
    return {
      level: 'warn',
      text: `${name} is wrong, expired or revoked: nothing of ${host} is read with it. Put a new one there.`,
    };
  }
  const scopes = answer.headers['x-oauth-scopes'];
  if (scopes === undefined || FINE_GRAINED_TOKEN.test(token)) {
    return {
      level: 'info',
      text: `${name} is accepted. It is not a classic one, so that its permissions cannot be read; it needs "Contents: read" and "Metadata: read".`,
    };
  }
  return judgeScopes(name, scopes.split(/[\s,]+/).filter(Boolean));
}

function judgeScopes(name: string, scopes: string[]): Finding {
  const unneeded = scopes.filter(scope => UNNEEDED_SCOPE.test(scope));
  const faults = [
    ...(scopes.includes('repo')
      ? []
      : ['lacks the scope "repo", so that only public repositories are read']),
    ...(unneeded.length > 0
      ? [
          `has more than git-activity needs (${unneeded.join(
            ', ',
          )}): take away what no other plugin needs either`,
        ]
      : []),
  ];
  return faults.length > 0
    ? { level: 'warn', text: `${name} ${faults.join(', and it ')}.` }
    : { level: 'info', text: `${name} is accepted and has what is needed.` };
}

async function checkApp(
  config: GithubIntegrationConfig,
  app: GithubAppConfig,
  options: CheckOptions,
): Promise<Finding> {
  const name = `The GitHub App ${app.appId} that integrations.github has for ${config.host}`;
  const mux = new GithubAppCredentialsMux(config, [app.appId]);
  const unrecognised: Finding = {
    level: 'warn',
    text: `${name} is not recognised: its appId and privateKey do not belong together, or the key was deleted.`,
  };
  // Without an owner this is what the App proves itself with; no host is asked for it.
  const proof = await mux.getAppToken('').catch(() => undefined);
  if (proof === undefined) {
    return unrecognised;
  }
  options.redactor.add(proof);
  const { status, data } = await ask(config, 'GET /app', proof, options);
  if (status === UNAUTHORIZED || !isRecord(data)) {
    return unrecognised;
  }
  return judgePermissions(
    name,
    isRecord(data.permissions) ? data.permissions : {},
  );
}

function judgePermissions(
  name: string,
  permissions: Record<string, unknown>,
): Finding {
  const lacking = ['contents', 'metadata'].filter(
    permission => permissions[permission] === undefined,
  );
  const unneeded = Object.entries(permissions)
    .filter(([, access]) => access === 'write' || access === 'admin')
    .map(([permission, access]) => `${permission}: ${access}`);
  const faults = [
    ...(lacking.length > 0
      ? [
          `lacks ${lacking
            .map(each => `"${each}: read"`)
            .join(' and ')}, without which commits cannot be read`,
        ]
      : []),
    ...(unneeded.length > 0
      ? [
          `has more than git-activity needs (${unneeded.join(
            ', ',
          )}): take away what no other plugin needs either`,
        ]
      : []),
  ];
  return faults.length > 0
    ? { level: 'warn', text: `${name} ${faults.join(', and it ')}.` }
    : { level: 'info', text: `${name} is accepted and has what is needed.` };
}

interface Answer {
  status: number;
  headers: ResponseHeaders;
  data: unknown;
}

/** @returns what the host answered, be it an error */
async function ask(
  { host, apiBaseUrl = '' }: GithubIntegrationConfig,
  route: string,
  token: string,
  options: CheckOptions,
): Promise<Answer> {
  const { signal } = options;
  const octokit = createOctokit({
    ...options,
    apiBaseUrl,
    throttleId: `${host} check`,
    getToken: async () => token,
    onHeaders: () => {},
  });
  try {
    const response = await abortable(
      octokit.request(route, { request: { signal } }),
      signal,
    );
    const { status, data } = response;
    return { status, headers: readHeaders({ response }), data };
  } catch (error) {
    if (isRecord(error) && isRecord(error.response)) {
      const { status, data } = error.response;
      return { status: Number(status), headers: readHeaders(error), data };
    }
    throw error;
  }
}
