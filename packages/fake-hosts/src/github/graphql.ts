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

type ReadDocument =
  | { document: DocumentNode; errors?: undefined }
  | { document?: undefined; errors: GithubGraphqlError[] };

const REMEMBERED_DOCUMENTS = 100;
const documents = new Map<string, ReadDocument>();

/** The same text comes again and again, and checking it takes longer than answering it. */
function readDocument(text: string): ReadDocument {
  let read = documents.get(text);
  if (!read) {
    read = parseDocument(text);
    if (documents.size >= REMEMBERED_DOCUMENTS) {
      documents.clear();
    }
    documents.set(text, read);
  }
  return read;
}

function parseDocument(text: string): ReadDocument {
  try {
    const document = parse(text);
    const invalid = validate(githubSchema(), document);
    return invalid.length > 0
      ? { errors: invalid.map(toValidationError) }
      : { document };
  } catch (error) {
    if (!(error instanceof GraphQLError)) {
      throw error;
    }
    const { message, locations } = error;
    return { errors: [{ message, locations }] };
  }
}

/** Checks a query against GitHub's schema, and weighs it. */
export function prepareQuery(
  request: GraphqlRequest,
): PreparedQuery | { errors: GithubGraphqlError[] } {
  const schema = githubSchema();
  const { document, errors } = readDocument(request.query);
  if (!document) {
    return { errors };
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
