import { fuse } from "../../gateway/fused/fuse";
import type { Graph } from "../../gateway/graph";
import { createNodeSubgraph } from "../../gateway/node/node-subgraph";
import type { Logger } from "../../kernel/logging/logging";
import { composed, definitions, openInMemory } from "./subgraphs";

export async function fusedGraph(logger: Logger): Promise<Graph> {
  const subgraphs = await Promise.all(definitions.map((definition) => openInMemory(definition, logger)));
  return fuse({ apiSdl: composed(subgraphs).apiSdl, subgraphs, nodeSubgraph: createNodeSubgraph(definitions) });
}
