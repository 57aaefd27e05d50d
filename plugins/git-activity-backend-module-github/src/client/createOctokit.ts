import { retry } from '@octokit/plugin-retry';
import { throttling, ThrottlingOptions } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { LoggerService } from '@backstage/backend-plugin-api';
import {
  createCheckedFetch,
  FetchFailure,
  Redactor,
} from 'backstage-plugin-git-activity-node';
import {
  isRecord,
  readHeaders,
  readProblems,
  ResponseHeaders,
} from './responses';

/** Each of the plugins may have been declared with another version of Octokit's core, whose types are not the same ones. */
type Plugin = Parameters<typeof Octokit.plugin>[number];
const ThrottledOctokit = Octokit.plugin(
  throttling as unknown as Plugin,
  retry as unknown as Plugin,
);

/** What waits on its own, and until when, is for the budget to decide; what was too heavy is asked for in smaller parts. */
const NOT_RETRIED = [400, 401, 403, 404, 409, 410, 422, 429, 451, 502, 504];
const RETRIES = 3;

const UNAUTHORIZED = 401;
const GATEWAY_TIMEOUT = 504;

/** What GraphQL says, with status 200, when its time was up. */
const GAVE_UP = /Something went wrong while executing your query/;

/**
 * The plugin takes every GraphQL query for something that writes, and would let a second pass between any two. Ours only read:
 * GitHub asks for no pause between those, and the budget keeps them within the limits.
 */
const NO_SPACING = {
  key: () => ({
    schedule: async (_options: unknown, task: () => Promise<void>) => task(),
  }),
} as unknown as ThrottlingOptions['write'];

/** How patient a client is. */
export interface Pace {
  /** How long a request may take; GitHub itself gives up after 10 seconds. */
  timeoutMs: number;
  /** About how long to wait before the first of the retries; the others wait four and nine times as long. */
  retryAfterMs: number;
  /** How often at most a host is asked anew where an App is installed, when it seems that it is not. */
  askAnewAfterMs: number;
  /** How many commits a page has at the most; GitHub gives a hundred. */
  pageSize: number;
}

export const USUAL_PACE: Pace = {
  timeoutMs: 30_000,
  retryAfterMs: 1000,
  askAnewAfterMs: 60_000,
  pageSize: 100,
};

/** What a request passes on to the hook that sees it last. */
export interface RequestExtras {
  signal: AbortSignal;
  /** Called for each request that is sent. */
  onRequest?: () => void;
}

export interface OctokitOptions {
  apiBaseUrl: string;
  /** The same for as long as requests count against the same limits. */
  throttleId: string;
  getToken: () => Promise<string>;
  /** Makes {@link OctokitOptions.getToken} get a new one, if there can be one. */
  renewToken?: () => void;
  /** Told of all that the host says of its limits. */
  onHeaders: (headers: ResponseHeaders, url: string) => void;
  pace: Pace;
  redactor: Redactor;
  logger: LoggerService;
}

export function createOctokit(options: OctokitOptions): Octokit {
  const { apiBaseUrl, throttleId, pace, redactor, logger } = options;
  const quiet = (message: string) => logger.debug(redactor.redact(message));
  const log = { debug: () => {}, info: () => {}, warn: quiet, error: quiet };
  return new ThrottledOctokit({
    baseUrl: apiBaseUrl,
    userAgent: 'git-activity',
    log,
    request: { fetch: createFetch(pace), log },
    authStrategy: () => createAuth(options),
    throttle: {
      id: throttleId,
      write: NO_SPACING,
      onRateLimit: () => false,
      onSecondaryRateLimit: () => false,
    },
    retry: {
      retries: RETRIES,
      doNotRetry: NOT_RETRIED,
      // Replicas that were refused together do not come back together.
      retryAfterBaseValue: pace.retryAfterMs * (0.5 + Math.random()),
    },
  });
}

/** What does not come in time is a gateway's time-out, as GitHub itself says it: it may be too heavy, and is not asked for again as it is. */
function createFetch({ timeoutMs }: Pace): typeof fetch {
  const checkedFetch = createCheckedFetch({ timeoutMs });
  return async (input, init) => {
    try {
      return await checkedFetch(input, init);
    } catch (error) {
      if (error instanceof FetchFailure && error.reason === 'timeout') {
        return new Response('Timed out', { status: GATEWAY_TIMEOUT });
      }
      throw error;
    }
  };
}

/** What of a request the hook needs to know. */
interface Endpoint {
  url: string;
  headers: Record<string, string>;
  request?: Partial<RequestExtras>;
}

interface Request {
  (endpoint: Endpoint): Promise<{ data: unknown }>;
  endpoint: { merge(route: unknown, parameters: unknown): Endpoint };
}

/** Octokit applies an authentication after everything that plugins do, so that each retry gets the token of its time. */
function createAuth(options: OctokitOptions) {
  const { getToken, renewToken, onHeaders } = options;
  const hook = async (
    request: Request,
    route: unknown,
    parameters: unknown,
  ) => {
    const endpoint = request.endpoint.merge(route, parameters);
    const send = async (token: string) => {
      endpoint.request?.onRequest?.();
      try {
        const response = await request({
          ...endpoint,
          headers: { ...endpoint.headers, authorization: `bearer ${token}` },
        });
        onHeaders(readHeaders({ response }), endpoint.url);
        assertNotGivenUp(response, endpoint);
        return response;
      } catch (error) {
        // Whoever is not recognised is told the limits of nobody in particular.
        if (!isUnauthorized(error)) {
          onHeaders(readHeaders(error), endpoint.url);
        }
        throw error;
      }
    };

    const token = await getToken();
    try {
      return await send(token);
    } catch (error) {
      if (!isUnauthorized(error) || !renewToken) {
        throw error;
      }
      renewToken();
      const another = await getToken();
      if (another === token) {
        throw error;
      }
      return send(another);
    }
  };
  return Object.assign(async () => ({ type: 'token' }), { hook });
}

function isUnauthorized(error: unknown): boolean {
  return isRecord(error) && error.status === UNAUTHORIZED;
}

/** Asking the same again would take as long again. */
function assertNotGivenUp(response: { data: unknown }, request: unknown) {
  const problems = isRecord(response.data)
    ? readProblems(response.data.errors)
    : [];
  if (problems.some(({ message }) => GAVE_UP.test(message))) {
    throw Object.assign(new Error(problems[0].message), {
      status: GATEWAY_TIMEOUT,
      request,
      response,
    });
  }
}
