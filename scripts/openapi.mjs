// Turns the HTTP contract, openapi.yaml, into what TypeScript can import: the document for the backend's validator, and
// the types for everyone. `--check` fails instead of writing when what is committed is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const source = path.join(root, 'plugins/git-activity-backend/src/openapi.yaml');
const notice =
  '// Generated from openapi.yaml by `yarn build:openapi`; change that file instead.\n/* eslint-disable */\n';

const text = await readFile(source, 'utf8');
const outputs = {
  'plugins/git-activity-backend/src/openapi.generated.ts': `${notice}\nexport const openapi = ${JSON.stringify(
    parse(text),
    null,
    2,
  )} as const;\n`,
  'plugins/git-activity-common/src/api/openapi.generated.ts': `${notice}\n${astToString(
    await openapiTS(text, { alphabetize: false }),
  )}`,
};

const check = process.argv.includes('--check');
for (const [file, content] of Object.entries(outputs)) {
  const target = path.join(root, file);
  const current = await readFile(target, 'utf8').catch(() => undefined);
  if (current === content) continue;
  if (check) {
    console.error(
      `${file} does not match openapi.yaml; run: yarn build:openapi`,
    );
    process.exitCode = 1;
  } else {
    await writeFile(target, content);
    console.log(`wrote ${file}`);
  }
}
