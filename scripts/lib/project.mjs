import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of this checkout. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** What set-up brings to this machine: a supported Node, and the names by which children find it. */
export const toolchainFolder = path.join(root, '.toolchain');

/** The portals' own state: databases, sample repositories, generated configuration, logs. */
export const portalFolder = path.join(root, '.portal');
