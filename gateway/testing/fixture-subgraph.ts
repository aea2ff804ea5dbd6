import { buildSubgraphSchema } from "@apollo/subgraph";
import { parse, type GraphQLSchema } from "graphql";
import type { GraphRequest } from "../../kernel/subgraph/context";
import { resolveReference } from "../../kernel/subgraph/references";
import type { EntityTypes } from "../../kernel/subgraph/definition";
import type { PolicyTable } from "../../kernel/auth/policies";

/** What fixture resolvers are handed: the part of a subgraph's context that needs no database. */
export interface FixtureContext extends GraphRequest {
  readonly subgraph: string;
  readonly loaders: Map<unknown, unknown>;
  dropLoaders(): void;
}

export type FixtureResolver = (parent: any, args: any, context: FixtureContext, info: unknown) => unknown;

export interface FixtureDefinition {
  readonly name: string;
  readonly sdl: string;
  readonly entityTypes: EntityTypes;
  readonly resolvers: Readonly<Record<string, unknown>>;
}

/** A subgraph of plain objects in memory, in every other respect of the shape that `fuse` and `federate` meet. */
export interface FixtureSubgraph {
  readonly name: any;
  readonly definition: { readonly name: any; readonly entityTypes: EntityTypes; readonly policies: readonly PolicyTable[] };
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly database: { ping(): Promise<void> };
  context(request: GraphRequest): FixtureContext;
  close(): Promise<void>;
}

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n';

export function fixtureSubgraph({ name, sdl, entityTypes, resolvers }: FixtureDefinition): FixtureSubgraph {
  const complete: Record<string, any> = { ...resolvers };
  for (const typename of Object.keys(entityTypes)) {
    const __resolveReference = async (reference: { id?: unknown }, context: FixtureContext) => resolveReference(context as never, entityTypes, typename, reference.id);
    complete[typename] = { ...complete[typename], __resolveReference };
  }
  const schema = buildSubgraphSchema({ typeDefs: parse(link + sdl), resolvers: complete as never });
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const resolve = field.resolve!;
    field.resolve = async (parent, args, context: FixtureContext, info) => {
      try {
        return (await resolve(parent, args, context, info));
      } finally {
        context.dropLoaders();
      }
    };
  }
  return {
    name,
    definition: { name, entityTypes, policies: [{ types: { Mutation: Object.fromEntries(Object.keys(schema.getMutationType()?.getFields() ?? {}).map((mutation) => [mutation, () => true])) }, personal: [] }] },
    sdl: link + sdl,
    schema,
    database: { ping: () => Promise.resolve() },
    context(request) {
      const loaders = new Map<unknown, unknown>();
      return { ...request, subgraph: name, loaders, dropLoaders: () => loaders.clear() };
    },
    close: () => Promise.resolve(),
  };
}
