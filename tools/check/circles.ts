import { dirname, posix } from "node:path";
import ts from "typescript";
import type { Check } from "./check";
import { filesOfTree, readFile } from "./tree";

function importsOf(path: string, known: ReadonlySet<string>): string[] {
  const { importedFiles } = ts.preProcessFile(withoutTypeImports(readFile(path)), true, true);
  return importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith(".")) return [];
    const target = `${posix.join(dirname(path), fileName)}.ts`;
    return known.has(target) ? [target] : [];
  });
}

// A type leaves nothing behind at run time, so it cannot close a circle.
function withoutTypeImports(text: string): string {
  return text.replace(/^(import|export) type [^;]*;/gm, "");
}

/** Every circle once, as the list of files that it passes. */
export function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const state = new Map<string, "open" | "done">();
  const path: string[] = [];
  function visit(file: string): void {
    if (state.get(file) === "done") return;
    if (state.get(file) === "open") {
      found.push([...path.slice(path.indexOf(file)), file]);
      return;
    }
    state.set(file, "open");
    path.push(file);
    for (const next of graph.get(file) ?? []) visit(next);
    path.pop();
    state.set(file, "done");
  }
  for (const file of graph.keys()) visit(file);
  return found;
}

export const circles: Check = {
  name: "circles",
  mend: "let the lower file take what it needs as an argument, then `npm run check -- circles`",
  async find() {
    const sources = filesOfTree().filter((path) => /^(kernel|subgraphs|gateway|tools)\/.*\.ts$/.test(path));
    const known = new Set(sources);
    const graph = new Map(sources.map((path) => [path, importsOf(path, known)]));
    return circlesIn(graph).map((circle) => circle.join(" -> "));
  },
};
