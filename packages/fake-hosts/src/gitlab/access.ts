import { IncomingHttpHeaders } from 'node:http';
import { ApiError } from './answers';
import { Project } from './Projects';
import { FakeGitlabTokenOptions } from './types';

/** @internal */
export class Token {
  readonly #options: FakeGitlabTokenOptions & { id: number };

  constructor(options: FakeGitlabTokenOptions & { id: number }) {
    this.#options = options;
  }

  hasScope(...scopes: string[]): boolean {
    return this.#options.scopes.some(scope => scopes.includes(scope));
  }

  /** @throws 403 unless it has one of these scopes */
  assertScope(...scopes: string[]): void {
    if (!this.hasScope(...scopes)) {
      throw new ApiError(403, {
        error: 'insufficient_scope',
        error_description:
          'The request requires higher privileges than provided by the access token.',
        scope: scopes.join(' '),
      });
    }
  }

  isMemberOf(project: Project): boolean {
    const { projects = 'all' } = this.#options;
    return (
      !project.withdrawn &&
      (projects === 'all' || projects.some(path => project.hasHadPath(path)))
    );
  }

  get isGuest(): boolean {
    return this.#options.role === 'guest';
  }

  /** As `GET /personal_access_tokens/self` answers. */
  describe(): Record<string, unknown> {
    const { id, kind = 'personal', scopes, expiresAt = null } = this.#options;
    return {
      id,
      name: `A ${kind} token`,
      revoked: false,
      created_at: '2024-01-01T00:00:00.000Z',
      description: null,
      scopes,
      user_id: 1000 + id,
      last_used_at: null,
      active: true,
      expires_at: expiresAt,
    };
  }
}

/**
 * The tokens that are accepted, and what they open.
 *
 * @internal
 */
export class Tokens {
  readonly #tokens = new Map<string, FakeGitlabTokenOptions & { id: number }>();

  add(token: FakeGitlabTokenOptions): void {
    const id = this.#tokens.size + 1;
    this.#tokens.set(token.token, { ...token, id });
  }

  remove(token: string): void {
    this.#tokens.delete(token);
  }

  /** @throws 401 if a credential came that is none; undefined if none came */
  authenticate(credential: string | undefined): Token | undefined {
    if (credential === undefined) {
      return undefined;
    }
    const token = this.#tokens.get(credential);
    if (!token) {
      throw new ApiError(401, { message: '401 Unauthorized' });
    }
    if (token.expired || token.revoked) {
      throw new ApiError(401, {
        error: 'invalid_token',
        error_description: token.revoked
          ? 'Token was revoked. You have to re-authorize from the user.'
          : 'Token is expired. You can either do re-authorization or token refresh.',
      });
    }
    return new Token(token);
  }
}

/**
 * The secret that a request came with: a token in one of the headers of the API, or the password of a git client.
 *
 * @internal
 */
export function readCredential(
  headers: IncomingHttpHeaders,
): string | undefined {
  const privateToken = headers['private-token'];
  if (typeof privateToken === 'string') {
    return privateToken;
  }
  const [, scheme, value] =
    /^(Bearer|Basic) +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (scheme?.toLowerCase() === 'basic') {
    const [, password] =
      /:(.*)$/s.exec(Buffer.from(value, 'base64').toString('utf8')) ?? [];
    return password;
  }
  return value;
}
