import { getNamedType, isAbstractType, isObjectType, Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLObjectType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from "graphql";

/** An object of an answer, as the operation that asked for it knows it. */
export interface VisitedObject {
  readonly typename: string;
  /** The type of the connection or page that it is or stands in. */
  readonly page: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** The name of the field behind each key. */
  readonly fields: ReadonlyMap<string, string>;
  /** How many items stand within each other down to here: roots, connections, edges and payloads are steps on the way and do not count. */
  readonly level: number;
  /** How many more levels each field that leads to objects has led to. */
  readonly reached: ReadonlyMap<string, number>;
}

const step = /^(Query|Mutation)$|(Connection|Edge|Payload|Page|PageInfo)$/;

interface Selected {
  readonly name: string;
  readonly below: SelectionSetNode[];
}

/** Every object of an answer, from the top down. Where a type is abstract the answer holds `__typename`. */
export function objectsOf(schema: GraphQLSchema, document: DocumentNode, data: unknown): VisitedObject[] {
  const operation = document.definitions.find((definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION)!;
  const fragments = new Map(document.definitions.flatMap((definition): [string, FragmentDefinitionNode][] => (definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [])));
  const visited: VisitedObject[] = [];
  each(data, (root) => void enter(schema.getRootType(operation.operation)!, [operation.selectionSet], root, "", 0));
  return visited;

  /** Answers the deepest level met. */
  function enter(type: GraphQLObjectType, selections: readonly SelectionSetNode[], value: Record<string, unknown>, around: string, above: number): number {
    const selected = new Map<string, Selected>();
    for (const selection of selections) gather(type, selection, selected);
    const isItem = !step.test(type.name) && Object.values(value).some((field) => field !== null);
    const level = isItem ? above + 1 : above;
    const page = /(Connection|Page)$/.test(type.name) ? type.name : around;
    const reached = new Map<string, number>();
    visited.push({ typename: type.name, page, value, fields: new Map([...selected].map(([key, { name }]) => [key, name])), level, reached });
    let deepest = level;
    for (const [key, { name, below }] of selected) {
      if (below.length === 0) continue;
      const named = getNamedType(type.getFields()[name]!.type);
      let deepestHere = level;
      each(value[key], (item) => {
        const concrete = isAbstractType(named) ? schema.getType(String(item["__typename"])) : named;
        if (isObjectType(concrete)) deepestHere = Math.max(deepestHere, enter(concrete, below, item, page, level));
      });
      reached.set(name, deepestHere - level);
      deepest = Math.max(deepest, deepestHere);
    }
    return deepest;
  }

  function gather(type: GraphQLObjectType, { selections }: SelectionSetNode, into: Map<string, Selected>): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        const entry = into.get(key) ?? { name: selection.name.value, below: [] };
        if (selection.selectionSet) entry.below.push(selection.selectionSet);
        into.set(key, entry);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)! : selection;
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      if (!condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type))) gather(type, fragment.selectionSet, into);
    }
  }
}

function each(value: unknown, work: (item: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const item of value) each(item, work);
  else if (typeof value === "object" && value !== null) work(value as Record<string, unknown>);
}
