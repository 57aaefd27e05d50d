import { LoggerService } from '@backstage/backend-plugin-api';
import { Connections } from './api/Connections';
import { GitlabError } from './api/GitlabError';
import { GitlabInstance } from './instances';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Enough to have a new token made. */
const WARN_BEFORE_EXPIRY_MS = 14 * DAY_MS;

const READS_API = ['read_api', 'api'];
const READS_REPOSITORY = ['read_repository', 'write_repository', 'api'];
/** What does no harm to have besides. */
const HARMLESS = new Set([
  'read_api',
  'read_repository',
  'read_user',
  'self_rotate',
]);

/** Looks whether the tokens fit what is to be done with them, and says so in the log. Their values are in no message. */
export async function checkTokens(options: {
  instances: GitlabInstance[];
  connections: Connections;
  logger: LoggerService;
  signal: AbortSignal;
}): Promise<void> {
  const { instances, connections, logger, signal } = options;
  for (const instance of instances) {
    try {
      const client = await connections.connect(instance, signal);
      if (client.hasToken) {
        const token = await client.showToken();
        const { scopes, expires_at: expiresAt } = Object(token);
        judgeScopes({ instance, logger, scopes });
        judgeExpiry({ instance, logger, expiresAt });
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      reportTrouble({ instance, logger, error });
    }
  }
}

function keyOf(instance: GitlabInstance): string {
  return `integrations.gitlab (host: ${instance.host})`;
}

function judgeScopes(options: {
  instance: GitlabInstance;
  logger: LoggerService;
  scopes: unknown;
}): void {
  const { instance, logger, scopes } = options;
  if (!Array.isArray(scopes)) {
    return;
  }
  const has = (wanted: string[]) => wanted.some(name => scopes.includes(name));
  if (!has(READS_API)) {
    logger.warn(
      `The token of ${keyOf(
        instance,
      )} lacks the scope read_api, without which git-activity cannot read its projects.`,
    );
  }
  if (instance.via === 'git' && !has(READS_REPOSITORY)) {
    logger.warn(
      `The token of ${keyOf(
        instance,
      )} lacks the scope read_repository, without which git-activity cannot fetch from it by git.`,
    );
  }
  const excessive = scopes.filter(scope => !HARMLESS.has(scope)).map(String);
  if (excessive.length > 0) {
    const needed =
      instance.via === 'git'
        ? 'read_api and read_repository'
        : 'read_api, and read_repository where components live in folders,';
    logger.warn(
      `The token of ${keyOf(instance)} has the scopes ${excessive.join(
        ', ',
      )}, which git-activity does not need: ${needed} is enough. If nothing else in the portal needs them, use a token without.`,
    );
  }
}

function judgeExpiry(options: {
  instance: GitlabInstance;
  logger: LoggerService;
  expiresAt: unknown;
}): void {
  const { instance, logger, expiresAt } = options;
  const at = typeof expiresAt === 'string' ? Date.parse(expiresAt) : NaN;
  if (at < Date.now() + WARN_BEFORE_EXPIRY_MS) {
    logger.warn(
      `The token of ${keyOf(instance)} expires on ${new Date(at)
        .toISOString()
        .slice(0, 10)}; replace it before.`,
    );
  }
}

function reportTrouble(options: {
  instance: GitlabInstance;
  logger: LoggerService;
  error: unknown;
}): void {
  const { instance, logger, error } = options;
  const status = error instanceof GitlabError ? error.status : undefined;
  if (status === 401 && error instanceof Error) {
    logger.warn(error.message);
  } else if (status === 403) {
    logger.warn(
      `The token of ${keyOf(
        instance,
      )} may not even ask about itself; it needs the scope read_api.`,
    );
  } else {
    // Older versions cannot tell, nor can it be asked of every kind of token, and a host in trouble is noticed soon enough.
    logger.debug(
      `The token of ${keyOf(instance)} could not be checked${
        status ? `: GitLab answered with status ${status}` : ''
      }.`,
    );
  }
}
