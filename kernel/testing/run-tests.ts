import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { environment } from "./environment";
import { serverAddress, serverVersion } from "./mysql-server";

interface Outcome {
  readonly passed: number;
  readonly failed: number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** `npm test`: every specification on SQLite, and again on MySQL or MariaDB where one is reachable. */
async function main(): Promise<void> {
  const mysql = await serverVersion();
  say(`Databases: SQLite${mysql ? ` and ${mysql} at ${serverAddress()}` : ""}`);
  if (!mysql) say(`MySQL is NOT covered: none answers at ${serverAddress()}. Start one, or set TEST_MYSQL_URL=mysql://user:password@host:3306`);
  if (!mysql && environment.requireMysql) {
    say("REQUIRE_MYSQL=1 asks for both databases.\n0 passed, 1 failed");
    process.exitCode = 1;
    return;
  }
  const { passed, failed } = await runJest([...process.argv.slice(2), ...(mysql ? [] : ["--selectProjects", "sqlite"])]);
  if (!mysql) say("MySQL was NOT covered.");
  say(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

async function runJest(args: readonly string[]): Promise<Outcome> {
  const folder = await mkdtemp(path.join(tmpdir(), "practice-graph-results-"));
  const results = path.join(folder, "results.json");
  try {
    const jest = spawn(process.execPath, [require.resolve("jest/bin/jest"), ...args, "--json", `--outputFile=${results}`], { stdio: "inherit" });
    // Ctrl-C reaches jest by itself; this process stays to say how it ended.
    process.on("SIGINT", () => undefined);
    const code = await new Promise<number | null>((resolve, reject) => {
      jest.once("error", reject);
      jest.once("exit", resolve);
    });
    return await readOutcome(results, code);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file that did not even load counts as one failure, and so does a run that broke off. */
async function readOutcome(results: string, code: number | null): Promise<Outcome> {
  const text = await readFile(results, "utf8").catch(() => null);
  if (text === null) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(text) as Record<string, number>;
  const failed = (numFailedTests ?? 0) + (numRuntimeErrorTestSuites ?? 0);
  if (failed === 0 && code !== 0) say(`jest ended with code ${code ?? "none"}.`);
  return { passed: numPassedTests ?? 0, failed: failed === 0 && code !== 0 ? 1 : failed };
}

void main();
