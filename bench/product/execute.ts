import { Documents } from "../../gateway/server/documents";
import { defaultEdgeSettings } from "../../gateway/server/settings";
import { anonymous } from "../../kernel/auth/caller";
import { createLogger } from "../../kernel/logging/logging";
import { fusedGraph } from "./fused";

/** The product's executor and nothing around it: no token, no limit, no cost. */
export async function fusedExecute(): Promise<(query: string, variables: Record<string, unknown>) => unknown> {
  const graph = await fusedGraph(createLogger("info"));
  const documents = new Documents(graph.schema, defaultEdgeSettings);
  return (query, variables) => {
    const prepared = documents.prepare(query);
    if ("errors" in prepared) throw new Error(prepared.errors.map(String).join("; "));
    const context = graph.context({ caller: anonymous, language: "en", requestId: "bench" });
    return graph.execute({ document: prepared.document, operationName: "FourSubgraphs", variables, context });
  };
}
