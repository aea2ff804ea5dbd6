import { randomInt } from "node:crypto";
import { environment } from "./environment";

let chosen: number | null = null;

/** The seed of this file's random choices: printed once, and taken from SEED when a run is repeated. */
export function seed(): number {
  if (chosen === null) {
    chosen = environment.seed ?? randomInt(2 ** 31);
    process.stdout.write(`SEED=${chosen} repeats the random choices of ${expect.getState().testPath ?? "this run"}\n`);
  }
  return chosen;
}
