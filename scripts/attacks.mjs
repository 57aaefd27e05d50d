// `yarn test:attacks`: does to a portal what a repository, a host, a caller or a machine may do to it, and says how it stood that.
import { runProgram } from './lib/program.mjs';

await runProgram({ file: 'attacks/main.ts' });
