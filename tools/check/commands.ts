import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./tree";

/** Runs a tool of node_modules; its non-empty output lines when it fails. */
export function failingLines(script: string, args: readonly string[]): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, "node_modules", script), ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    child.once("error", reject);
    child.once("close", (code) => {
      const lines = Buffer.concat(chunks).toString("utf8").split("\n").filter((line) => line.trim() !== "");
      resolve(code === 0 ? [] : lines.length > 0 ? lines : [`${script} ended with ${String(code)}`]);
    });
  });
}
