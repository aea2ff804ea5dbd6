import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Loop, LoopCount } from "./candidate";

const root = resolve(__dirname, "../..");

export interface Started<Ready> { readonly ready: Ready; ask<Answer>(question: unknown): Promise<Answer>; stop(): Promise<void> }

// Each server tells its parent over the channel when it is ready; its log goes to a file, as a real one's would.
export async function startServer<Ready>(script: string, environment: Record<string, string> = {}): Promise<Started<Ready>> {
  const logFile = join(tmpdir(), `bench-${script}-${process.pid}.log`);
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [join(root, "kernel/launch.cjs"), join(root, "bench/servers", `${script}.ts`)], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", ...environment },
    stdio: ["ignore", log, log, "ipc"],
  });
  const died = once(child, "exit").then(([code]) => { throw new Error(`${script} ended with ${String(code)}; its log is ${logFile}`); });
  died.catch(() => undefined);
  const answer = async <Answer>() => (await Promise.race([once(child, "message"), died]))[0] as Answer;
  const ready = await answer<Ready>();
  return {
    ready,
    async ask<Answer>(question: unknown) {
      const answered = answer<Answer>();
      child.send(question as object);
      return answered;
    },
    async stop() {
      if (child.exitCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

export async function startLoop(script: string, environment?: Record<string, string>): Promise<Loop> {
  const server = await startServer<unknown>(script, environment);
  return { run: (seconds) => server.ask<LoopCount>({ seconds }), stop: server.stop };
}
