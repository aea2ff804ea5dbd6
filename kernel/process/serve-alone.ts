import { readSettings } from "../config/settings";
import { httpPeer } from "../events/peers";
import { createLogger } from "../logging/logging";
import type { SubgraphDefinition, SubgraphName } from "../subgraph/definition";
import { openSubgraph } from "../subgraph/open";
import { serveSubgraph } from "../subgraph/serve";
import { addressOf, clockOf, databaseOf, idsOf, portOf } from "./addresses";
import { signingKeyOf, trustedKeysOf } from "./keys";
import { keyringOf } from "./personal-keys";
import { runProcess, type Running } from "./run";

/** Serves one subgraph as its own process, as `npm run serve -- <name>` does. */
export function serveAlone(definition: SubgraphDefinition): Promise<void> {
  return runProcess(async (): Promise<Running> => {
    const settings = readSettings();
    const logger = createLogger(settings.LOG_LEVEL);
    const clock = clockOf(settings);
    const key = signingKeyOf(settings, definition.name);
    const subgraph = await openSubgraph(definition, {
      database: databaseOf(settings),
      clock,
      ids: idsOf(settings, definition.name),
      logger,
      keyring: definition.sealed && keyringOf(settings),
      peer: (name) => httpPeer({ name, url: addressOf(settings, name as SubgraphName), key, clock, timeoutMilliseconds: settings.SUBGRAPH_TIMEOUT_MS }),
      consuming: { waitMilliseconds: settings.FEED_POLL_MS, catchUpMilliseconds: settings.CATCH_UP_MS },
      relaying: { pollMilliseconds: settings.RELAY_POLL_MS },
    });
    try {
      const served = await serveSubgraph(subgraph, { host: settings.HOST, port: portOf(settings, definition.name), trusted: trustedKeysOf(settings), clock, logger });
      subgraph.start();
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
