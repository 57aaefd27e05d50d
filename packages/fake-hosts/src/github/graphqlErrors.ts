import { GraphQLError } from 'graphql';

/** An error as it stands in GitHub's answers. */
export interface GithubGraphqlError {
  type?: string;
  path?: ReadonlyArray<string | number>;
  locations?: ReadonlyArray<{ line: number; column: number }>;
  extensions?: Record<string, unknown>;
  message: string;
}

/** What a resolver throws to answer with an error of GitHub's. */
export function githubError(
  type: string,
  message: string,
  extensions?: Record<string, unknown>,
): GraphQLError {
  return new GraphQLError(message, {
    extensions: { githubType: type, githubExtensions: extensions },
  });
}

/** Turns an error of the execution into what GitHub writes. */
export function toGithubError(error: GraphQLError): GithubGraphqlError {
  const { githubType, githubExtensions } = error.extensions;
  return {
    ...(githubType ? { type: String(githubType) } : {}),
    path: error.path,
    ...(githubExtensions
      ? { extensions: githubExtensions as Record<string, unknown> }
      : {}),
    locations: error.locations,
    message: error.message,
  };
}

/** How GitHub puts what a query did wrong; anything else keeps its own words. */
const TRANSLATIONS: Array<{
  pattern: RegExp;
  translate: (...parts: string[]) => {
    message: string;
    extensions: Record<string, unknown>;
  };
}> = [
  {
    pattern: /^Cannot query field "(\w+)" on type "(\w+)"/,
    translate: (fieldName, typeName) => ({
      message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
      extensions: { code: 'undefinedField', typeName, fieldName },
    }),
  },
  {
    pattern: /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    translate: (argumentName, name) => ({
      message: `Field '${name}' doesn't accept argument '${argumentName}'`,
      extensions: {
        code: 'argumentNotAccepted',
        name,
        typeName: 'Field',
        argumentName,
      },
    }),
  },
  {
    pattern:
      /^Field "(\w+)" argument "(\w+)" of type "[^"]+" is required, but it was not provided/,
    translate: (name, argumentName) => ({
      message: `Field '${name}' is missing required arguments: ${argumentName}`,
      extensions: {
        code: 'missingRequiredArguments',
        className: 'Field',
        name,
        arguments: argumentName,
      },
    }),
  },
  {
    pattern:
      /^Field "(\w+)" of type "([^"]+)" must have a selection of subfields/,
    translate: (name, type) => ({
      message: `Field must have selections (field '${name}' returns ${type.replace(
        /\W/g,
        '',
      )} but has no selections. Did you mean '${name} { ... }'?)`,
      extensions: { code: 'selectionMismatch', nodeName: `field '${name}'` },
    }),
  },
  {
    pattern: /^Variable "\$(\w+)" is never used/,
    translate: variableName => ({
      message: `Variable $${variableName} is declared by anonymous query but not used`,
      extensions: { code: 'variableNotUsed', variableName },
    }),
  },
  {
    pattern: /^Variable "\$(\w+)" is not defined/,
    translate: variableName => ({
      message: `Variable $${variableName} is used by anonymous query but not declared`,
      extensions: { code: 'variableNotDefined', variableName },
    }),
  },
  {
    pattern:
      /^Variable "\$(\w+)" of type "([^"]+)" used in position expecting type "([^"]+)"/,
    translate: (variableName, typeName, expected) => ({
      message: `Type mismatch on variable $${variableName} and argument (${typeName} / ${expected})`,
      extensions: { code: 'variableMismatch', variableName, typeName },
    }),
  },
  {
    pattern: /^Unknown type "(\w+)"/,
    translate: typeName => ({
      message: `No such type ${typeName}, so it can't be a fragment condition`,
      extensions: { code: 'undefinedType', typeName },
    }),
  },
];

/** Turns an error of the validation into what GitHub writes. */
export function toValidationError(error: GraphQLError): GithubGraphqlError {
  const { locations, message } = error;
  for (const { pattern, translate } of TRANSLATIONS) {
    const match = pattern.exec(message);
    if (match) {
      const { extensions, message: words } = translate(...match.slice(1));
      return { locations, extensions, message: words };
    }
  }
  return { locations, message };
}

/** Variables that do not fit what the query declares. */
export function toVariableError(error: GraphQLError): GithubGraphqlError {
  const name = /^Variable "\$(\w+)"/.exec(error.message)?.[1];
  const type = /of (?:required |non-null )?type "([^"]+)"/.exec(error.message);
  return {
    locations: error.locations,
    extensions: {
      value: null,
      problems: [{ path: [], explanation: error.message }],
    },
    message: name
      ? `Variable $${name} of type ${
          type?.[1] ?? 'unknown'
        } was provided invalid value`
      : error.message,
  };
}
