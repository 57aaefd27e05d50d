import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { resolve } from 'node:path';

const ROOTS_KEY = 'gitActivity.git.roots';

/**
 * Reads the folders whose repositories may be served, as absolute paths.
 *
 * @throws an error that names the key, if it is not a list of paths
 */
export function readRoots(config: Config): string[] {
  const roots = config.getOptionalStringArray(ROOTS_KEY) ?? [];
  return roots.map((root, index) => {
    if (root.trim() === '' || root.includes('\0')) {
      throw new InputError(
        `${ROOTS_KEY}[${index}] must be the path of a folder, but is ${JSON.stringify(
          root,
        )}`,
      );
    }
    return resolve(root);
  });
}
