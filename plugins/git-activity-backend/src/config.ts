import { RootConfigService } from '@backstage/backend-plugin-api';
import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds, HumanDuration } from '@backstage/types';
import { IANAZone } from 'luxon';
import { Alias } from './people/AliasDirectory';
import { readConfiguredAliases } from './people/configuredAliases';
import { PeopleMode, PrivacyRules } from './access/Discretion';
import { readEntityRef } from './access/parameters';

const DEFAULT_FREQUENCY: HumanDuration = { minutes: 15 };
const DEFAULT_TIMEOUT: HumanDuration = { minutes: 10 };
/** Gives a catalog that starts at the same time a chance to have entities. */
const DEFAULT_INITIAL_DELAY: HumanDuration = { seconds: 10 };
const DEFAULT_CONCURRENCY = 4;
const MAX_CONCURRENCY = 64;
const PEOPLE_MODES: PeopleMode[] = ['named', 'self', 'team'];
/** Where nobody is told apart, so that no figure tells of one person either. */
const DEFAULT_TEAM_SIZE = 5;
const MAX_TEAM_SIZE = 1_000;
const ALLOW_KEYS = ['kinds', 'namespaces', 'urls'];

/** The day basis that means each author's own UTC offset. */
export const AUTHOR_DAY_BASIS = 'author';

/** Repositories that entities of some kinds and namespaces may have. */
export interface AllowedUrls {
  /** Absent for any, as are the namespaces. */
  kinds?: string[];
  namespaces?: string[];
  /** At or below which a repository's URL may be, without a slash at the end. */
  urls: string[];
}

/** What `gitActivity` of the portal's configuration comes to. */
export interface GitActivityConfig {
  schedule: {
    frequency: HumanDuration;
    timeout: HumanDuration;
    initialDelay: HumanDuration;
  };
  counting: {
    /** `author`, or an IANA time zone. */
    dayBasis: string;
    /** Names or emails, any case, with `*` as wildcard. */
    bots: string[];
  };
  repositories: {
    /** Which repositories entities may have; absent for any that the portal's credentials reach. */
    allow?: AllowedUrls[];
  };
  people: {
    /** Whom authors are said to be. */
    aliases: Alias[];
  };
  sync: {
    /** How many repositories this replica reads at once. */
    concurrency: number;
  };
  privacy: PrivacyRules;
}

/**
 * Reads and checks `gitActivity`.
 *
 * @throws InputError that names the key whose value is unusable
 */
export function readGitActivityConfig(
  rootConfig: RootConfigService,
): GitActivityConfig {
  return {
    schedule: {
      frequency: readDuration(rootConfig, {
        key: 'gitActivity.schedule.frequency',
        fallback: DEFAULT_FREQUENCY,
        mayBeZero: false,
      }),
      timeout: readDuration(rootConfig, {
        key: 'gitActivity.schedule.timeout',
        fallback: DEFAULT_TIMEOUT,
        mayBeZero: false,
      }),
      initialDelay: readDuration(rootConfig, {
        key: 'gitActivity.schedule.initialDelay',
        fallback: DEFAULT_INITIAL_DELAY,
        mayBeZero: true,
      }),
    },
    counting: {
      dayBasis: readDayBasis(rootConfig),
      bots: readBots(rootConfig),
    },
    repositories: { allow: readAllowed(rootConfig) },
    people: { aliases: readConfiguredAliases(rootConfig) },
    sync: { concurrency: readConcurrency(rootConfig) },
    privacy: readPrivacy(rootConfig),
  };
}

function readDuration(
  config: Config,
  options: { key: string; fallback: HumanDuration; mayBeZero: boolean },
): HumanDuration {
  if (!config.has(options.key)) {
    return options.fallback;
  }
  let duration: HumanDuration;
  try {
    duration = readDurationFromConfig(config, { key: options.key });
  } catch (error) {
    throw new InputError(`${options.key} is not a duration`, error);
  }
  const milliseconds = durationToMilliseconds(duration);
  if (milliseconds < 0 || (milliseconds === 0 && !options.mayBeZero)) {
    throw new InputError(
      `${options.key} must be ${
        options.mayBeZero ? 'zero or longer' : 'longer than zero'
      }`,
    );
  }
  return duration;
}

function readDayBasis(config: Config): string {
  const key = 'gitActivity.counting.dayBasis';
  const dayBasis = config.getOptionalString(key) ?? AUTHOR_DAY_BASIS;
  if (dayBasis !== AUTHOR_DAY_BASIS && !IANAZone.isValidZone(dayBasis)) {
    throw new InputError(
      `${key} must be '${AUTHOR_DAY_BASIS}' or an IANA time zone such as 'Europe/Berlin', not '${dayBasis}'`,
    );
  }
  return dayBasis;
}

function readBots(config: Config): string[] {
  const key = 'gitActivity.counting.bots';
  const bots = config.getOptionalStringArray(key) ?? [];
  if (bots.some(pattern => pattern.replaceAll('*', '').trim() === '')) {
    throw new InputError(`${key} has an entry that would match everyone`);
  }
  return bots;
}

function readAllowed(config: Config): AllowedUrls[] | undefined {
  const key = 'gitActivity.repositories.allow';
  return config.getOptionalConfigArray(key)?.map((rule, index) => {
    const unknown = rule.keys().find(name => !ALLOW_KEYS.includes(name));
    if (unknown !== undefined) {
      throw new InputError(
        `${key}[${index}].${unknown} is none of ${ALLOW_KEYS.join(', ')}`,
      );
    }
    return {
      kinds: rule.getOptionalStringArray('kinds'),
      namespaces: rule.getOptionalStringArray('namespaces'),
      urls: rule
        .getStringArray('urls')
        .map(url => readUrl(url, `${key}[${index}].urls`)),
    };
  });
}

/** @returns as canonical URLs are written: without what repositories do not have, nor a slash at the end */
function readUrl(text: string, key: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || /[*?#]/.test(text) || url.username || url.password) {
    throw new InputError(
      `${key} has an entry that is no URL such as https://github.com/my-org or file:///srv/git`,
    );
  }
  return url.href.replace(/\/+$/, '');
}

function readConcurrency(config: Config): number {
  const key = 'gitActivity.sync.concurrency';
  return (
    readCount(config, { key, max: MAX_CONCURRENCY }) ?? DEFAULT_CONCURRENCY
  );
}

/** @returns a number from 1; undefined if there is none */
function readCount(
  config: Config,
  { key, max }: { key: string; max: number },
): number | undefined {
  const count = config.getOptionalNumber(key);
  if (count === undefined) return undefined;
  if (!Number.isInteger(count) || count < 1 || count > max) {
    throw new InputError(`${key} must be a whole number from 1 to ${max}`);
  }
  return count;
}

function readPrivacy(config: Config): PrivacyRules {
  const key = 'gitActivity.privacy';
  const mode = config.getOptionalString(`${key}.people`) ?? 'named';
  const people = PEOPLE_MODES.find(one => one === mode);
  if (!people) {
    throw new InputError(
      `${key}.people must be one of ${PEOPLE_MODES.join(', ')}, not '${mode}'`,
    );
  }
  const sizeKey = `${key}.minimumTeamSize`;
  const size = readCount(config, { key: sizeKey, max: MAX_TEAM_SIZE });
  if (people === 'named' && size !== undefined && size > 1) {
    throw new InputError(
      `${sizeKey} hides nobody while ${key}.people is 'named'`,
    );
  }
  return {
    people,
    minimumTeamSize: size ?? (people === 'team' ? DEFAULT_TEAM_SIZE : 1),
    ownActivity:
      config.getOptionalBoolean(`${key}.ownActivity`) ?? people !== 'team',
    optOut: (config.getOptionalStringArray(`${key}.optOut`) ?? []).map(ref =>
      readUserRef(`${key}.optOut`, ref),
    ),
  };
}

function readUserRef(key: string, ref: string): string {
  const userEntityRef = readEntityRef(key, ref);
  if (!userEntityRef.startsWith('user:')) {
    throw new InputError(`${key}: ${ref} is no User`);
  }
  return userEntityRef;
}
