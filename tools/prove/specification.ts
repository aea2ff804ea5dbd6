import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Proof } from "./proof";

/** `broken` is no proof: a specification that cannot even be loaded would be red for any reason. */
export type Outcome = "green" | "red" | "absent" | "broken" | "hung";

const patienceMs = 300_000;

export interface Circumstances {
  /** Besides what this process has. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly patienceMs?: number;
}

interface JestReport { readonly numPassedTests: number; readonly numFailedTests: number; readonly numRuntimeErrorTestSuites: number }

export function outcomeOf({ numPassedTests, numFailedTests, numRuntimeErrorTestSuites }: JestReport): Outcome {
  if (numRuntimeErrorTestSuites > 0) return "broken";
  if (numFailedTests > 0) return "red";
  return numPassedTests > 0 ? "green" : "absent";
}

function ended(args: readonly string[], cwd: string, { environment, patienceMs: patience = patienceMs }: Circumstances): Promise<boolean> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that the processes which a specification starts end with it.
    const child = spawn(process.execPath, args, { cwd, stdio: "ignore", detached: true, env: { ...process.env, ...environment } });
    const timer = setTimeout(() => {
      process.kill(-child.pid!, "SIGKILL");
      resolve(false);
    }, patience);
    child.once("error", reject);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}

export async function runSpecification(directory: string, { specification, title, database }: Pick<Proof, "specification" | "title" | "database">, circumstances: Circumstances = {}): Promise<Outcome> {
  if (!existsSync(join(directory, specification))) return "absent";
  const folder = mkdtempSync(join(tmpdir(), "prove-report-"));
  const report = join(folder, "report.json");
  try {
    const args = ["--selectProjects", database ?? "sqlite", "--runTestsByPath", specification, "-t", title.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"), "--json", "--outputFile", report, "--ci"];
    const inTime = await ended([join("node_modules", "jest", "bin", "jest.js"), ...args], directory, circumstances);
    if (!inTime) return "hung";
    if (!existsSync(report)) return "broken";
    return outcomeOf(JSON.parse(readFileSync(report, "utf8")) as JestReport);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
