import { Apps } from './apps';
import type { HostedRepository } from './repositories';
import type { FakeGithubTokenOptions } from './types';

/** Who asks. */
export interface Credential {
  kind: 'anonymous' | 'classic' | 'fine-grained' | 'app' | 'installation';
  /** What it is called in records; whoever bears the same name shares the limits. */
  name: string;
  login?: string;
  scopes?: string[];
  permissions?: Record<string, string>;
  /** Which private repositories it may see, in lower case. */
  repositories: 'all' | string[];
  /** Of an installation: whose repositories. */
  owner?: string;
  appId?: number;
  installationId?: number;
  expiresAt?: Date;
}

/** A credential that is none. */
export interface Refusal {
  status: number;
  message: string;
}

const READ_ONLY = { contents: 'read', metadata: 'read' };

/** Nobody in particular. */
export const ANONYMOUS: Credential = {
  kind: 'anonymous',
  name: 'anonymous',
  repositories: [],
};

/** Knows every credential of the host. */
export class Credentials {
  readonly apps: Apps;
  readonly #tokens = new Map<string, FakeGithubTokenOptions>();
  readonly #now: () => Date;

  constructor(now: () => Date) {
    this.#now = now;
    this.apps = new Apps(now);
  }

  addToken(options: FakeGithubTokenOptions): void {
    this.#tokens.set(options.token, { ...options });
  }

  revokeToken(token: string): void {
    this.#tokens.delete(token);
  }

  /** Every secret that must not show anywhere. */
  secrets(): string[] {
    return [...this.#tokens.keys(), ...this.apps.tokens()];
  }

  /** Reads an `Authorization` header: `token`, `Bearer`, or `Basic` with the token as the password. */
  authenticate(header: string | undefined): Credential | Refusal {
    if (header === undefined) {
      return ANONYMOUS;
    }
    const secret = secretIn(header);
    if (secret === undefined) {
      return { status: 401, message: 'Bad credentials' };
    }
    const token = this.#tokens.get(secret);
    if (token) {
      return this.#fromToken(token);
    }
    return this.apps.authenticate(secret);
  }

  #fromToken(token: FakeGithubTokenOptions): Credential | Refusal {
    const over = token.expiresAt && token.expiresAt <= this.#now();
    if (token.expired || over) {
      return { status: 401, message: 'Bad credentials' };
    }
    const classic = token.kind === 'classic';
    const listed = token.repositories?.map(name => name.toLowerCase());
    return {
      kind: token.kind,
      name: token.name ?? token.login,
      login: token.login,
      scopes: classic ? token.scopes ?? [] : undefined,
      permissions: classic ? undefined : token.permissions ?? READ_ONLY,
      repositories: listed ?? (classic ? 'all' : []),
      expiresAt: token.expiresAt,
    };
  }
}

/** The token in an `Authorization` header. */
export function secretIn(header: string): string | undefined {
  const match = /^(token|bearer|basic) +(\S+)$/i.exec(header.trim());
  if (match?.[1].toLowerCase() !== 'basic') {
    return match?.[2];
  }
  const pair = Buffer.from(match[2], 'base64').toString('utf8');
  const [user, password] = [
    pair.slice(0, Math.max(pair.indexOf(':'), 0)),
    pair.slice(pair.indexOf(':') + 1),
  ];
  return password || user || undefined;
}

export function isRefusal(value: Credential | Refusal): value is Refusal {
  return 'status' in value;
}

/** Whether a credential can see that a repository exists. */
export function canSee(
  credential: Credential,
  hosted: HostedRepository,
): boolean {
  return (
    credential.kind !== 'app' &&
    (!hosted.private || isGranted(credential, hosted))
  );
}

/** Whether a credential can read commits of a repository that it can see. */
export function canReadContents(
  credential: Credential,
  hosted: HostedRepository,
): boolean {
  return (
    !hosted.private ||
    credential.permissions === undefined ||
    credential.permissions.contents !== undefined
  );
}

/** Whether a private repository was put within a credential's reach. */
export function isGranted(
  credential: Credential,
  hosted: HostedRepository,
): boolean {
  const { kind, scopes, repositories, owner } = credential;
  if (kind === 'classic' && !scopes?.includes('repo')) {
    return false;
  }
  if (
    kind === 'installation' &&
    owner?.toLowerCase() !== hosted.owner.toLowerCase()
  ) {
    return false;
  }
  return (
    repositories === 'all' || repositories.some(name => hosted.names.has(name))
  );
}
