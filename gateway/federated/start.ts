import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { inheritedEnvironment, readSettings, SettingError, type Settings } from "../../kernel/config/settings";
import { createLogger } from "../../kernel/logging/logging";
import { addressOn, addressSetting, clockOf, databaseOf, idsOf, portBehind, portOf } from "../../kernel/process/addresses";
import { keptKey, processNames, type ProcessName } from "../../kernel/process/keys";
import { keyringOf } from "../../kernel/process/personal-keys";
import { runProcess, type Running } from "../../kernel/process/run";
import { subgraphNames } from "../../kernel/subgraph/definition";
import { definitions } from "../definitions";
import { findDemo } from "../demo/demo-file";
import { seedDemo } from "../demo/seed-demo";
import { printWelcome } from "../demo/welcome";
import { openFused } from "../fused/open";
import { developmentIssuerOf } from "../tokens";

/** `npm run start:federated`: the graph as five processes on this machine, on the same data as `npm start`. */
void runProcess(start);

async function start(): Promise<Running> {
  const settings = readSettings();
  const issuer = developmentIssuerOf(settings, clockOf(settings));
  const demo = issuer && (findDemo(settings) ?? (await seedOnce(settings)));
  if (settings.SIGNING_KEY === undefined) for (const name of processNames) keptKey(settings.DATA_DIR, name);
  const base = portOf(settings, "gateway");
  const children: ChildProcess[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(stopChild));
  };
  try {
    await Promise.all(subgraphNames.map((name) => startPart(children, name, base)));
    const line = await startPart(children, "gateway", base);
    await printWelcome(line.trim().split(" ").at(-1)!, demo, issuer);
  } catch (error) {
    await stop();
    throw error;
  }
  for (const child of children) child.once("exit", () => void stop().then(() => process.exit(1)));
  return {
    async close() {
      for (const child of children) child.removeAllListeners("exit");
      await stop();
    },
  };
}

async function seedOnce(settings: Settings) {
  const subgraphs = await openFused(definitions, { database: databaseOf(settings), clock: clockOf(settings), idsOf: (name) => idsOf(settings, name), logger: createLogger(settings.LOG_LEVEL), keyring: keyringOf(settings) });
  try {
    return await seedDemo(settings, subgraphs);
  } finally {
    await subgraphs.close();
  }
}

/** Resolves with the line that says where it answers; what keeps it from starting is its one line on standard error. */
async function startPart(children: ChildProcess[], name: ProcessName, base: number): Promise<string> {
  const launcher = join(__dirname, "..", "..", "kernel", "launch.cjs");
  const child = spawn(process.execPath, [launcher, join(__dirname, "..", "serve.ts"), name], { stdio: ["ignore", "pipe", "pipe"], env: environmentOf(name, base) });
  children.push(child);
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint = text;
    process.stderr.write(text);
  });
  const answers = once(child.stdout.setEncoding("utf8"), "data").then(([line]) => line as string);
  const failed = once(child, "exit").then(() => {
    throw new SettingError(complaint.trim() === "" ? `${name} could not be started` : `${name} could not be started, as it says above`);
  });
  return Promise.race([answers, failed]);
}

function environmentOf(name: ProcessName, base: number): Record<string, string | undefined> {
  const addresses = Object.fromEntries(subgraphNames.map((part) => [addressSetting(part), addressOn(portBehind(base, part))]));
  return inheritedEnvironment({ ...addresses, PORT: String(portBehind(base, name)) });
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  await once(child, "exit");
}
