import { GraphQLList, isListType, isNonNullType, type GraphQLNamedType, type GraphQLOutputType, type GraphQLSchema } from "graphql";
import { rebuild } from "./rebuild";

/**
 * The schema without the non-null marks of what its fields answer. An executor of it stops at no null, so it finds every error and not just the
 * first beneath a null.
 */
export function relax(schema: GraphQLSchema): GraphQLSchema {
  return rebuild(schema, { fieldType: withoutMarks });
}

/** The same for the fields of the root types themselves, and nothing beneath them. */
export function relaxRoot(schema: GraphQLSchema, added: readonly GraphQLNamedType[]): GraphQLSchema {
  const roots: unknown[] = [schema.getQueryType(), schema.getMutationType()];
  return rebuild(schema, { fieldType: (type, parent) => (roots.includes(parent) && isNonNullType(type) ? type.ofType : type), added });
}

function withoutMarks(type: GraphQLOutputType): GraphQLOutputType {
  if (isNonNullType(type)) return withoutMarks(type.ofType);
  return isListType(type) ? new GraphQLList(withoutMarks(type.ofType)) : type;
}
