// `yarn bench`: see benchmarks/README.md.
import { runProgram } from './lib/program.mjs';

await runProgram({
  file: 'benchmarks/main.ts',
  nodeArgs: ['--expose-gc'],
  env: { NODE_ENV: 'production' },
});
