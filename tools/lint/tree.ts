import { relative, resolve, sep } from "node:path";

const root = resolve(__dirname, "../..");

/** A file as the tree names it, "subgraphs/org/region/region-code.ts", on any operating system. */
export function pathInTree(file: string): string {
  return relative(root, file).split(sep).join("/");
}
