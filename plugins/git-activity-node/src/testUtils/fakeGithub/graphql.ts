import {
  DocumentNode,
  execute,
  FragmentDefinitionNode,
  getNamedType,
  getOperationAST,
  getVariableValues,
  GraphQLError,
  GraphQLFieldResolver,
  Kind,
  OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { GithubProblem } from './answers';
import type { Credential } from './credentials';
import { problemOfPage, QueryWeight, weighQuery } from './graphqlCost';
import {
  GithubGraphqlError,
  toGithubError,
  toValidationError,
  toVariableError,
} from './graphqlErrors';
import type { GraphqlContext } from './graphqlPeople';
import { repositorySource } from './graphqlRepositories';
import { rootSource } from './graphqlRoot';
import { githubSchema } from './graphqlSchema';
import type { GithubState } from './state';

/** What came in a request to GraphQL. */
export interface GraphqlRequest {
  query: string;
  variables: Record<string, unknown>;
  operationName?: string;
}

/** What goes back; an answer without data was refused before it was tried. */
export interface GraphqlAnswer {
  data?: Record<string, unknown> | null;
  errors?: GithubGraphqlError[];
}

/** A query that the schema allows. */
export interface PreparedQuery {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  request: GraphqlRequest;
  weight: QueryWeight;
}

/** Reads the body of a request. */
export function readGraphqlRequest(body: unknown): GraphqlRequest {
  const { query, variables, operationName } = (body ?? {}) as Record<
    string,
    unknown
  >;
  if (typeof query !== 'string' || query.trim() === '') {
    throw new GithubProblem(
      400,
      'A query attribute must be specified and must be a string.',
    );
  }
  return {
    query,
    variables: (variables ?? {}) as Record<string, unknown>,
    operationName: operationName ? String(operationName) : undefined,
  };
}

/** Checks a query against GitHub's schema, and weighs it. */
export function prepareQuery(
  request: GraphqlRequest,
): PreparedQuery | { errors: GithubGraphqlError[] } {
  let document: DocumentNode;
  try {
    document = parse(request.query);
  } catch (error) {
    const { message, locations } = error as GraphQLError;
    return { errors: [{ message, locations }] };
  }
  const schema = githubSchema();
  const invalid = validate(schema, document);
  if (invalid.length > 0) {
    return { errors: invalid.map(toValidationError) };
  }
  const operation = getOperationAST(document, request.operationName);
  if (!operation) {
    return { errors: [{ message: 'An operation name is required' }] };
  }
  const variables = getVariableValues(
    schema,
    operation.variableDefinitions ?? [],
    request.variables,
  );
  if (variables.errors) {
    return { errors: variables.errors.map(toVariableError) };
  }
  const weight = weighQuery({
    schema,
    operation,
    fragments: document.definitions.filter(
      (one): one is FragmentDefinitionNode =>
        one.kind === Kind.FRAGMENT_DEFINITION,
    ),
    variables: variables.coerced,
  });
  return weight.error
    ? { errors: [weight.error] }
    : { document, operation, request, weight };
}

/** What the fake does not know must not look like nothing. */
const resolveField: GraphQLFieldResolver<Record<string, unknown>, unknown> = (
  source,
  args,
  _context,
  { fieldName, parentType, returnType, fieldNodes },
) => {
  if (getNamedType(returnType).name.endsWith('Connection')) {
    const problem = problemOfPage(fieldNodes[0], args);
    if (problem) {
      throw problem;
    }
  }
  if (!(fieldName in source)) {
    throw new Error(
      `FakeGithub does not serve ${parentType.name}.${fieldName}`,
    );
  }
  const value = source[fieldName];
  return typeof value === 'function' ? value(args) : value;
};

/** Answers a query that was prepared. */
export async function answerQuery(
  state: GithubState,
  credential: Credential,
  { document, request, weight }: PreparedQuery,
): Promise<GraphqlAnswer> {
  const context: GraphqlContext = {
    state,
    credential,
    cost: weight.cost,
    nodeCount: weight.nodeCount,
    repository: hosted => repositorySource(context, hosted),
  };
  const { data, errors } = await execute({
    schema: githubSchema(),
    document,
    rootValue: rootSource(context),
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: resolveField,
  });
  return {
    data,
    ...(errors ? { errors: errors.map(toGithubError) } : {}),
  };
}
