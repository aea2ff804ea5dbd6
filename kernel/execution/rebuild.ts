import {
  GraphQLInputObjectType,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  valueFromAST,
  type GraphQLFieldConfig,
  type GraphQLInputType,
  type GraphQLLeafType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLType,
} from "graphql";

export interface Changes {
  /** What stands for a scalar or an enum; defaults are then read anew, since they hold what it is inside. */
  leaf?(type: GraphQLLeafType): GraphQLLeafType;
  /** The type of an output field, in terms of the old schema. */
  fieldType?(type: GraphQLOutputType, parent: GraphQLObjectType | GraphQLInterfaceType): GraphQLOutputType;
  readonly added?: readonly GraphQLNamedType[];
}

/** A copy of a schema in which some types differ. Resolvers stay; what does not differ may be shared with the old schema. */
export function rebuild(schema: GraphQLSchema, changes: Changes): GraphQLSchema {
  const copies = new Map<string, GraphQLNamedType>();

  function copyOf<Type extends GraphQLNamedType>(type: Type): Type {
    let copy = copies.get(type.name);
    if (!copy) copies.set(type.name, (copy = copyNamed(type)));
    return copy as Type;
  }

  function copyNamed(type: GraphQLNamedType): GraphQLNamedType {
    if (type.name.startsWith("__") || isSpecifiedScalarType(type)) return type;
    if (isObjectType(type) || isInterfaceType(type)) {
      const config = { ...type.toConfig(), interfaces: () => type.getInterfaces().map(copyOf), fields: () => fieldsOf(type) };
      return isObjectType(type) ? new GraphQLObjectType(config as never) : new GraphQLInterfaceType(config as never);
    }
    if (isUnionType(type)) return new GraphQLUnionType({ ...type.toConfig(), types: () => type.getTypes().map(copyOf) });
    if (!changes.leaf) return type;
    if (isLeafType(type)) return changes.leaf(type);
    return isInputObjectType(type) ? new GraphQLInputObjectType({ ...type.toConfig(), fields: () => inputsOf(type.toConfig().fields) }) : type;
  }

  function fieldsOf(type: GraphQLObjectType | GraphQLInterfaceType): Record<string, GraphQLFieldConfig<unknown, unknown>> {
    const fields = type.toConfig().fields;
    for (const field of Object.values(fields)) {
      field.type = mapType(changes.fieldType?.(field.type, type) ?? field.type);
      field.args = inputsOf(field.args ?? {});
    }
    return fields;
  }

  function inputsOf<Input extends { type: GraphQLInputType; defaultValue?: unknown; astNode?: { readonly defaultValue?: unknown } | null }>(inputs: Record<string, Input>): Record<string, Input> {
    if (!changes.leaf) return inputs;
    for (const input of Object.values(inputs)) {
      input.type = mapType(input.type);
      if (input.astNode?.defaultValue) input.defaultValue = valueFromAST(input.astNode.defaultValue as never, input.type);
    }
    return inputs;
  }

  function mapType<Type extends GraphQLType>(type: Type): Type {
    if (isNonNullType(type)) return new GraphQLNonNull(mapType(type.ofType) as never) as unknown as Type;
    if (isListType(type)) return new GraphQLList(mapType(type.ofType)) as unknown as Type;
    return copyOf(type as GraphQLNamedType) as Type;
  }

  const config = schema.toConfig();
  return new GraphQLSchema({
    ...config,
    query: config.query && copyOf(config.query),
    mutation: config.mutation && copyOf(config.mutation),
    types: [...config.types.map(copyOf), ...(changes.added ?? [])],
    assumeValid: true,
  });
}
