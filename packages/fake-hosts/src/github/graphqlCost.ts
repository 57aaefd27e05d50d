import {
  FieldNode,
  FragmentDefinitionNode,
  getArgumentValues,
  getNamedType,
  GraphQLCompositeType,
  GraphQLError,
  GraphQLSchema,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';
import { githubError, GithubGraphqlError } from './graphqlErrors';

const POINTS_DIVISOR = 100;
const LARGEST_PAGE = 100;
const NODE_LIMIT = 500_000;

/** What a query asks for, before anything of it is answered. */
export interface QueryWeight {
  /** Points, by GitHub's published formula: the requests that each connection takes, by the hundred, one at least. */
  cost: number;
  /** The cost, or nothing for `rateLimit(dryRun: true)`. */
  charge: number;
  /** As many nodes as it could answer at most. */
  nodeCount: number;
  /** The largest page asked for that is not within another one. */
  largestPage: number;
  /** Why it is refused, if it is. */
  error?: GithubGraphqlError;
}

interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
  requests: number;
  nodes: number;
  largestPage: number;
  dryRun: boolean;
}

/** Weighs a valid query as GitHub does. */
export function weighQuery(options: {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: FragmentDefinitionNode[];
  variables: Record<string, unknown>;
}): QueryWeight {
  const { schema, operation, fragments, variables } = options;
  const walk: Walk = {
    schema,
    fragments: new Map(fragments.map(one => [one.name.value, one])),
    variables,
    requests: 0,
    nodes: 0,
    largestPage: 0,
    dryRun: false,
  };
  const root = schema.getRootType(operation.operation);
  if (root) {
    visit(walk, operation.selectionSet, root, 1);
  }
  const nodes = walk.nodes.toLocaleString('en-US');
  const cost = Math.max(Math.round(walk.requests / POINTS_DIVISOR), 1);
  return {
    cost,
    charge: walk.dryRun ? 0 : cost,
    nodeCount: walk.nodes,
    largestPage: walk.largestPage,
    error:
      walk.nodes > NODE_LIMIT
        ? {
            type: 'MAX_NODE_LIMIT_EXCEEDED',
            message: `This query requests up to ${nodes} possible nodes which exceeds the maximum limit of 500,000.`,
          }
        : undefined,
  };
}

/** @param times - how often this selection is made at most */
function visit(
  walk: Walk,
  selectionSet: SelectionSetNode,
  type: GraphQLCompositeType,
  times: number,
): void {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      visitField(walk, selection, type, times);
      continue;
    }
    const fragment =
      selection.kind === Kind.FRAGMENT_SPREAD
        ? walk.fragments.get(selection.name.value)
        : selection;
    const condition = fragment?.typeCondition?.name.value;
    const inner = condition ? walk.schema.getType(condition) : type;
    if (fragment && isCompositeType(inner)) {
      visit(walk, fragment.selectionSet, inner, times);
    }
  }
}

function visitField(
  walk: Walk,
  field: FieldNode,
  type: GraphQLCompositeType,
  times: number,
): void {
  const definition =
    isObjectType(type) || isInterfaceType(type)
      ? type.getFields()[field.name.value]
      : undefined;
  if (!definition || !field.selectionSet) {
    return;
  }
  const args = getArgumentValues(definition, field, walk.variables);
  const inner = getNamedType(definition.type);
  walk.dryRun ||= args.dryRun === true;
  let innerTimes = times;
  if (inner.name.endsWith('Connection')) {
    const size = pageSize(args);
    walk.requests += times;
    walk.nodes += times * size;
    // Who a commit's parents are is no page of commits.
    walk.largestPage = Math.max(walk.largestPage, times === 1 ? size : 0);
    innerTimes = times * size;
  } else if (Array.isArray(args.ids)) {
    walk.nodes += args.ids.length;
    innerTimes = times * args.ids.length;
  }
  if (isCompositeType(inner)) {
    visit(walk, field.selectionSet, inner, innerTimes);
  }
}

function pageSize(args: Record<string, unknown>): number {
  const size = args.first ?? args.last;
  return typeof size === 'number' ? size : 0;
}

/**
 * What GitHub says of the arguments of a connection when it comes to it: an error in the place of that field, not of the
 * query.
 */
export function problemOfPage(
  field: FieldNode,
  args: Record<string, unknown>,
): GraphQLError | undefined {
  const name = field.name.value;
  for (const argument of ['first', 'last']) {
    const size = args[argument];
    if (typeof size === 'number' && size > LARGEST_PAGE) {
      return githubError(
        'EXCESSIVE_PAGINATION',
        `Requesting ${size} records on the \`${name}\` connection exceeds the \`${argument}\` limit of ${LARGEST_PAGE} records.`,
      );
    }
    if (typeof size === 'number' && size < 0) {
      return githubError(
        'INVALID_PAGINATION',
        `\`${argument}\` on the \`${name}\` connection cannot be less than zero.`,
      );
    }
  }
  const paged = typeof args.first === 'number' || typeof args.last === 'number';
  // A count alone needs no page.
  return paged || !selectsItems(field.selectionSet)
    ? undefined
    : githubError(
        'MISSING_PAGINATION_BOUNDARIES',
        `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
      );
}

function selectsItems(selectionSet: SelectionSetNode | undefined): boolean {
  return (selectionSet?.selections ?? []).some(
    selection =>
      selection.kind !== Kind.FIELD ||
      ['nodes', 'edges'].includes(selection.name.value),
  );
}
