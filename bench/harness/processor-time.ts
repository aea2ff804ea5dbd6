import { readFileSync } from "node:fs";

const ticksPerSecond = 100;

/** Processor time that the processes have used so far; null where the system does not tell. */
export function processorSeconds(pids: readonly number[]): number | null {
  try {
    const ticks = pids.map((pid) => {
      // The second field is the command in parentheses, which may hold spaces.
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /, "").split(" ");
      return Number(fields[11]) + Number(fields[12]);
    });
    return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
  } catch {
    return null;
  }
}
