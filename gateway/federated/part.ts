import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { SettingError } from "../../kernel/config/settings";
import type { ProcessName } from "../../kernel/process/keys";

/** One of the five processes, as `npm run serve` starts it. */
export class Part {
  /** Resolves with the line that says where it answers; rejects with what keeps it from starting. */
  readonly answers: Promise<string>;
  private readonly child: ChildProcess;
  private complaint = "";
  private stopping = false;

  constructor(
    readonly name: ProcessName,
    environment: Readonly<Record<string, string | undefined>>,
  ) {
    const [launcher, entry] = [join(__dirname, "..", "..", "kernel", "launch.cjs"), join(__dirname, "..", "serve.ts")];
    this.child = spawn(process.execPath, [launcher, entry, name], { stdio: ["ignore", "pipe", "pipe"], env: environment });
    this.answers = this.begin();
  }

  whenItEnds(tell: () => void): void {
    this.child.once("exit", () => {
      if (!this.stopping) tell();
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill("SIGTERM");
    await once(this.child, "exit");
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }

  private async begin(): Promise<string> {
    const { stdout, stderr } = this.child;
    const note = (text: string) => void (this.complaint = text);
    stderr!.setEncoding("utf8").on("data", note);
    // Until it answers, what it has to say is told once, by whoever started it.
    const failed = once(this.child, "close").then(() => {
      throw new SettingError(this.complaint.trim().split("\n").at(-1) || `${this.name} could not be started`);
    });
    const [line] = (await Promise.race([once(stdout!.setEncoding("utf8"), "data"), failed])) as [string];
    stderr!.off("data", note).on("data", (text: string) => process.stderr.write(text));
    return line;
  }
}
