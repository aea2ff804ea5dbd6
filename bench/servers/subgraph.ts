import type { JSONWebKeySet } from "jose";
import { createLogger } from "../../kernel/logging/logging";
import type { Subgraph } from "../../kernel/subgraph/open";
import { serveSubgraph } from "../../kernel/subgraph/serve";
import { systemClock } from "../../kernel/time/time";
import { definitions, openInMemory } from "../product/subgraphs";

async function serve(): Promise<void> {
  const logger = createLogger("info");
  const definition = definitions.find(({ name }) => name === process.env["BENCH_PART"])!;
  const subgraph = await openInMemory(definition, logger);
  const trusted = JSON.parse(process.env["BENCH_TRUSTED"]!) as JSONWebKeySet;
  const { url } = await serveSubgraph(subgraph as unknown as Subgraph, { host: "127.0.0.1", port: 0, trusted, clock: systemClock, logger });
  process.send!({ url });
}

void serve();
