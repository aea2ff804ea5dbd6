import { randomInt } from "node:crypto";
import { runSpecification } from "./specification";

/** A specification that `npm test` runs small and `npm run prove` at the size that was promised. */
export interface FullCase {
  readonly name: string;
  readonly specification: string;
  readonly title: string;
  readonly database: "sqlite" | "mysql" | null;
  readonly promise: string;
  /** Longer than this is a failure. */
  readonly limitSeconds: number;
}

export const cases: readonly FullCase[] = [
  {
    name: "exactly-once",
    specification: "gateway/journeys/exactly-once.spec.ts",
    title: "attendance becomes minutes and points exactly once, whichever process is killed while sessions settle",
    database: null,
    promise: "200 sessions settle through 20 kills of a random process, each while one was part-settled: one record and one entry a session and person.",
    limitSeconds: 600,
  },
];

/** The choices are random: what is printed repeats them. */
export async function runCase({ name, promise, limitSeconds, ...specification }: FullCase, directory: string): Promise<{ readonly passed: boolean; readonly line: string }> {
  const seed = process.env["SEED"] ?? String(randomInt(2 ** 31));
  const began = performance.now();
  const outcome = await runSpecification(directory, specification, { environment: { FULL_SIZE: "1", SEED: seed }, patienceMs: limitSeconds * 1_000 });
  const seconds = Math.round((performance.now() - began) / 1_000);
  const passed = outcome === "green";
  return { passed, line: `${passed ? "PASS" : "FAIL"}  ${name.padEnd(32)}  ${promise} ${seconds} s of at most ${limitSeconds} s, SEED=${seed}${passed ? "" : `: it is ${outcome}`}` };
}
