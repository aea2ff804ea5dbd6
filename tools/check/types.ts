import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Check } from "./check";
import { failingLines } from "./commands";
import { root } from "./tree";

export const types: Check = {
  name: "types",
  mend: "correct them, then `npm run check -- types`",
  async find() {
    const projects = ["tsconfig.json"];
    // The bench is checked where its own packages are installed.
    if (existsSync(join(root, "bench/node_modules"))) projects.push("bench/tsconfig.json");
    const found: string[] = [];
    for (const project of projects) found.push(...(await failingLines("typescript/bin/tsc", ["--noEmit", "--pretty", "false", "-p", project])));
    return found;
  },
};
