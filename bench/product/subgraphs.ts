import type { Database } from "../../kernel/database/database";
import { createIds } from "../../kernel/ids/ids";
import type { Logger } from "../../kernel/logging/logging";
import type { SubgraphDefinition } from "../../kernel/subgraph/definition";
import { assembleSubgraph, type Subgraph } from "../../kernel/subgraph/open";
import { buildSubgraphSchema } from "../../kernel/subgraph/schema";
import { systemClock } from "../../kernel/time/time";
import { activity } from "./activity";
import { org } from "./org";
import { points } from "./points";
import { volunteer } from "./volunteer";

export const definitions: readonly SubgraphDefinition[] = [org, volunteer, activity, points];

// What is measured reads no database; whoever asks it for something should hear so.
const noDatabase = { engine: "sqlite", reader: null, ping: async () => undefined, close: async () => undefined } as unknown as Database;

/** The product's own subgraphs in everything but where their rows come from. */
export async function openInMemory(definition: SubgraphDefinition, logger: Logger): Promise<Subgraph> {
  const built = await buildSubgraphSchema(definition);
  return assembleSubgraph(built, { database: noDatabase, clock: systemClock, ids: createIds(systemClock), logger, tree: { isWithin: async () => false } });
}
