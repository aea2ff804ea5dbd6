import { getNamedType, isCompositeType, isUnionType, Kind, SchemaMetaFieldDef, TypeMetaFieldDef, TypeNameMetaFieldDef, type DocumentNode, type FragmentDefinitionNode, type GraphQLCompositeType, type GraphQLOutputType, type GraphQLSchema, type OperationDefinitionNode, type SelectionSetNode } from "graphql";

/**
 * What an operation's answer looks like, by response key. Validation sees to it that two fields of one response key agree in lists and
 * non-null marks whatever the type they stand on, so the shape needs no runtime types.
 */
export interface Shape {
  readonly type: GraphQLOutputType;
  readonly order: number;
  /** In the order of the document. */
  fields(): ReadonlyMap<string, Shape>;
}

interface Selected {
  readonly on: GraphQLCompositeType;
  readonly selections: SelectionSetNode;
}

export function shapeOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Shape {
  const fragments = fragmentsOf(document);
  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`the schema has no ${operation.operation}`);
  return shape(root, 0, [{ on: root, selections: operation.selectionSet }]);

  function shape(type: GraphQLOutputType, order: number, selected: Selected[]): Shape {
    let fields: Map<string, Shape> | undefined;
    return { type, order, fields: () => (fields ??= collect(selected)) };
  }

  function collect(selected: readonly Selected[]): Map<string, Shape> {
    const found = new Map<string, { type: GraphQLOutputType; below: Selected[] }>();
    const visited = new Set<string>();
    for (const { on, selections } of selected) gather(on, selections, found, visited);
    let order = 0;
    return new Map([...found].map(([key, { type, below }]) => [key, shape(type, order++, below)]));
  }

  function gather(on: GraphQLCompositeType, selections: SelectionSetNode, found: Map<string, { type: GraphQLOutputType; below: Selected[] }>, visited: Set<string>): void {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        const type = typeOfField(on, selection.name.value);
        if (!type) continue;
        const key = selection.alias?.value ?? selection.name.value;
        const entry = found.get(key) ?? { type, below: [] };
        found.set(key, entry);
        const named = getNamedType(type);
        if (selection.selectionSet && isCompositeType(named)) entry.below.push({ on: named, selections: selection.selectionSet });
        continue;
      }
      const spread = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : undefined;
      if (spread !== undefined && visited.has(`${on.name} ${spread}`)) continue;
      if (spread !== undefined) visited.add(`${on.name} ${spread}`);
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) continue;
      const condition = fragment.typeCondition ? schema.getType(fragment.typeCondition.name.value) : on;
      if (isCompositeType(condition)) gather(condition, fragment.selectionSet, found, visited);
    }
  }
}

export function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  return fragments;
}

function typeOfField(on: GraphQLCompositeType, name: string): GraphQLOutputType | undefined {
  const meta = [TypeNameMetaFieldDef, SchemaMetaFieldDef, TypeMetaFieldDef].find((field) => field.name === name);
  return (meta ?? (isUnionType(on) ? undefined : on.getFields()[name]))?.type;
}
