import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { inheritedEnvironment } from "../../kernel/config/settings";
import { addressOn, addressSetting } from "../../kernel/process/addresses";
import { processNames, type ProcessName } from "../../kernel/process/keys";
import { subgraphNames } from "../../kernel/subgraph/definition";

/** The graph as five processes, each as `npm run serve` starts it. */
export interface Processes {
  /** The gateway's address. */
  readonly url: string;
  /** What they have written to standard error so far. */
  complaints(): string;
  /** Ends one of them at once, as a crash does: nothing is finished, nothing is said. Resolves when it is gone. */
  kill(name: ProcessName): Promise<void>;
  /** Starts one that was killed again, where it was; resolves once it answers. */
  restart(name: ProcessName): Promise<void>;
  stop(): Promise<void>;
}

const startAttempts = 3;

/** Starts all five on ports that are free now; whoever is faster with one of them makes us choose again. */
export async function startProcesses(environment: Readonly<Record<string, string>>): Promise<Processes> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startOn(await freePorts(), environment);
    } catch (error) {
      if (attempt === startAttempts || !String(error).includes("is taken")) throw error;
    }
  }
}

type Ports = Readonly<Record<ProcessName, number>>;

async function startOn(ports: Ports, environment: Readonly<Record<string, string>>): Promise<Processes> {
  const addresses = Object.fromEntries(subgraphNames.map((name) => [addressSetting(name), addressOn(ports[name])]));
  const begin = (name: ProcessName) => new Part(name, { ...environment, ...addresses, PORT: String(ports[name]) });
  const parts = new Map(processNames.map((name) => [name, begin(name)]));
  let complaints = "";
  const stop = async () => void (await Promise.all([...parts.values()].map((part) => part.stop())));
  try {
    await Promise.all([...parts.values()].map((part) => part.answers));
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: addressOn(ports.gateway),
    complaints: () => complaints + [...parts.values()].map((part) => part.complaints).join(""),
    kill: (name) => parts.get(name)!.end("SIGKILL"),
    async restart(name) {
      complaints += parts.get(name)!.complaints;
      const part = begin(name);
      parts.set(name, part);
      await part.answers;
    },
    stop,
  };
}

const ending = new Set<ChildProcess>();
process.on("exit", () => ending.forEach((child) => child.kill("SIGKILL")));

/** One process. It ends with this one at the latest. */
class Part {
  complaints = "";
  /** Resolves once it says where it answers; rejects with what it said instead. */
  readonly answers: Promise<void>;
  private readonly child: ChildProcess;

  constructor(name: ProcessName, environment: Readonly<Record<string, string>>) {
    const root = join(__dirname, "..", "..");
    this.child = spawn(process.execPath, [join("kernel", "launch.cjs"), join("gateway", "serve.ts"), name], { cwd: root, env: inheritedEnvironment(environment), stdio: ["ignore", "pipe", "pipe"] });
    ending.add(this.child);
    this.child.once("exit", () => ending.delete(this.child));
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => (this.complaints += `${name}: ${text}`));
    const ended = once(this.child, "exit").then(() => Promise.reject(new Error(`${name} did not start:\n${this.complaints}`)));
    this.answers = Promise.race([once(this.child.stdout!, "data"), ended]).then(() => undefined);
    this.answers.catch(() => undefined);
  }

  stop(): Promise<void> {
    return this.end("SIGTERM");
  }

  async end(signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill(signal);
    await once(this.child, "exit");
  }
}

async function freePorts(): Promise<Ports> {
  const servers = await Promise.all(
    processNames.map(async (name) => {
      const server = createServer().listen(0, "127.0.0.1");
      await once(server, "listening");
      return [name, server] as const;
    }),
  );
  const ports = servers.map(([name, server]) => [name, (server.address() as AddressInfo).port] as const);
  for (const [, server] of servers) server.close();
  return Object.fromEntries(ports) as Ports;
}
