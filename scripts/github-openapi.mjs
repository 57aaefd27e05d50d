// Takes the operations that the fake GitHub of the test kit serves out of GitHub's published OpenAPI document, and turns
// them into JSON Schema. The document's package is a hundred times larger than what is needed, so that the extract is
// checked in: run this after adding an operation or a version.
//
//   node scripts/github-openapi.mjs [octokit-openapi-….tgz]
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = '@octokit/openapi@23.0.2';
const DOCUMENT = 'package/generated/api.github.com.json';
const OPERATIONS = [
  'GET /repos/{owner}/{repo}',
  'GET /repos/{owner}/{repo}/compare/{basehead}',
  'GET /repos/{owner}/{repo}/commits',
  'GET /repos/{owner}/{repo}/commits/{ref}',
  'GET /repos/{owner}/{repo}/git/ref/{ref}',
  'GET /repos/{owner}/{repo}/installation',
  'GET /orgs/{org}/installation',
  'GET /users/{username}/installation',
  'GET /installation/repositories',
  'GET /app',
  'GET /app/installations',
  'GET /app/installations/{installation_id}',
  'POST /app/installations/{installation_id}/access_tokens',
  'GET /rate_limit',
  'GET /user',
];
/** What says nothing about which values are valid. */
const PROSE = new Set([
  'description',
  'example',
  'examples',
  'title',
  'externalDocs',
  'default',
  'deprecated',
  'readOnly',
  'summary',
]);

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const target = path.join(
  root,
  'packages/fake-hosts/src/github/openapi.generated.ts',
);

function readDocument() {
  const folder = mkdtempSync(path.join(tmpdir(), 'github-openapi-'));
  try {
    const tarball =
      process.argv[2] ??
      path.join(
        folder,
        execFileSync('npm', ['pack', '--silent', PACKAGE], {
          cwd: folder,
          encoding: 'utf8',
        }).trim(),
      );
    execFileSync('tar', [
      '-xzf',
      path.resolve(tarball),
      '-C',
      folder,
      DOCUMENT,
    ]);
    return JSON.parse(readFileSync(path.join(folder, DOCUMENT), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const document = readDocument();

function lookUp(reference) {
  return reference
    .slice(2)
    .split('/')
    .reduce((value, key) => value[key], document);
}

function follow(value) {
  return value?.$ref ? lookUp(value.$ref) : value;
}

const schemas = {};

/** OpenAPI 3.0 has its own way to say that null is allowed; references become names of our own `$defs`. */
function toJsonSchema(value, isProperties = false) {
  if (Array.isArray(value)) return value.map(item => toJsonSchema(item));
  if (value === null || typeof value !== 'object') return value;
  if (value.$ref && !isProperties) {
    const name = value.$ref.replace('#/components/schemas/', '');
    if (!(name in schemas)) {
      schemas[name] = true;
      schemas[name] = toJsonSchema(lookUp(value.$ref));
    }
    return { $ref: `#/$defs/${name}` };
  }
  const result = {};
  for (const [key, inner] of Object.entries(value)) {
    if (!isProperties && (PROSE.has(key) || key.startsWith('x-'))) continue;
    if (!isProperties && key === 'nullable') continue;
    result[key] =
      key === 'enum' || key === 'required'
        ? inner
        : toJsonSchema(inner, !isProperties && key === 'properties');
  }
  if (!isProperties && value.nullable === true) {
    return { anyOf: [result, { type: 'null' }] };
  }
  return result;
}

function jsonSchemaOf(content) {
  const schema = content?.['application/json']?.schema;
  return schema ? toJsonSchema(schema) : undefined;
}

const operations = {};
for (const name of OPERATIONS) {
  const [method, route] = name.split(' ');
  const item = document.paths[route];
  const operation = item[method.toLowerCase()];
  const responses = {};
  for (const [status, response] of Object.entries(operation.responses)) {
    const schema = jsonSchemaOf(follow(response).content);
    if (schema && Number(status) < 300) responses[status] = schema;
  }
  operations[name] = {
    operationId: operation.operationId,
    documentationUrl: operation.externalDocs?.url,
    parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])]
      .map(follow)
      .map(({ name: parameter, in: place, required, schema }) => ({
        name: parameter,
        in: place,
        required: required === true,
        schema: toJsonSchema(schema),
      })),
    body: jsonSchemaOf(follow(operation.requestBody)?.content),
    responses,
  };
}

// The document wants the account of a listed installation to be a user and an enterprise at once; a single one is right.
operations['GET /app/installations'].responses['200'].items = toJsonSchema({
  $ref: '#/components/schemas/installation',
});

const notice = `// Generated from ${PACKAGE} by scripts/github-openapi.mjs; change that file instead.
// © GitHub, MIT licence: https://github.com/github/rest-api-description
/* eslint-disable */
`;
const extract = {
  version: PACKAGE,
  operations,
  schemas: Object.fromEntries(
    Object.entries(schemas).sort(([one], [other]) => (one < other ? -1 : 1)),
  ),
};
writeFileSync(
  target,
  `${notice}
import type { OpenApiExtract } from './openapi';

export const githubOpenApi: OpenApiExtract = ${JSON.stringify(
    extract,
    null,
    1,
  )};
`,
);
console.log(`wrote ${path.relative(root, target)}`);
