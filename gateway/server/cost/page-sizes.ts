import { getNullableType, isListType, Kind, valueFromASTUntyped, type FieldNode, type GraphQLField, type OperationDefinitionNode, type ValueNode } from "graphql";

export type Variables = Readonly<Record<string, unknown>>;

/** How many items a list may hold, known once the variables are. */
export type Size = (variables: Variables) => number;

type Field = GraphQLField<unknown, unknown>;
export type VariableDefaults = ReadonlyMap<string, ValueNode | undefined>;

/** A page when neither `first` nor `last` is given, and a list that has no pages. */
const defaultPage = 20;
const unpagedList = 10;

export function variableDefaultsOf(operation: OperationDefinitionNode): VariableDefaults {
  return new Map(operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]));
}

/** The page that `first` or `last` asks for; null when the field knows neither. */
export function pageOf(field: Field, node: FieldNode, defaults: VariableDefaults): Size | null {
  const sizes = field.args
    .filter(({ name }) => name === "first" || name === "last")
    .map(({ name, defaultValue }) => countOf(argument(node, name), asCount(defaultValue), defaults));
  if (sizes.length === 0) return null;
  return (variables) => {
    const asked = sizes.map((size) => size(variables)).filter((size) => size !== null);
    return asked.length > 0 ? Math.max(...asked) : defaultPage;
  };
}

/** A list without pages holds as many items as the longest list it was asked with, as `nodes(ids:)` does, or a guess. */
export function unpagedSizeOf(field: Field, node: FieldNode): Size {
  const lists = field.args.filter(({ type }) => isListType(getNullableType(type))).map(({ name }) => argument(node, name));
  return (variables) => {
    const lengths = lists
      .map((list) => (list?.kind === Kind.VARIABLE ? variables[list.name.value] : literal(list)))
      .flatMap((list) => (Array.isArray(list) ? [list.length] : []));
    return lengths.length > 0 ? Math.max(...lengths) : unpagedList;
  };
}

export function largest(sizes: readonly Size[]): Size {
  return sizes.length === 1 ? sizes[0]! : (variables) => Math.max(...sizes.map((size) => size(variables)));
}

function countOf(value: ValueNode | undefined, fallback: number | null, defaults: VariableDefaults): (variables: Variables) => number | null {
  if (value?.kind !== Kind.VARIABLE) {
    const count = asCount(literal(value)) ?? fallback;
    return () => count;
  }
  const name = value.name.value;
  const preset = asCount(literal(defaults.get(name))) ?? fallback;
  return (variables) => asCount(variables[name]) ?? preset;
}

function argument(node: FieldNode, name: string): ValueNode | undefined {
  return node.arguments?.find((given) => given.name.value === name)?.value;
}

function literal(value: ValueNode | undefined): unknown {
  return value && valueFromASTUntyped(value);
}

/** What is no count is refused when the operation runs; until then it counts as not given. */
function asCount(value: unknown): number | null {
  return typeof value === "number" && value >= 0 ? value : null;
}
