import "reflect-metadata";
import { buildSubgraphSchema as buildFederatedSchema } from "@apollo/subgraph";
import { printSchemaWithDirectives } from "@graphql-tools/utils";
import { parse, type GraphQLResolveInfo } from "graphql";
import { buildSchema, createResolversMap } from "type-graphql";
import type { SubgraphContext } from "./context";
import type { SubgraphDefinition, SubgraphSchema } from "./definition";
import { assertFieldsAreBare, guard } from "./guard";
import { changesPolicies, changesResolver } from "../events/changes.resolver";
import { leanResolvers } from "./lean-resolvers";
import { resolveTotals } from "../paging/totals";
import { resolveReference } from "./references";

const federationLink = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@inaccessible"])';

/** The subgraph's schema, executable without a database: everything it reads comes with the context. */
export async function buildSubgraphSchema(definition: SubgraphDefinition): Promise<SubgraphSchema> {
  assertFieldsAreBare();
  const plain = await buildSchema({
    resolvers: [...definition.resolvers, changesResolver(definition.name)] as never,
    orphanedTypes: [...(definition.orphanedTypes ?? [])],
    validate: false,
    // It would demand that a schema has a query of its own; composition checks what matters.
    skipCheck: true,
  });
  const sdl = `${federationLink}\n\n${printSchemaWithDirectives(plain)}\n`;
  const resolvers: Record<string, any> = createResolversMap(plain);
  for (const typename of Object.keys(definition.entityTypes)) {
    // Asynchronous on purpose: a synchronous null here is taken for a missing resolver.
    (resolvers[typename] ??= {})["__resolveReference"] = async (reference: { id?: unknown }, context: SubgraphContext, _info: GraphQLResolveInfo) =>
      resolveReference(context, definition.entityTypes, typename, reference.id);
  }
  const schema = buildFederatedSchema({ typeDefs: parse(sdl), resolvers: resolvers as never });
  leanResolvers(schema, [...definition.resolvers, changesResolver(definition.name)]);
  resolveTotals(schema);
  guard(schema, { name: definition.name, policies: [...definition.policies, changesPolicies(definition.name)] });
  return { definition, sdl, schema };
}
