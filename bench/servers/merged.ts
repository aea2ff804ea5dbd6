import { buildSchema, parse, type GraphQLSchema } from "graphql";
import { compileQuery, isCompiledQuery, type CompiledQuery } from "graphql-jit";
import { parts } from "../parts";
import { world, type Volunteer } from "../world";

// The four parts written as one schema without any seam: nothing that spans four subgraphs can be faster.
const typeDefs = `
  type Query { volunteers(from: Int!, first: Int!): [Volunteer!]! site(id: ID!): PracticeSite }
  type PracticeSite { id: ID! name: String! level: String! }
  type Activity { id: ID! title: String! startsAt: String! }
  type Volunteer { id: ID! volunteerNumber: String! minutes: Int! site: PracticeSite activities(first: Int!): [Activity!] points: Int }`;

export function mergedSchema(): GraphQLSchema {
  const schema = buildSchema(typeDefs);
  const tables = [...parts.map((part) => part.resolvers), { Volunteer: { site: ({ siteId }: Volunteer) => world.site(siteId) } }];
  for (const table of tables) {
    for (const [typeName, fields] of Object.entries(table)) {
      const type = schema.getType(typeName);
      if (!type || !("getFields" in type)) continue;
      for (const [name, resolve] of Object.entries(fields)) {
        const field = type.getFields()[name];
        if (field && "args" in field) field.resolve = resolve as never;
      }
    }
  }
  return schema;
}

export function compile(schema: GraphQLSchema, query: string): CompiledQuery {
  const compiled = compileQuery(schema, parse(query));
  if (!isCompiledQuery(compiled)) throw new Error("graphql-jit declined the query");
  return compiled;
}
