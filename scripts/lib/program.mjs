import { reportFailure } from './problem.mjs';
import { stopAll, stopOnSignals } from './processes.mjs';
import { step } from './progress.mjs';
import { startPostgres } from './suites.mjs';
import { prepareTests } from './test.mjs';
import { launchTypescript } from './typescript.mjs';

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
    const { exited } = launchTypescript({
      ...{ toolchain, file, nodeArgs, env, database },
      args: process.argv.slice(2),
    });
    const { code } = await exited;
    process.exitCode = code ?? 1;
  } catch (error) {
    reportFailure(error);
  }
  await stopAll();
  process.exit();
}
