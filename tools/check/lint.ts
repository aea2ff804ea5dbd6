import type { Check } from "./check";
import { failingLines } from "./commands";

export const lint: Check = {
  name: "lint",
  mend: "`npm run fix` mends what can be mended by itself, the rest by hand",
  find: () => failingLines("eslint/bin/eslint.js", ["--max-warnings", "0", "."]),
};
