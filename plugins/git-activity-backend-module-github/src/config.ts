import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'gitActivity.github';

/** The share of a limit that is left to others unless the configuration says otherwise. */
const DEFAULT_RESERVE = 0.2;

/** How one host is read. */
export interface HostSettings {
  via: 'api' | 'git';
  /** The share of each limit that is left to others, from 0 to below 1. */
  reserve: number;
}

/**
 * Reads how each host is to be read.
 *
 * @param hosts - those that `integrations.github` names
 * @returns the settings of each of them
 * @throws an error that names the key, if something is not as it must be
 */
export function readHostSettings(
  config: Config,
  hosts: string[],
): Map<string, HostSettings> {
  const common = readSettings(config.getOptionalConfig(KEY), KEY, {
    via: 'api',
    reserve: DEFAULT_RESERVE,
  });
  const settings = new Map(hosts.map(host => [host, common]));
  const entries = config.getOptionalConfigArray(`${KEY}.hosts`) ?? [];
  const named = new Set<string>();
  entries.forEach((entry, index) => {
    const key = `${KEY}.hosts[${index}]`;
    const host = entry.getString('host').toLowerCase();
    if (!settings.has(host)) {
      throw new InputError(
        `${key}.host is ${JSON.stringify(
          host,
        )}, which integrations.github does not name`,
      );
    }
    if (named.has(host)) {
      throw new InputError(`${key}.host names ${host} a second time`);
    }
    named.add(host);
    settings.set(host, readSettings(entry, key, common));
  });
  return settings;
}

function readSettings(
  config: Config | undefined,
  key: string,
  defaults: HostSettings,
): HostSettings {
  const via = config?.getOptionalString('via') ?? defaults.via;
  const reserve = config?.getOptionalNumber('reserve') ?? defaults.reserve;
  if (via !== 'api' && via !== 'git') {
    throw new InputError(
      `${key}.via must be "api" or "git", but is ${JSON.stringify(via)}`,
    );
  }
  if (!(reserve >= 0 && reserve < 1)) {
    throw new InputError(
      `${key}.reserve must be a share from 0 to below 1, but is ${reserve}`,
    );
  }
  return { via, reserve };
}
