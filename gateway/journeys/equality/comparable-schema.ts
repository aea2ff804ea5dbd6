import { MapperKind, mapSchema, pruneSchema } from "@graphql-tools/utils";
import type { GraphQLSchema } from "graphql";

/** They answer how often something was asked, and one twin is asked more often than the other. */
const tellHowOften = new Set(["Volunteer.personalReads"]);

/** The part of the public schema in which the same question has the same answer each time. */
export function comparableSchema(schema: GraphQLSchema): GraphQLSchema {
  return pruneSchema(mapSchema(schema, { [MapperKind.OBJECT_FIELD]: (field, name, typename) => (tellHowOften.has(`${typename}.${name}`) ? null : field) }));
}
