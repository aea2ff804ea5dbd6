import { BREAK, Kind, visit, type ASTNode, type DocumentNode, type FieldNode, type FragmentSpreadNode, type InlineFragmentNode, type OperationDefinitionNode, type ValueNode } from "graphql";

/** The name of the scalar under which a compiled query takes variables that graphql-js has coerced already. */
export const coercedVariable = "CoercedVariable";

type Variables = Readonly<Record<string, unknown>>;
type Conditional = FieldNode | FragmentSpreadNode | InlineFragmentNode;

/**
 * The variables on which the form of an operation depends: those of @skip and @include, and those that are a field of an input object, which is
 * absent, not null, when its variable is.
 */
export function formVariablesOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: (node) => {
      for (const argument of node.arguments ?? []) if (argument.value.kind === Kind.VARIABLE) names.add(argument.value.name.value);
    },
    ObjectField: (node) => {
      if (node.value.kind === Kind.VARIABLE) names.add(node.value.name.value);
    },
  });
  return [...names].sort();
}

/** One form of the operation, as a key. */
export function formOf(names: readonly string[], variables: Variables): string {
  return names.map((name) => (!Object.hasOwn(variables, name) ? "-" : variables[name] === true ? "t" : variables[name] === false ? "f" : "+")).join("");
}

/** The operation in the form it has with these variables: without conditions, and taking its variables as they are. */
export function specialize(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): DocumentNode {
  const conditional = {
    enter(node: Conditional) {
      if (!isIncluded(node, variables)) return null;
      return node.directives && node.directives.length > 0 ? { ...node, directives: [] } : undefined;
    },
  };
  return visit(document, {
    OperationDefinition: (node) => (node === operation ? undefined : null),
    VariableDefinition: (node) => ({ ...node, type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: coercedVariable } }, defaultValue: undefined, directives: [] }),
    Field: conditional,
    FragmentSpread: conditional,
    InlineFragment: conditional,
    ObjectField: (node) => (node.value.kind === Kind.VARIABLE && !Object.hasOwn(variables, node.value.name.value) ? null : undefined),
  });
}

export function isIncluded(node: Conditional, variables: Variables): boolean {
  for (const directive of node.directives ?? []) {
    const condition = directive.arguments?.find((argument) => argument.name.value === "if")?.value;
    if (!condition) continue;
    if (directive.name.value === "skip" && isTrue(condition, variables)) return false;
    if (directive.name.value === "include" && !isTrue(condition, variables)) return false;
  }
  return true;
}

function isTrue(value: ValueNode, variables: Variables): boolean {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value] === true;
  return value.kind === Kind.BOOLEAN && value.value;
}

/** Whether a node anywhere in the document passes the test. */
export function contains(document: ASTNode, test: (node: ASTNode) => boolean): boolean {
  let found = false;
  visit(document, {
    enter(node) {
      if (!test(node)) return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}
