import { inheritedEnvironment, readSettings, SettingError, type Settings } from "../../kernel/config/settings";
import { createLogger } from "../../kernel/logging/logging";
import { addressOn, addressSetting, clockOf, databaseOf, idsOf, portBehind, portOf } from "../../kernel/process/addresses";
import { keptKey, processNames, type ProcessName } from "../../kernel/process/keys";
import { keyringOf } from "../../kernel/process/personal-keys";
import { assertFree } from "../../kernel/process/ports";
import { runProcess, type Running } from "../../kernel/process/run";
import { subgraphNames } from "../../kernel/subgraph/definition";
import { definitions } from "../definitions";
import { findDemo } from "../demo/demo-file";
import { seedDemo } from "../demo/seed-demo";
import { printWelcome } from "../demo/welcome";
import { openFused } from "../fused/open";
import { developmentIssuerOf } from "../tokens";
import { Part } from "./part";

/** `npm run start:federated`: the graph as five processes on this machine, on the same data as `npm start`. */
void runProcess(start);

async function start(): Promise<Running> {
  const settings = readSettings();
  const base = basePortOf(settings);
  for (const name of processNames) await assertFree(hostOf(settings, name), portBehind(base, name));
  const issuer = developmentIssuerOf(settings, clockOf(settings));
  const demo = issuer && (findDemo(settings) ?? (await seedOnce(settings)));
  if (settings.SIGNING_KEY === undefined) for (const name of processNames) keptKey(settings.DATA_DIR, name);
  const parts: Part[] = [];
  const stop = async (): Promise<void> => void (await Promise.all(parts.map((part) => part.stop())));
  const begin = (name: ProcessName): Promise<string> => {
    const part = new Part(name, environmentOf(settings, name, base));
    parts.push(part);
    return part.answers;
  };
  // Whatever ends this process, nothing that it started stays behind.
  process.once("exit", () => parts.forEach((part) => part.kill()));
  try {
    const [line] = await Promise.all(processNames.map(begin));
    await printWelcome(line!.trim().split(" ").at(-1)!, demo, issuer);
  } catch (error) {
    await stop();
    throw error;
  }
  for (const part of parts) {
    part.whenItEnds(() => {
      process.stderr.write(`${part.name} has ended, so the other parts are stopped too.\n`);
      void stop().then(() => process.exit(1));
    });
  }
  return { close: stop };
}

function basePortOf(settings: Settings): number {
  const base = portOf(settings, "gateway");
  if (base < 1 || portBehind(base, subgraphNames.at(-1)!) > 65_535) throw new SettingError(`PORT=${base} leaves no room: the subgraphs take the four ports behind it`);
  return base;
}

async function seedOnce(settings: Settings) {
  const subgraphs = await openFused(definitions, { database: databaseOf(settings), clock: clockOf(settings), idsOf: (name) => idsOf(settings, name), logger: createLogger(settings.LOG_LEVEL), keyring: keyringOf(settings) });
  try {
    return await seedDemo(settings, subgraphs);
  } finally {
    await subgraphs.close();
  }
}

/** Only the gateway is for others; it finds the subgraphs on this machine. */
function hostOf(settings: Settings, name: ProcessName): string {
  return name === "gateway" ? settings.HOST : "127.0.0.1";
}

function environmentOf(settings: Settings, name: ProcessName, base: number): Record<string, string | undefined> {
  const addresses = Object.fromEntries(subgraphNames.map((part) => [addressSetting(part), addressOn(portBehind(base, part))]));
  return inheritedEnvironment({ ...addresses, HOST: hostOf(settings, name), PORT: String(portBehind(base, name)) });
}
