import {
  AzureIntegration,
  BitbucketCloudIntegration,
  BitbucketServerIntegration,
  GerritIntegration,
  GiteaIntegration,
  GithubIntegration,
  GitLabIntegration,
  HarnessIntegration,
  ScmIntegrations,
} from '@backstage/integration';
import { HostCredentials } from '../../config';

/** What the portal knows of a host by its integrations; only those that hold git repositories. */
export type HostIntegration =
  | { type: 'github'; config: GithubIntegration['config'] }
  | { type: 'gitlab'; config: GitLabIntegration['config'] }
  | { type: 'gitea'; config: GiteaIntegration['config'] }
  | { type: 'bitbucketCloud'; config: BitbucketCloudIntegration['config'] }
  | { type: 'bitbucketServer'; config: BitbucketServerIntegration['config'] }
  | { type: 'azure'; config: AzureIntegration['config'] }
  | { type: 'gerrit'; config: GerritIntegration['config'] }
  | { type: 'harness'; config: HarnessIntegration['config'] };

/** A host that the portal's configuration names. */
export interface RemoteHost {
  /** As in URLs, with the port if it is not the default. */
  name: string;
  /** Where its repositories are, without a slash at its end, such as `https://git.example.com/git`. */
  baseUrl: string;
  /** Absent for a host that only has an entry in `gitActivity.git.credentials`. */
  integration?: HostIntegration;
  credentials?: HostCredentials;
}

/** All hosts that the configuration names, by name. */
export function listHosts(options: {
  integrations: ScmIntegrations;
  credentials: HostCredentials[];
}): Map<string, RemoteHost> {
  const hosts = new Map<string, RemoteHost>();
  for (const integration of listIntegrations(options.integrations)) {
    const name = integration.config.host.toLowerCase();
    hosts.set(name, { name, baseUrl: baseUrlOf(integration), integration });
  }
  for (const credentials of options.credentials) {
    const name = credentials.host;
    const known = hosts.get(name);
    const baseUrl = credentials.baseUrl ?? known?.baseUrl ?? `https://${name}`;
    hosts.set(name, { ...known, name, baseUrl, credentials });
  }
  return hosts;
}

function listIntegrations(integrations: ScmIntegrations): HostIntegration[] {
  const { github, gitlab, gitea, gerrit, azure, harness } = integrations;
  const { bitbucketCloud, bitbucketServer } = integrations;
  // The first of a kind wins, as with Backstage's own look-ups.
  return [
    ...harness
      .list()
      .map(i => ({ type: 'harness' as const, config: i.config })),
    ...gerrit.list().map(i => ({ type: 'gerrit' as const, config: i.config })),
    ...gitea.list().map(i => ({ type: 'gitea' as const, config: i.config })),
    ...azure.list().map(i => ({ type: 'azure' as const, config: i.config })),
    ...bitbucketServer
      .list()
      .map(i => ({ type: 'bitbucketServer' as const, config: i.config })),
    ...bitbucketCloud
      .list()
      .map(i => ({ type: 'bitbucketCloud' as const, config: i.config })),
    ...gitlab.list().map(i => ({ type: 'gitlab' as const, config: i.config })),
    ...github.list().map(i => ({ type: 'github' as const, config: i.config })),
  ];
}

function baseUrlOf(integration: HostIntegration): string {
  const { config, type } = integration;
  const host = config.host.toLowerCase();
  if (type === 'gerrit') {
    return withoutSlash(config.cloneUrl ?? config.baseUrl ?? `https://${host}`);
  }
  if (type === 'gitlab' || type === 'gitea') {
    return withoutSlash(config.baseUrl ?? `https://${host}`);
  }
  // These tell of no base URL, but where the API goes without TLS, as in tests, so does the rest.
  const apiBaseUrl = 'apiBaseUrl' in config ? config.apiBaseUrl : undefined;
  const plain = apiBaseUrl?.toLowerCase().startsWith('http:');
  return `${plain ? 'http' : 'https'}://${host}`;
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
