import path from 'node:path';
import { reportFailure } from './problem.mjs';
import { launch, stopAll, stopOnSignals } from './processes.mjs';
import { root } from './project.mjs';
import { step } from './progress.mjs';
import { startPostgres } from './suites.mjs';
import { prepareTests } from './test.mjs';

/**
 * Sets up what a program of this checkout needs, a real PostgreSQL among it, and runs it with this process's arguments.
 *
 * @param file - the program, of TypeScript, from the checkout's root
 */
export async function runProgram({ file, nodeArgs = [], env }) {
  stopOnSignals();
  try {
    const toolchain = await prepareTests();
    let database;
    await step('PostgreSQL', async () => {
      database = await startPostgres({ toolchain });
    });
    const { exited } = launch({
      command: toolchain.node,
      args: [
        ...nodeArgs,
        '--require',
        '@backstage/cli/config/nodeTransform.cjs',
        path.join(root, file),
        ...process.argv.slice(2),
      ],
      cwd: root,
      env: {
        ...toolchain.env,
        ...env,
        BENCH_POSTGRES:
          database.BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING,
      },
    });
    const { code } = await exited;
    process.exitCode = code ?? 1;
  } catch (error) {
    reportFailure(error);
  }
  await stopAll();
  process.exit();
}
