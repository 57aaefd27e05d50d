import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

/** The share of a limit that is left to others unless the configuration says otherwise. */
const DEFAULT_RESERVE = 0.2;

/**
 * How one host is read.
 *
 * @public
 */
export interface HostSettings {
  /** Whether commits are read by the host's API or by git. */
  via: 'api' | 'git';
  /** The share of each of the host's limits that is left to others, from 0 to below 1. */
  reserve: number;
  /** The key that sets the reserve, for people. */
  reserveKey: string;
}

/**
 * Reads how each host is to be read: `via` and `reserve` below a key for all of them, and below `hosts` for one.
 *
 * @param options - `key` is where it is configured, such as `gitActivity.github`, and `integration` where the `hosts` come from, such as
 *   `integrations.github`
 * @returns the settings of each of the hosts, by its name in small letters
 * @throws an error that names the key, if something is not as it must be
 * @public
 */
export function readHostSettings(options: {
  config: Config;
  key: string;
  integration: string;
  hosts: string[];
}): Map<string, HostSettings> {
  const { config, key, integration } = options;
  const common = readSettings(config.getOptionalConfig(key), key, {
    via: 'api',
    reserve: DEFAULT_RESERVE,
    reserveKey: `${key}.reserve`,
  });
  const settings = new Map(
    options.hosts.map(host => [host.toLowerCase(), common]),
  );
  const entries = config.getOptionalConfigArray(`${key}.hosts`) ?? [];
  const named = new Set<string>();
  entries.forEach((entry, index) => {
    const hostKey = `${key}.hosts[${index}]`;
    const host = entry.getString('host').toLowerCase();
    if (!settings.has(host)) {
      throw new InputError(
        `${hostKey}.host is ${JSON.stringify(
          host,
        )}, which ${integration} does not name`,
      );
    }
    if (named.has(host)) {
      throw new InputError(`${hostKey}.host names ${host} a second time`);
    }
    named.add(host);
    settings.set(host, readSettings(entry, hostKey, common));
  });
  return settings;
}

function readSettings(
  config: Config | undefined,
  key: string,
  defaults: HostSettings,
): HostSettings {
  const via = config?.getOptionalString('via') ?? defaults.via;
  const reserve = config?.getOptionalNumber('reserve');
  if (via !== 'api' && via !== 'git') {
    throw new InputError(
      `${key}.via must be "api" or "git", but is ${JSON.stringify(via)}`,
    );
  }
  if (reserve === undefined) {
    return { ...defaults, via };
  }
  if (!(reserve >= 0 && reserve < 1)) {
    throw new InputError(
      `${key}.reserve must be a share from 0 to below 1, such as 0.2, but is ${reserve}`,
    );
  }
  return { via, reserve, reserveKey: `${key}.reserve` };
}
