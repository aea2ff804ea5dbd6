import { Command } from "commander";
import { describeSettings, readSettings, type Settings } from "../kernel/config/settings";
import { createLogger } from "../kernel/logging/logging";
import { clockOf, databaseOf, idsOf, portOf } from "../kernel/process/addresses";
import { assertFree } from "../kernel/process/ports";
import { keyringOf } from "../kernel/process/personal-keys";
import { runProcess, type Running } from "../kernel/process/run";
import { definitions } from "./definitions";
import { seedDemo } from "./demo/seed-demo";
import { printWelcome } from "./demo/welcome";
import { eraseWorld, findDemo } from "./demo/demo-file";
import { edgeSettingsOf } from "./edge-settings";
import { explorer } from "./explorer/explorer";
import { openFused } from "./fused/open";
import { apiSdl } from "./schema-files";
import { createServer } from "./server/server";
import { developmentIssuerOf, verifierOf } from "./tokens";

/** `npm start`: the whole graph in this process, with a demo world in which to look around. */
const command = new Command("npm start --")
  .description("Starts the whole graph in one process, on SQLite files unless DATABASE_URL says otherwise.")
  .option("--fresh", "forget what is stored and begin anew with the demo world")
  .showSuggestionAfterError(false)
  .configureOutput({ outputError: (text, write) => write(`${text.trim()}; npm start -- --help lists what there is\n`) })
  .addHelpText("after", `\nSettings, from the environment:\n${describeSettings()}`)
  .parse();

void runProcess(() => start(readSettings(), command.opts<{ fresh?: boolean }>().fresh ?? false));

async function start(settings: Settings, fresh: boolean): Promise<Running> {
  const clock = clockOf(settings);
  const logger = createLogger(settings.LOG_LEVEL);
  const issuer = developmentIssuerOf(settings, clock);
  // Before anything is erased: whoever has the port may have the data too.
  await assertFree(settings.HOST, portOf(settings, "gateway"));
  if (fresh) await eraseWorld(settings, definitions);
  const subgraphs = await openFused(definitions, {
    database: databaseOf(settings),
    clock,
    idsOf: (name) => idsOf(settings, name),
    logger,
    keyring: keyringOf(settings),
    consuming: { waitMilliseconds: settings.FEED_POLL_MS, catchUpMilliseconds: settings.CATCH_UP_MS },
    relaying: { pollMilliseconds: settings.RELAY_POLL_MS },
  });
  try {
    const demo = issuer && (findDemo(settings) ?? (await seedDemo(settings, subgraphs)));
    const sdl = apiSdl();
    const graph = subgraphs.graph(sdl);
    const server = createServer({ graph, sdl, verifier: verifierOf(settings, clock), settings: edgeSettingsOf(settings), logger, clock, explorer: explorer() });
    await server.listen();
    subgraphs.start();
    await printWelcome(server.url, demo, issuer);
    return {
      async close() {
        await server.close();
        await graph.close();
      },
    };
  } catch (error) {
    await subgraphs.close();
    throw error;
  }
}
