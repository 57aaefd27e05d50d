import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const execFileAsync = promisify(execFile);

/** Every file that a manifest promises: entry points, types, configuration schema. */
function promisedFiles(manifest) {
  const found = new Set();
  const visit = value => {
    // Backstage says in `exports`, too, of what type a default export is.
    if (typeof value === 'string' && !value.startsWith('@backstage/')) {
      found.add(path.posix.normalize(value));
    }
    if (value && typeof value === 'object') Object.values(value).forEach(visit);
  };
  const { main, module, types, exports, typesVersions, configSchema } =
    manifest;
  visit([main, module, types, exports, Object.values(typesVersions ?? {})]);
  if (typeof configSchema === 'string') visit(configSchema);
  return [...found];
}

/**
 * Looks into a packed package for what whoever installs it needs.
 *
 * @returns what is missing or should not be there, one line each
 */
export async function checkPackage({ tarball, folder }) {
  const { stdout: list } = await execFileAsync('tar', ['-tzf', tarball]);
  const files = new Set(
    list
      .split('\n')
      .filter(Boolean)
      .map(file => file.replace(/^package\//, '')),
  );
  const { stdout: text } = await execFileAsync('tar', [
    '-xzOf',
    tarball,
    'package/package.json',
  ]);
  const manifest = JSON.parse(text);
  const problems = promisedFiles(manifest)
    .filter(file => !files.has(file))
    .map(file => `package.json names ${file}, which is not in the tarball`);
  const promised = promisedFiles(manifest);
  for (const what of [/^dist\/.*\.js$/, /\.d\.ts$/]) {
    if (!promised.some(file => what.test(file))) {
      problems.push(`no entry point matches ${what}`);
    }
  }
  const migrations = [...files].filter(file =>
    /^migrations\/.*\.js$/.test(file),
  );
  if (existsSync(path.join(folder, 'migrations')) && migrations.length === 0) {
    problems.push('the migrations are not in the tarball');
  }
  if (!files.has('README.md')) problems.push('README.md is not in the tarball');
  for (const file of files) {
    if (/^src\/|\.test\.|__testUtils__/.test(file)) {
      problems.push(`${file} should not be in the tarball`);
    }
  }
  for (const [name, range] of Object.entries(manifest.dependencies ?? {})) {
    if (range.startsWith('workspace:')) {
      problems.push(
        `depends on ${name} at ${range}, which only this repository knows`,
      );
    }
  }
  return problems;
}
