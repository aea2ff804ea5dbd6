import { schemaFiles } from "../../gateway/composition/schema-files";
import { createIds } from "../../kernel/ids/ids";
import type { Logger } from "../../kernel/logging/logging";
import { createContext, type GraphRequest, type SubgraphContext, type SubgraphServices } from "../../kernel/subgraph/context";
import type { SubgraphDefinition, SubgraphSchema } from "../../kernel/subgraph/definition";
import { buildSubgraphSchema } from "../../kernel/subgraph/schema";
import { systemClock } from "../../kernel/time/time";
import { activity } from "./activity";
import { org } from "./org";
import { points } from "./points";
import { volunteer } from "./volunteer";

export const definitions: readonly SubgraphDefinition[] = [org, volunteer, activity, points];

/** One of the product's own subgraphs in everything but where its rows come from. */
export interface InMemorySubgraph extends SubgraphSchema {
  readonly name: string;
  readonly database: SubgraphServices["database"];
  context(request: GraphRequest): SubgraphContext;
  close(): Promise<void>;
}

// What is measured reads no database and no feed; whoever asks for one should hear so.
const database = { engine: "sqlite", reader: null, ping: async () => undefined } as unknown as SubgraphServices["database"];

export async function openInMemory(definition: SubgraphDefinition, logger: Logger): Promise<InMemorySubgraph> {
  const services = { database, clock: systemClock, ids: createIds(systemClock), logger, tree: { isWithin: async () => false } } as unknown as SubgraphServices;
  const context = (request: GraphRequest) => createContext(services, request);
  return { ...(await buildSubgraphSchema(definition)), name: definition.name, database, context, close: async () => undefined };
}

export function composed(subgraphs: readonly SubgraphSchema[]): { readonly apiSdl: string; readonly supergraphSdl: string } {
  const files = schemaFiles(subgraphs);
  return { apiSdl: files["api.graphql"]!, supergraphSdl: files["supergraph.graphql"]! };
}
