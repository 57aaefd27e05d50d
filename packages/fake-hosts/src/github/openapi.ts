import Ajv, { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { GithubProblem } from './answers';
import { githubOpenApi } from './openapi.generated';

type JsonSchema = Record<string, unknown>;

/** An operation of GitHub's published OpenAPI document. */
export interface OpenApiOperation {
  operationId: string;
  documentationUrl?: string;
  parameters: Array<{
    name: string;
    in: string;
    required: boolean;
    schema: JsonSchema;
  }>;
  body?: JsonSchema;
  /** By status. */
  responses: Record<string, JsonSchema>;
}

/** The part of that document which the fake serves. */
export interface OpenApiExtract {
  version: string;
  operations: Record<string, OpenApiOperation>;
  schemas: Record<string, JsonSchema>;
}

/** A request that was found to be what the document describes. */
export interface RestCall {
  /** As in the document, such as `GET /app`. */
  operation: string;
  path: Record<string, string>;
  query: Record<string, string>;
  body: Record<string, unknown>;
}

let ajv: Ajv | undefined;
const validators = new Map<JsonSchema, ValidateFunction>();

function validatorOf(schema: JsonSchema): ValidateFunction {
  if (!ajv) {
    ajv = new Ajv({ strict: false, coerceTypes: false, validateFormats: true });
    addFormats(ajv);
  }
  let validator = validators.get(schema);
  if (!validator) {
    validator = ajv.compile({ ...schema, $defs: githubOpenApi.schemas });
    validators.set(schema, validator);
  }
  return validator;
}

function problemsOf(schema: JsonSchema, value: unknown): string | undefined {
  const validator = validatorOf(schema);
  return validator(value)
    ? undefined
    : validator.errors
        ?.map(({ instancePath, message }) => `${instancePath} ${message}`)
        .join(', ');
}

const routes = Object.keys(githubOpenApi.operations).map(operation => {
  const [method, template] = operation.split(' ');
  const names: string[] = [];
  const pattern = template.replace(/\{(\w+)\}/g, (_, name) => {
    names.push(name);
    return name === 'basehead' || name === 'ref' ? '(.+)' : '([^/]+)';
  });
  return { operation, method, names, pattern: new RegExp(`^${pattern}$`) };
});

/**
 * Finds the operation that a request means, and refuses what the document does not allow. GitHub itself overlooks much of that; a
 * test does better to hear of it.
 */
export function readRestCall(options: {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
}): RestCall {
  const { method, path, query, body } = options;
  // More specific paths are longer: commits/{ref} also matches what belongs to no operation here.
  const route = routes
    .filter(one => one.method === method && one.pattern.test(path))
    .sort((one, other) => other.operation.length - one.operation.length)[0];
  if (!route) {
    throw new GithubProblem(404, 'Not Found');
  }
  const values = route.pattern.exec(path)!.slice(1).map(decodeURIComponent);
  const call: RestCall = {
    operation: route.operation,
    path: Object.fromEntries(
      route.names.map((name, index) => [name, values[index]]),
    ),
    query: Object.fromEntries(query),
    body: (body ?? {}) as Record<string, unknown>,
  };
  checkCall(call);
  return call;
}

function checkCall(call: RestCall): void {
  const operation = githubOpenApi.operations[call.operation];
  const problems: string[] = [];
  for (const name of Object.keys(call.query)) {
    if (
      !operation.parameters.some(one => one.in === 'query' && one.name === name)
    ) {
      problems.push(`${name} is no parameter of ${operation.operationId}`);
    }
  }
  for (const { name, in: place, schema, required } of operation.parameters) {
    const values = place === 'path' ? call.path : call.query;
    if (place !== 'path' && place !== 'query') continue;
    if (values[name] === undefined) {
      if (required) problems.push(`${name} is missing`);
      continue;
    }
    const value =
      schema.type === 'integer' && /^-?\d+$/.test(values[name])
        ? Number(values[name])
        : values[name];
    const problem = problemsOf(schema, value);
    if (problem) problems.push(`${name}${problem}`);
  }
  const wrongBody = operation.body && problemsOf(operation.body, call.body);
  if (wrongBody) problems.push(wrongBody);
  if (problems.length > 0) {
    throw new GithubProblem(422, `Validation Failed: ${problems.join('; ')}`, {
      documentationUrl: operation.documentationUrl,
    });
  }
}

/** Refuses to give an answer that GitHub would not give. */
export function checkRestAnswer(
  operation: string,
  status: number,
  body: unknown,
): void {
  const schema = githubOpenApi.operations[operation].responses[status];
  const problem = schema && problemsOf(schema, body);
  if (problem) {
    throw new Error(`${operation} does not answer like this: ${problem}`);
  }
}
