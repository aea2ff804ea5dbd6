import { readSettings } from "../config/settings";
import { createIds } from "../ids/ids";
import { createLogger } from "../logging/logging";
import type { SubgraphDefinition } from "../subgraph/definition";
import { openSubgraph } from "../subgraph/open";
import { serveSubgraph } from "../subgraph/serve";
import { systemClock } from "../time/time";
import { databaseOf, portOf } from "./addresses";
import { trustedKeysOf } from "./keys";
import { runProcess, type Running } from "./run";

/** Serves one subgraph as its own process, as `npm run serve -- <name>` does. */
export function serveAlone(definition: SubgraphDefinition): Promise<void> {
  return runProcess(async (): Promise<Running> => {
    const settings = readSettings();
    const logger = createLogger(settings.LOG_LEVEL);
    const clock = systemClock;
    const subgraph = await openSubgraph(definition, { database: databaseOf(settings), clock, ids: createIds(clock), logger });
    try {
      const served = await serveSubgraph(subgraph, { host: settings.HOST, port: portOf(settings, definition.name), trusted: trustedKeysOf(settings), clock, logger });
      process.stdout.write(`${definition.name} answers the gateway at ${served.url}\n`);
      return {
        async close() {
          await served.close();
          await subgraph.close();
        },
      };
    } catch (error) {
      await subgraph.close();
      throw error;
    }
  });
}
