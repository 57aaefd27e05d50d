import { Config } from '@backstage/config';
import {
  getGitLabIntegrationRelativePath,
  ScmIntegrations,
} from '@backstage/integration';
import {
  HostSettings,
  readHostSettings,
} from 'backstage-plugin-git-activity-node';

/** One GitLab that the portal is integrated with, and how it is read. */
export interface GitlabInstance extends HostSettings {
  /** In small letters, with the port if it is not the usual one. */
  host: string;
  /** The same without a port. */
  hostname: string;
  /** What the URLs of its projects begin with: `https://gitlab.example.com/gitlab`, without a slash at its end. */
  baseUrl: string;
  /** Where it lives below its host, such as `/gitlab`; empty at the root. */
  subpath: string;
  /** Without a slash at its end. */
  apiBaseUrl: string;
}

/**
 * Reads which GitLabs are served, and how.
 *
 * @throws an error that names the key which is wrong
 */
export function readInstances(config: Config): GitlabInstance[] {
  const integrations = ScmIntegrations.fromConfig(config).gitlab.list();
  const settings = readHostSettings({
    config,
    key: 'gitActivity.gitlab',
    integration: 'integrations.gitlab',
    hosts: integrations.map(integration => integration.config.host),
  });
  return integrations.flatMap(({ config: integration }) => {
    const host = integration.host.toLowerCase();
    const own = settings.get(host);
    const { protocol } = new URL(integration.baseUrl);
    const { hostname } = new URL(`${protocol}//${host}`);
    const subpath = getGitLabIntegrationRelativePath(integration);
    return own
      ? {
          host,
          hostname,
          baseUrl: `${protocol}//${host}${subpath}`,
          subpath,
          apiBaseUrl: integration.apiBaseUrl,
          ...own,
        }
      : [];
  });
}
