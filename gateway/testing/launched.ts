import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { join } from "node:path";
import { inheritedEnvironment, settingsTable } from "../../kernel/config/settings";
import { assertFree } from "../../kernel/process/ports";

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and standard error, each as a whole. */
  readonly said: string;
  readonly complaints: string;
}

const root = join(__dirname, "..", "..");
const running = new Set<Launched>();
process.on("exit", () => running.forEach((launched) => launched.signal("SIGKILL", "group")));

/** A process as `npm` starts it, in a group of its own as a terminal gives it one. It ends with this one at the latest. */
export class Launched {
  readonly ended: Promise<Ended>;
  private said = "";
  private complaints = "";
  private readonly child: ChildProcess;
  private readonly listeners = new Set<() => void>();

  /** Settings that are not given are as if nobody had ever set them. */
  constructor(args: readonly string[], environment: Readonly<Record<string, string>>, nodeArguments: readonly string[] = []) {
    const unset = Object.fromEntries(Object.keys(settingsTable).map((name) => [name, ""]));
    this.child = spawn(process.execPath, [...nodeArguments, join("kernel", "launch.cjs"), ...args], { cwd: root, detached: true, env: inheritedEnvironment({ ...unset, ...environment }), stdio: ["ignore", "pipe", "pipe"] });
    running.add(this);
    this.child.stdout!.setEncoding("utf8").on("data", (text: string) => this.hear(() => (this.said += text)));
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => this.hear(() => (this.complaints += text)));
    this.ended = new Promise((resolve) => {
      this.child.once("close", (code, signal) => {
        running.delete(this);
        resolve({ code, signal, said: this.said, complaints: this.complaints });
      });
    });
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Waits until it has printed this; rejects with what it printed instead when it ends before. */
  says(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!pattern.test(this.said)) return;
        this.listeners.delete(look);
        resolve(this.said);
      };
      this.listeners.add(look);
      void this.ended.then(({ said, complaints }) => reject(new Error(`it ended without saying ${pattern}:\n${said}\n${complaints}`)));
      look();
    });
  }

  /** As Ctrl-C does, which reaches the whole group, or as somebody does who knows only its id. */
  signal(name: NodeJS.Signals, whom: "group" | "itself"): void {
    try {
      process.kill(whom === "group" ? -this.pid : this.pid, name);
    } catch {
      // It has ended.
    }
  }

  private hear(note: () => void): void {
    note();
    for (const listener of this.listeners) listener();
  }
}

/** The first of so many ports in a row that nobody listens on now, away from those that the system gives to callers. */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * 20_000);
    const all = Array.from({ length: count }, (_, index) => first + index);
    if (await Promise.all(all.map((port) => assertFree("127.0.0.1", port))).then(() => true, () => false)) return first;
  }
}

/** Somebody who has the port. */
export async function occupied(): Promise<{ readonly port: number; release(): Promise<void> }> {
  const port = await freePorts(1);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { port, release: () => new Promise((resolve) => server.close(() => resolve())) };
}
