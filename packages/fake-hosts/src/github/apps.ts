import {
  createPublicKey,
  generateKeyPairSync,
  KeyObject,
  randomBytes,
  verify,
} from 'node:crypto';
import type { Credential, Refusal } from './credentials';
import { unixSeconds } from './dates';
import type {
  FakeGithubApp,
  FakeGithubAppOptions,
  FakeGithubInstallation,
} from './types';

const HOUR_IN_SECONDS = 3600;
const LONGEST_JWT_IN_SECONDS = 600;
const CLOCK_DRIFT_IN_SECONDS = 60;
const KEY_BITS = 2048;
const MILLISECONDS_PER_SECOND = 1000;
const READ_ONLY = { contents: 'read', metadata: 'read' };

interface KnownApp {
  appId: number;
  publicKey: KeyObject;
  permissions: Record<string, string>;
  installations: Installation[];
  tokenLifetimeSeconds: number;
}

/** An installation that leaves nothing open. */
export type Installation = Required<FakeGithubInstallation>;

/** A token that an App was given for one of its installations. */
export interface InstallationToken {
  token: string;
  app: KnownApp;
  installation: Installation;
  expiresAt: Date;
  permissions: Record<string, string>;
  repositories: 'all' | string[];
}

/** The host's Apps, who installed them, and the tokens they were given. */
export class Apps {
  readonly #now: () => Date;
  readonly #apps = new Map<number, KnownApp>();
  readonly #tokens = new Map<string, InstallationToken>();

  constructor(now: () => Date) {
    this.#now = now;
  }

  add(options: FakeGithubAppOptions): FakeGithubApp {
    const { appId, installations, tokenLifetimeSeconds } = options;
    const permissions = options.permissions ?? READ_ONLY;
    const privateKey = options.privateKey ?? generateKey();
    this.#apps.set(appId, {
      appId,
      publicKey: createPublicKey(privateKey),
      permissions,
      installations: installations.map(installation => ({
        suspended: false,
        repositories: 'all' as const,
        permissions,
        ...installation,
      })),
      tokenLifetimeSeconds: tokenLifetimeSeconds ?? HOUR_IN_SECONDS,
    });
    return { appId, privateKey };
  }

  /** Gives it a new key; the old one is worth nothing from now on. */
  rotateKey(appId: number): FakeGithubApp {
    const app = this.#get(appId);
    const privateKey = generateKey();
    app.publicKey = createPublicKey(privateKey);
    return { appId, privateKey };
  }

  updateInstallation(
    id: number,
    changes: Partial<Omit<FakeGithubInstallation, 'id'>>,
  ): void {
    Object.assign(this.#installation(id).installation, changes);
  }

  uninstall(id: number): void {
    const { app } = this.#installation(id);
    app.installations = app.installations.filter(one => one.id !== id);
    this.expireTokens(id);
  }

  /** Ends all tokens that were given so far, or those of one installation. */
  expireTokens(installationId?: number): void {
    for (const [token, { installation }] of this.#tokens) {
      if (installationId === undefined || installation.id === installationId) {
        this.#tokens.delete(token);
      }
    }
  }

  tokens(): string[] {
    return [...this.#tokens.keys()];
  }

  installationsOf(appId: number): Installation[] {
    return this.#get(appId).installations;
  }

  permissionsOf(appId: number): Record<string, string> {
    return this.#get(appId).permissions;
  }

  issue(options: {
    appId: number;
    installation: Installation;
    permissions?: Record<string, string>;
    repositories?: string[];
  }): InstallationToken {
    const { installation } = options;
    const app = this.#get(options.appId);
    const now = this.#now().getTime();
    const granted: InstallationToken = {
      token: `ghs_${randomBytes(18).toString('hex')}`,
      app,
      installation,
      expiresAt: new Date(
        now + app.tokenLifetimeSeconds * MILLISECONDS_PER_SECOND,
      ),
      permissions: options.permissions ?? installation.permissions,
      repositories: options.repositories ?? installation.repositories,
    };
    this.#tokens.set(granted.token, granted);
    return granted;
  }

  /** Knows a token of an installation, or an App by a JWT. */
  authenticate(secret: string): Credential | Refusal {
    if (secret.split('.').length === 3) {
      return this.#authenticateApp(secret);
    }
    const granted = this.#tokens.get(secret);
    if (!granted || granted.expiresAt <= this.#now()) {
      return { status: 401, message: 'Bad credentials' };
    }
    const { app, installation, expiresAt, permissions, repositories } = granted;
    if (installation.suspended) {
      return { status: 403, message: 'This installation has been suspended' };
    }
    return {
      kind: 'installation',
      name: `installation ${installation.id}`,
      appId: app.appId,
      installationId: installation.id,
      owner: installation.owner,
      permissions,
      repositories:
        repositories === 'all'
          ? 'all'
          : repositories.map(name => name.toLowerCase()),
      expiresAt,
    };
  }

  #authenticateApp(jwt: string): Credential | Refusal {
    const [header, payload, signature] = jwt.split('.');
    const claims = readJson(payload);
    const app = this.#apps.get(Number(claims?.iss));
    const problem = this.#problemWith(claims);
    if (!claims || readJson(header)?.alg !== 'RS256') {
      return undecodable();
    }
    if (!app) {
      return { status: 404, message: 'Integration not found' };
    }
    const signed = verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${payload}`),
      app.publicKey,
      Buffer.from(signature, 'base64url'),
    );
    if (!signed) {
      return undecodable();
    }
    if (problem) {
      return { status: 401, message: problem };
    }
    return {
      kind: 'app',
      name: `app ${app.appId}`,
      appId: app.appId,
      repositories: [],
    };
  }

  #problemWith(claims: Record<string, unknown> | undefined) {
    const now = unixSeconds(this.#now());
    const { iat, exp } = claims ?? {};
    if (!Number.isInteger(iat) || Number(iat) > now + CLOCK_DRIFT_IN_SECONDS) {
      return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
    }
    if (!Number.isInteger(exp) || Number(exp) <= now) {
      return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
    }
    const latest = now + LONGEST_JWT_IN_SECONDS + CLOCK_DRIFT_IN_SECONDS;
    return Number(exp) > latest
      ? "'Expiration time' claim ('exp') is too far in the future"
      : undefined;
  }

  #get(appId: number): KnownApp {
    const app = this.#apps.get(appId);
    if (!app) {
      throw new Error(`FakeGithub has no App ${appId}`);
    }
    return app;
  }

  #installation(id: number) {
    for (const app of this.#apps.values()) {
      const installation = app.installations.find(one => one.id === id);
      if (installation) {
        return { app, installation };
      }
    }
    throw new Error(`FakeGithub has no installation ${id}`);
  }
}

function generateKey(): string {
  return generateKeyPairSync('rsa', {
    modulusLength: KEY_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  }).privateKey;
}

function undecodable(): Refusal {
  return { status: 401, message: 'A JSON web token could not be decoded' };
}

function readJson(part: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
