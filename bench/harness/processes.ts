import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { HttpServer, Loop, LoopCount } from "./candidate";
import { processorSeconds } from "./processor-time";

const root = resolve(__dirname, "../..");

export interface Started<Ready> { readonly ready: Ready; readonly pid: number; ask<Answer>(question: unknown): Promise<Answer>; stop(): Promise<void> }

// Each server tells its parent over the channel when it is ready; its log goes to a file, as a real one's would.
export async function startServer<Ready>(script: string, environment: Record<string, string> = {}): Promise<Started<Ready>> {
  const logFile = join(tmpdir(), `bench-${script}-${process.pid}.log`);
  const log = openSync(logFile, "a");
  const child = spawn(process.execPath, [join(root, "kernel/launch.cjs"), join(root, "bench/servers", `${script}.ts`)], {
    cwd: root,
    // The product's own compiler settings leave the bench out; with these, decorators mean the same in both.
    env: { ...process.env, NODE_ENV: "production", TSX_TSCONFIG_PATH: join(root, "bench/tsconfig.json"), ...environment },
    stdio: ["ignore", log, log, "ipc"],
  });
  const died = once(child, "exit").then(([code]) => { throw new Error(`${script} ended with ${String(code)}; its log is ${logFile}`); });
  died.catch(() => undefined);
  const answer = async <Answer>() => (await Promise.race([once(child, "message"), died]))[0] as Answer;
  const ready = await answer<Ready>();
  return {
    ready,
    pid: child.pid!,
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
  return { run: (seconds) => server.ask<LoopCount>({ seconds }), processorSeconds: () => processorSeconds([server.pid]), stop: server.stop };
}

export interface Address { readonly url: string; readonly headers?: Readonly<Record<string, string>> }

/** What answers at the address of the first process, with all that stands behind it. */
export function httpServer(front: Started<Address>, behind: readonly Started<unknown>[] = []): HttpServer {
  const all = [front, ...behind];
  return {
    ...front.ready,
    processorSeconds: () => processorSeconds(all.map(({ pid }) => pid)),
    stop: async () => { await Promise.all(all.map((server) => server.stop())); },
  };
}
