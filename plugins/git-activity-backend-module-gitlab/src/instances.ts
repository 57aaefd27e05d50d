import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  getGitLabIntegrationRelativePath,
  ScmIntegrations,
} from '@backstage/integration';

const KEY = 'gitActivity.gitlab';
const DEFAULT_RESERVE = 0.2;

/** How commits are read from an instance. */
export type Via = 'api' | 'git';

/** One GitLab that the portal is integrated with. */
export interface GitlabInstance {
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
  via: Via;
  /** The share of its request limit that is left to others. */
  reserve: number;
  /** The key that the reserve comes from. */
  reserveKey: string;
}

/**
 * Reads which GitLabs are served, and how.
 *
 * @throws an error that names the key which is wrong
 */
export function readInstances(config: Config): GitlabInstance[] {
  const integrations = ScmIntegrations.fromConfig(config).gitlab.list();
  const general = {
    via: readVia(config, `${KEY}.via`) ?? 'api',
    reserve: readReserve(config, `${KEY}.reserve`) ?? DEFAULT_RESERVE,
    reserveKey: `${KEY}.reserve`,
  };
  const instances = integrations.map(({ config: integration }) => {
    const host = integration.host.toLowerCase();
    const { protocol } = new URL(integration.baseUrl);
    const { hostname } = new URL(`${protocol}//${host}`);
    const subpath = getGitLabIntegrationRelativePath(integration);
    return {
      host,
      hostname,
      baseUrl: `${protocol}//${host}${subpath}`,
      subpath,
      apiBaseUrl: integration.apiBaseUrl,
      ...general,
    };
  });
  for (const [host, own] of readHosts(config)) {
    const instance = instances.find(candidate => candidate.host === host);
    if (!instance) {
      throw new InputError(
        `${own.key}.host is ${JSON.stringify(
          host,
        )}, which is the host of no entry of integrations.gitlab`,
      );
    }
    instance.via = own.via ?? instance.via;
    if (own.reserve !== undefined) {
      instance.reserve = own.reserve;
      instance.reserveKey = `${own.key}.reserve`;
    }
  }
  return instances;
}

function readHosts(
  config: Config,
): Array<[host: string, own: { key: string; via?: Via; reserve?: number }]> {
  const hosts = config.getOptionalConfigArray(`${KEY}.hosts`) ?? [];
  return hosts.map((entry, index) => {
    const key = `${KEY}.hosts[${index}]`;
    const via = readVia(entry, 'via', `${key}.via`);
    const reserve = readReserve(entry, 'reserve', `${key}.reserve`);
    return [entry.getString('host').toLowerCase(), { key, via, reserve }];
  });
}

function readVia(config: Config, path: string, key = path): Via | undefined {
  const via = config.getOptionalString(path);
  if (via !== undefined && via !== 'api' && via !== 'git') {
    throw new InputError(
      `${key} must be api or git, but is ${JSON.stringify(via)}`,
    );
  }
  return via;
}

function readReserve(
  config: Config,
  path: string,
  key = path,
): number | undefined {
  const reserve = config.getOptionalNumber(path);
  if (reserve !== undefined && !(reserve >= 0 && reserve < 1)) {
    throw new InputError(
      `${key} must be a share from 0 to below 1, such as 0.2, but is ${reserve}`,
    );
  }
  return reserve;
}
