import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema, GraphQLSchema } from 'graphql';

const PACKAGE = '@octokit/graphql-schema';
let schema: GraphQLSchema | undefined;

/** GitHub's published GraphQL schema. It takes a fifth of a second to build, so that it is built once, when it is needed. */
export function githubSchema(): GraphQLSchema {
  if (!schema) {
    schema = buildSchema(readFileSync(findSchema(), 'utf8'), {
      assumeValidSDL: true,
    });
  }
  return schema;
}

/** The package is an ES module that exports no paths; its text is all that is needed. */
function findSchema(): string {
  const folders = require.resolve.paths(PACKAGE) ?? [];
  const files = folders.map(folder =>
    path.join(folder, PACKAGE, 'schema.graphql'),
  );
  const file = files.find(existsSync);
  if (!file) {
    throw new Error(`FakeGithub needs ${PACKAGE}; add it to devDependencies`);
  }
  return file;
}
