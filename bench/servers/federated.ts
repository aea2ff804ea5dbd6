import { federate } from "../../gateway/federated/federate";
import type { Graph } from "../../gateway/graph";
import { createNodeSubgraph } from "../../gateway/node/node-subgraph";
import { importSigningKey } from "../../kernel/auth/keys";
import { signatureHeader, signRequest } from "../../kernel/auth/signing";
import type { Logger } from "../../kernel/logging/logging";
import { publicScalars } from "../../kernel/scalars/scalars";
import { systemClock } from "../../kernel/time/time";
import { composed, definitions, openInMemory } from "../product/subgraphs";
import { serveEdge } from "./edge";

async function federatedGraph(logger: Logger): Promise<Graph> {
  const key = importSigningKey(process.env["BENCH_KEY"]!);
  const { apiSdl, supergraphSdl } = composed(await Promise.all(definitions.map((definition) => openInMemory(definition, logger))));
  return federate({
    supergraphSdl,
    apiSdl,
    endpoints: JSON.parse(process.env["BENCH_ENDPOINTS"]!) as Record<string, string>,
    sign: async (audience, body, caller) => ({ [signatureHeader]: await signRequest(key, { audience, body, caller, clock: systemClock }) }),
    nodeSubgraph: createNodeSubgraph(definitions),
    scalars: publicScalars,
    // Thirty-two requests at once on two cores wait for each other, not for a dead subgraph.
    timeoutMilliseconds: 30_000,
    budgetMilliseconds: 30_000,
  });
}

void serveEdge(federatedGraph);
