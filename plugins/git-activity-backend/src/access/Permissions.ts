import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { PerCaller } from './PerCaller';

/** Tells what callers may do at all; what they then see is decided by the catalog. */
export class Permissions {
  readonly #permissions: PermissionsService;
  /** The names of what a caller was just found to be allowed; a refusal is asked for anew. */
  readonly #allowed = new PerCaller(() => new Set<string>());

  constructor(options: { permissions: PermissionsService }) {
    this.#permissions = options.permissions;
  }

  /** @throws NotAllowedError if the caller does not have the permission */
  async require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    if (!(await this.allows(permission, credentials))) {
      throw new NotAllowedError(`This needs the permission ${permission.name}`);
    }
  }

  /** Whether the caller has a permission. */
  async allows(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<boolean> {
    const allowed = this.#allowed.get(credentials);
    if (allowed.has(permission.name)) {
      return true;
    }
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    if (result !== AuthorizeResult.ALLOW) {
      return false;
    }
    allowed.add(permission.name);
    return true;
  }
}
