import { readSettings } from "../../kernel/config/settings";
import { createLogger } from "../../kernel/logging/logging";
import { clockOf } from "../../kernel/process/addresses";
import { runProcess } from "../../kernel/process/run";
import { edgeSettingsOf } from "../edge-settings";
import { explorer } from "../explorer/explorer";
import { apiSdl } from "../schema-files";
import { createServer } from "../server/server";
import { verifierOf } from "../tokens";
import { openFederated } from "./open";

/** `npm run serve -- gateway`: the public edge over subgraphs that are served on their own. */
void runProcess(async () => {
  const settings = readSettings();
  const clock = clockOf(settings);
  const graph = openFederated(settings, clock);
  const server = createServer({ graph, sdl: apiSdl(), verifier: verifierOf(settings, clock), settings: edgeSettingsOf(settings), logger: createLogger(settings.LOG_LEVEL), clock, explorer: explorer() });
  await server.listen();
  process.stdout.write(`gateway answers clients at ${server.url}\n`);
  return {
    async close() {
      await server.close();
      await graph.close();
    },
  };
});
