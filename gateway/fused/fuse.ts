import type { GraphQLSchema } from "graphql";
import { createExecutor, type ExecutorSettings } from "../../kernel/execution/executor";
import type { EntityTypes } from "../../kernel/subgraph/definition";
import type { Graph, GraphRequest } from "../graph";
import type { Confirm, NodeSubgraph } from "../node/node-subgraph";
import { FusedContext } from "./fused-context";
import { Ownership, type Part } from "./ownership";
import { buildPublicSchema } from "./public-schema";
import { AbsentEntity, PlainFields } from "./references";
import { attachResolvers } from "./resolvers";

/** What an open subgraph shows to the graph that it is fused into. */
export interface FusedSubgraph {
  readonly name: string;
  readonly definition: { readonly entityTypes: EntityTypes };
  readonly schema: GraphQLSchema;
  readonly database: { ping(): Promise<void> };
  context(request: GraphRequest): object;
  close(): Promise<void>;
}

export interface Fusion {
  /** schema/api.graphql */
  readonly apiSdl: string;
  readonly subgraphs: readonly FusedSubgraph[];
  readonly nodeSubgraph: NodeSubgraph;
  readonly execution?: Partial<ExecutorSettings>;
}

/**
 * All subgraphs in one process as one executable schema: every field is resolved by the subgraph that owns it, and nothing is planned, serialized
 * or sent. Each subgraph keeps its own database and its own context.
 */
export function fuse({ apiSdl, subgraphs, nodeSubgraph, execution }: Fusion): Graph {
  const parts: Part[] = subgraphs.map(({ name, schema, definition }, index) => ({ name, index, schema, entityTypes: definition.entityTypes }));
  const nodeIndex = parts.length;
  parts.push({ name: nodeSubgraph.name, index: nodeIndex, schema: nodeSubgraph.schema, entityTypes: nodeSubgraph.entityTypes });
  const ownership = new Ownership(parts);
  const schema = buildPublicSchema(apiSdl, parts);
  attachResolvers(schema, ownership);
  const plainFields = new PlainFields(ownership, schema);
  const execute = createExecutor(schema, execution);

  const open = (index: number, context: FusedContext) => (index === nodeIndex ? nodeSubgraph.context(context.request, confirmIn(context)) : subgraphs[index]!.context(context.request));

  function confirmIn(context: FusedContext): Confirm {
    return (typename, ids) => {
      const entity = ownership.entities.get(typename)!;
      return Promise.all(ids.map(async (id) => existence(await context.references.get(entity, id))));
    };
  }

  return {
    schema,
    context: (request) => new FusedContext(request, open, plainFields),
    execute,
    async health() {
      const states = await Promise.all(subgraphs.map(({ name, database }) => database.ping().then(() => [name, "up"] as const, () => [name, "down"] as const)));
      return Object.fromEntries(states);
    },
    async close() {
      await Promise.all(subgraphs.map((subgraph) => subgraph.close()));
    },
  };
}

function existence(found: object): boolean | Error {
  return found instanceof AbsentEntity ? (found.failure ?? false) : true;
}
