import { isError } from '@backstage/errors';
import {
  DefaultAzureDevOpsCredentialsProvider,
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  getBitbucketCloudOAuthToken,
  ScmIntegrations,
} from '@backstage/integration';
import { CommitSourceError } from 'backstage-plugin-git-activity-node';
import { RemoteHost } from './RemoteHost';
import { RemoteRepository } from './RemoteHosts';

/** What lets a request in. */
export interface Authorization {
  /** The value of the `Authorization` header; absent if nothing is configured. */
  header?: string;
}

type Providers = {
  github: DefaultGithubCredentialsProvider;
  gitlab: DefaultGitlabCredentialsProvider;
  azure: DefaultAzureDevOpsCredentialsProvider;
};

/** Asks the portal's integrations, or `gitActivity.git.credentials`, for what lets git in; anew each time, since tokens change. */
export class HostAuthorization {
  readonly #providers: Providers;

  constructor(integrations: ScmIntegrations) {
    this.#providers = {
      github: DefaultGithubCredentialsProvider.fromIntegrations(integrations),
      gitlab: DefaultGitlabCredentialsProvider.fromIntegrations(integrations),
      azure:
        DefaultAzureDevOpsCredentialsProvider.fromIntegrations(integrations),
    };
  }

  /** @throws CommitSourceError if the integration has a credential and cannot hand it over */
  async get(repository: RemoteRepository): Promise<Authorization> {
    const { host } = repository;
    const { username, secret } = host.credentials ?? {};
    if (secret !== undefined) {
      return { header: basic(username ?? 'git', secret) };
    }
    try {
      return { header: await integrationHeader(repository, this.#providers) };
    } catch (error) {
      throw credentialError(host, error);
    }
  }
}

async function integrationHeader(
  repository: RemoteRepository,
  providers: Providers,
): Promise<string | undefined> {
  const { url, host } = repository;
  const { integration } = host;
  switch (integration?.type) {
    case 'github': {
      // An App's token is its owner's. Asked for a repository, the provider minds how its name is capitalised.
      const owner = url.slice(0, url.lastIndexOf('/'));
      const { token } = await providers.github.getCredentials({ url: owner });
      return token && basic('x-access-token', token);
    }
    case 'gitlab': {
      const { token } = await providers.gitlab.getCredentials({ url });
      return token && basic('oauth2', token);
    }
    case 'azure': {
      const credentials = await providers.azure.getCredentials({ url });
      return credentials?.headers.Authorization;
    }
    case 'bitbucketCloud':
      return bitbucketCloudHeader(integration.config);
    case 'bitbucketServer':
    case 'gitea':
    case 'gerrit': {
      const { username, password } = integration.config;
      const token = 'token' in integration.config && integration.config.token;
      if (token) {
        return `Bearer ${token}`;
      }
      return password && basic(username ?? 'git', password);
    }
    default:
      return undefined;
  }
}

async function bitbucketCloudHeader(config: {
  username?: string;
  appPassword?: string;
  token?: string;
  clientId?: string;
  clientSecret?: string;
}): Promise<string | undefined> {
  const { username, appPassword, token, clientId, clientSecret } = config;
  if (clientId && clientSecret) {
    const access = await getBitbucketCloudOAuthToken(clientId, clientSecret);
    return basic('x-token-auth', access);
  }
  if (token) {
    return basic('x-bitbucket-api-token-auth', token);
  }
  return username && appPassword ? basic(username, appPassword) : undefined;
}

function basic(username: string, secret: string): string {
  return `Basic ${Buffer.from(`${username}:${secret}`).toString('base64')}`;
}

/** What went wrong is told by kind only: the words of whoever refused a credential may hold it. */
function credentialError(host: RemoteHost, error: unknown): CommitSourceError {
  const status =
    isError(error) && typeof error.status === 'number'
      ? error.status
      : undefined;
  const options = { cause: error };
  const words = isError(error) ? error.message : '';
  if (/is suspended$/.test(words)) {
    return new CommitSourceError(
      'forbidden',
      `The GitHub App of the integration for ${host.name} is suspended on the owner of the repository: its owner must unsuspend it.`,
      options,
    );
  }
  if (status !== undefined && status >= 400 && status < 500 && status !== 429) {
    return new CommitSourceError(
      'forbidden',
      `${host.name} does not accept the credentials of its integration (HTTP ${status}): check the App's key or the token under integrations.`,
      options,
    );
  }
  return new CommitSourceError(
    'try-later',
    `The integration for ${host.name} gives no credential at the moment${
      status === undefined ? '' : ` (HTTP ${status})`
    }.`,
    options,
  );
}
