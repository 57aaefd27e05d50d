import path from 'node:path';
import { launch } from './processes.mjs';
import { root } from './project.mjs';

/**
 * Starts a program of this checkout that is written in TypeScript.
 *
 * @param file - the program, from the checkout's root
 * @param database - where a PostgreSQL is that it may make databases in, as startPostgres says it
 */
export function launchTypescript({
  toolchain,
  file,
  args = [],
  nodeArgs = [],
  env,
  database,
  logFile,
}) {
  return launch({
    command: toolchain.node,
    args: [
      ...nodeArgs,
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      path.join(root, file),
      ...args,
    ],
    cwd: root,
    env: {
      ...toolchain.env,
      ...env,
      ...(database && {
        BENCH_POSTGRES:
          database.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
      }),
    },
    logFile,
  });
}
