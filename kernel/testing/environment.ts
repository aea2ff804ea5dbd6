import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { createHash } from "node:crypto";

const defaultMysqlUrl = "mysql://root@127.0.0.1:3306";

/** The one place where specifications read the environment. */
export const environment = {
  /** Server on which the specifications run a second time. */
  mysqlUrl: process.env["TEST_MYSQL_URL"] || defaultMysqlUrl,
  /** Set where a run without MySQL must not pass for a whole one. */
  requireMysql: process.env["REQUIRE_MYSQL"] === "1",
  /** Repeats the random choices of an earlier run. */
  seed: process.env["SEED"] ? Number(process.env["SEED"]) : null,
  /** Runs the cases of many rows and many kills at their full size, as `npm run prove` does; `npm test` runs the same cases small. */
  fullSize: process.env["FULL_SIZE"] === "1",
  worker: process.env["JEST_WORKER_ID"] ?? "0",
};

const runVariable = "PRACTICE_GRAPH_TEST_RUN";

/** Called once, in jest's main process; its workers inherit it. */
export function beginRun(): void {
  process.env[runVariable] = String(process.pid);
}

export function runPid(): number {
  const pid = Number(process.env[runVariable]);
  if (!Number.isInteger(pid) || pid <= 0) throw new Error("No test run has begun: jest starts it in its global set-up.");
  return pid;
}

const folderPrefix = "practice-graph-test-";

export function runFolder(pid = runPid()): string {
  return path.join(tmpdir(), `${folderPrefix}${pid}`);
}

/** Other machines may use the same server, and a process id says nothing about theirs. */
const schemaPrefix = `pgt_${createHash("sha256").update(hostname()).digest("hex").slice(0, 4)}_`;

/** What the schemas of a run begin with. */
export function runSchemaPrefix(pid = runPid()): string {
  return `${schemaPrefix}${pid}_`;
}

/** The run that a schema or a folder of this machine belongs to; null for anything else. */
export function ownerOf(name: string): number | null {
  const prefix = [schemaPrefix, folderPrefix].find((candidate) => name.startsWith(candidate));
  return prefix ? Number.parseInt(name.slice(prefix.length), 10) || null : null;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
