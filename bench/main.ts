import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { apollo } from "./candidates/apollo";
import { federated } from "./candidates/federated";
import { fused } from "./candidates/fused";
import { fusedExecutor } from "./candidates/fused-executor";
import { fusedRaw } from "./candidates/fused-raw";
import { limit } from "./candidates/limit";
import { limitExecutor } from "./candidates/limit-executor";
import type { Candidate } from "./harness/candidate";
import { printReport, reportOf } from "./harness/report";
import { startRunner } from "./harness/runner";

const candidates: readonly Candidate[] = [fused, federated, fusedRaw, limit, apollo, fusedExecutor, limitExecutor];

function options() {
  const { values } = parseArgs({
    options: {
      json: { type: "string" },
      rounds: { type: "string", default: "3" },
      seconds: { type: "string", default: "5" },
      only: { type: "string", multiple: true },
      help: { type: "boolean", default: false },
    },
  });
  const unknown = values.only?.filter((name) => !candidates.some((candidate) => candidate.name === name)) ?? [];
  const [rounds, seconds] = [Number(values.rounds), Number(values.seconds)];
  if (values.help || unknown.length > 0 || !(rounds >= 1) || !(seconds > 0)) {
    console.log("npm run bench -- [--rounds 3] [--seconds 5] [--json FILE] [--only NAME]...\n");
    for (const { name, about } of candidates) console.log(`  ${name.padEnd(18)}${about}`);
    process.exit(values.help ? 0 : 1);
  }
  return { rounds, seconds, json: values.json, chosen: candidates.filter(({ name }) => values.only?.includes(name) ?? true) };
}

// The peers are no part of the product's own installation.
function installPeers(): void {
  if (existsSync(join(__dirname, "node_modules"))) return;
  console.log("installing what only the bench needs ...");
  execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: __dirname, stdio: "inherit" });
}

async function main(): Promise<void> {
  const { rounds, seconds, json, chosen } = options();
  installPeers();
  const runners = [];
  try {
    for (const candidate of chosen) runners.push(await startRunner(candidate));
    for (let round = 1; round <= rounds; round++) {
      for (const runner of runners) console.log(`round ${round}  ${runner.candidate.name.padEnd(18)}${String(await runner.round(seconds)).padStart(8)} a second`);
    }
  } finally {
    await Promise.all(runners.map((runner) => runner.stop()));
  }
  const report = reportOf(runners, seconds);
  printReport(report);
  if (json) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
