// Writes down what each package exports, in its report.api.md, so that a change of it is seen in review. `--check` fails
// instead when what is committed is out of date, and takes the declarations that `yarn tsc` has made just before.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { root } from './lib/project.mjs';

const check = process.argv.includes('--check');
const commands = [
  // The reports are made from declarations; errors of types are `yarn tsc`'s to tell.
  ...(check
    ? []
    : [['node_modules/typescript/bin/tsc', '--incremental', 'false']]),
  [
    'node_modules/@backstage/repo-tools/bin/backstage-repo-tools',
    'api-reports',
    '--include',
    'plugins/*',
    // Packages of a workspace see each other's sources; Backstage's own reports leave this remark out, too.
    '--omit-messages',
    'ae-wrong-input-file-type',
    // Its types are those of openapi.yaml, which is checked itself.
    '--allow-warnings',
    'plugins/git-activity-common',
    ...(check ? ['--ci'] : []),
  ],
];
try {
  for (const [script, ...args] of commands) {
    execFileSync(process.execPath, [path.join(root, script), ...args], {
      cwd: root,
      stdio: 'inherit',
    });
  }
} catch (error) {
  process.exitCode = error.status ?? 1;
}
