import { buildASTSchema, isObjectType, parse, type GraphQLFieldResolver, type GraphQLSchema } from "graphql";
import { faultCodes, faultText } from "../../kernel/errors/codes";
import { Fault } from "../../kernel/errors/faults";
import { prefixOf } from "../../kernel/ids/ids";
import type { EntityTypes, SubgraphDefinition } from "../../kernel/subgraph/definition";
import type { GraphRequest } from "../graph";
import { mutationsFor } from "./attempts";
import { federationLink, nodeSdl } from "./node-sdl";

/** Asks the owner of a type which of the ids exist for this caller: in the order asked, an Error where it could not say. */
export type Confirm = (typename: string, ids: readonly string[]) => Promise<readonly (boolean | Error)[]>;

export interface NodeContext {
  readonly request: GraphRequest;
  readonly confirm: Confirm;
}

/** The fifth subgraph: it has no nouns and no database, and answers a reference only after the owner confirmed it. */
export interface NodeSubgraph {
  readonly name: "node";
  readonly sdl: string;
  readonly schema: GraphQLSchema;
  readonly entityTypes: EntityTypes;
  /** The subgraph that answers for a type, by the type's name. */
  readonly owners: ReadonlyMap<string, string>;
  context(request: GraphRequest, confirm: Confirm): NodeContext;
}

export type NodeDefinition = Pick<SubgraphDefinition, "name" | "entityTypes" | "policies">;
type Resolver = GraphQLFieldResolver<unknown, NodeContext>;
interface Reference {
  readonly __typename: string;
  readonly id: string;
}

const mostIds = 100;

export function createNodeSubgraph(definitions: readonly NodeDefinition[]): NodeSubgraph {
  const prefixes = prefixesOf(definitions);
  const sdl = nodeSdl([...prefixes.values()].sort());
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  const resolvers: Record<string, Record<string, Resolver>> = {
    Query: {
      node: async (_, { id }, context) => valueOrThrow((await confirmed(context, [id as string]))[0]!),
      nodes: (_, args, context) => {
        const ids = args["ids"] as readonly string[];
        if (ids.length > mostIds) throw new Fault("BAD_USER_INPUT", { detail: `ids: 0-${mostIds}` });
        return confirmed(context, ids);
      },
      viewer: (_, __, { request }) => ({ subject: request.caller.subject, roles: request.caller.roles, language: request.language.toUpperCase() }),
      errorCodes: () => descriptions,
    },
    Viewer: {
      volunteer: async (_, __, context) => {
        const { volunteerId } = context.request.caller;
        return volunteerId === null ? null : valueOrThrow((await confirmed(context, [volunteerId], "Volunteer"))[0]!);
      },
      sites: async (_, __, context) => (await confirmed(context, context.request.caller.siteIds, "PracticeSite")).map(valueOrThrow).filter((site) => site !== null),
      mutations: (_, __, { request }) => mutationsFor(request.caller, definitions),
    },
  };
  attach(schema, resolvers);
  const entityTypes = Object.fromEntries([...prefixes].map(([prefix, typename]) => [typename, { prefix, owned: false } as const]));
  const owners = new Map(definitions.flatMap((definition) => Object.entries(definition.entityTypes).flatMap(([typename, { owned }]) => (owned ? [[typename, definition.name] as const] : []))));
  return { name: "node", sdl: `${federationLink}\n${sdl}`, schema, entityTypes, owners, context: (request, confirm) => ({ request, confirm }) };

  /** References in the order asked; null for what is missing, hidden or no id at all. One question to each owner. */
  async function confirmed({ confirm }: NodeContext, ids: readonly string[], only?: string): Promise<readonly (Reference | Error | null)[]> {
    const byType = new Map<string, Set<string>>();
    for (const id of ids) {
      const typename = typenameOf(id, only);
      if (typename) byType.set(typename, (byType.get(typename) ?? new Set()).add(id));
    }
    const answers = new Map<string, boolean | Error>();
    await Promise.all(
      [...byType].map(async ([typename, asked]) => {
        const found = await confirm(typename, [...asked]);
        [...asked].forEach((id, index) => answers.set(id, found[index]!));
      }),
    );
    return ids.map((id) => {
      const answer = answers.get(id) ?? false;
      return answer === true ? { __typename: typenameOf(id, only)!, id } : answer || null;
    });
  }

  function typenameOf(id: string, only: string | undefined): string | undefined {
    const typename = prefixes.get(prefixOf(id) ?? "");
    return only === undefined || typename === only ? typename : undefined;
  }
}

const descriptions = faultCodes.map((code) => ({ code, meaning: faultText(code).meaning, chinese: faultText(code).zh, english: faultText(code).en }));

function prefixesOf(definitions: readonly NodeDefinition[]): Map<string, string> {
  const prefixes = new Map<string, string>();
  for (const { name, entityTypes } of definitions) {
    for (const [typename, { prefix, owned }] of Object.entries(entityTypes)) {
      if (!owned) continue;
      const rival = prefixes.get(prefix);
      if (rival) throw new Error(`${name}: ids of ${typename} begin with ${prefix}, as those of ${rival} do`);
      prefixes.set(prefix, typename);
    }
  }
  return prefixes;
}

function attach(schema: GraphQLSchema, resolvers: Record<string, Record<string, Resolver>>): void {
  for (const [typename, fields] of Object.entries(resolvers)) {
    const type = schema.getType(typename);
    if (!isObjectType(type)) continue;
    for (const [name, resolve] of Object.entries(fields)) type.getFields()[name]!.resolve = resolve;
  }
}

function valueOrThrow<Value>(value: Value | Error): Value {
  if (value instanceof Error) throw value;
  return value;
}
