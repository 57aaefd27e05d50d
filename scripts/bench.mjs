// `yarn bench`: sets up what the benchmarks need, a real PostgreSQL among it, and runs them. See benchmarks/README.md.
import path from 'node:path';
import { reportFailure } from './lib/problem.mjs';
import { launch, stopAll, stopOnSignals } from './lib/processes.mjs';
import { root } from './lib/project.mjs';
import { step } from './lib/progress.mjs';
import { startPostgres } from './lib/suites.mjs';
import { prepareTests } from './lib/test.mjs';

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
      '--expose-gc',
      '--require',
      '@backstage/cli/config/nodeTransform.cjs',
      path.join(root, 'benchmarks/main.ts'),
      ...process.argv.slice(2),
    ],
    cwd: root,
    env: {
      ...toolchain.env,
      NODE_ENV: 'production',
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
