import type { Check } from "./check";
import { checks } from "./checks";

interface Outcome { readonly check: Check; readonly found: readonly string[]; readonly seconds: number }

const shownAtMost = 60;

async function outcomeOf(check: Check): Promise<Outcome> {
  const started = performance.now();
  const found = await check.find().catch((error: unknown) => [error instanceof Error ? (error.stack ?? error.message) : String(error)]);
  return { check, found, seconds: (performance.now() - started) / 1000 };
}

function print({ check, found, seconds }: Outcome): void {
  const verdict = found.length === 0 ? "holds" : "FAILS";
  console.log(`${verdict}  ${check.name.padEnd(14)}${seconds.toFixed(1).padStart(6)} s`);
  for (const line of found.slice(0, shownAtMost)) console.log(`         ${line}`);
  if (found.length > shownAtMost) console.log(`         and ${found.length - shownAtMost} more`);
  if (found.length > 0) console.log(`       mend: ${check.mend}`);
}

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    console.error(`no check is called ${unknown.join(", ")}; there are: ${checks.map(({ name }) => name).join(", ")}`);
    process.exitCode = 1;
    return;
  }
  const chosen = names.length === 0 ? checks : checks.filter(({ name }) => names.includes(name));
  const outcomes = await Promise.all(chosen.map(async (check) => {
    const outcome = await outcomeOf(check);
    print(outcome);
    return outcome;
  }));
  const failing = outcomes.filter(({ found }) => found.length > 0).map(({ check }) => check.name);
  console.log(failing.length === 0 ? `\n${outcomes.length} checks hold` : `\n${failing.length} of ${outcomes.length} checks fail: ${failing.join(", ")}`);
  if (failing.length > 0) process.exitCode = 1;
}

void main(process.argv.slice(2));
