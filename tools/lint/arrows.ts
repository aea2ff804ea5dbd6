import type { Rule } from "eslint";
import { dirname, resolve } from "node:path";
import { pathInTree } from "./tree";

// The arrows of the architecture: main -> subgraph -> resolver -> verb -> queries -> entity -> kernel, never upward.

const roomPattern = /^(kernel|gateway|tools|bench|schema|proofs|subgraphs\/([^/]+))\//;

function roomOf(path: string): string {
  return roomPattern.exec(path)?.[1] ?? "root";
}

// A plain file of a noun is a verb or a pure rule. An entity may lean on a rule (its enum, its arithmetic); that it leans on
// no verb follows from the check that there are no circles.
const layers: readonly { readonly name: string; readonly pattern: RegExp; readonly height: number }[] = [
  { name: "a migration", pattern: /\/migrations\//, height: 0 },
  { name: "an entity", pattern: /\.entity(\.ts)?$/, height: 1 },
  { name: "queries", pattern: /\.queries(\.ts)?$/, height: 2 },
  { name: "a resolver", pattern: /\.resolver(\.ts)?$/, height: 4 },
  { name: "the world", pattern: /^subgraphs\/[^/]+\/world(\.ts)?$/, height: 5 },
  { name: "the subgraph", pattern: /^subgraphs\/[^/]+\/subgraph(\.ts)?$/, height: 5 },
  { name: "main", pattern: /^subgraphs\/[^/]+\/main(\.ts)?$/, height: 6 },
];
const verb = { name: "a verb", pattern: /./, height: 3 };

function layerOf(path: string): { name: string; height: number } {
  return layers.find(({ pattern }) => pattern.test(path)) ?? verb;
}

function isSpecification(path: string): boolean {
  return /\.spec\.ts$/.test(path);
}

function withinSubgraph(from: string, to: string): string | null {
  if (isSpecification(from)) return null;
  const [above, below] = [layerOf(from), layerOf(to)];
  if (below === verb || below.height <= above.height) return null;
  return `${above.name} does not import ${below.name}: arrows point down (main, subgraph, resolver, verb, queries, entity, kernel)`;
}

/** Why a file may not import another one of the tree; null when it may. Paths are as the tree names them. */
export function arrowRefusal(from: string, to: string): string | null {
  const [source, target] = [roomOf(from), roomOf(to)];
  if (["tools", "bench", "root"].includes(source)) return null;
  if (["tools", "bench"].includes(target)) return `${target}/ is for commands: nothing that ships imports it`;
  if (target === "kernel") return null;
  if (source === "kernel") return `the kernel imports nothing above it, and ${target} is`;
  if (source === "gateway") {
    if (target === "gateway" || /^subgraphs\/[^/]+\/(subgraph|world)(\.ts)?$/.test(to)) return null;
    return "the gateway imports a subgraph's subgraph.ts and world.ts and nothing deeper";
  }
  if (target === "gateway") return "a subgraph does not know the gateway";
  if (target !== source) return "subgraphs never import each other: they meet in the supergraph and in the change feeds";
  return withinSubgraph(from, to);
}

export const arrowsRule: Rule.RuleModule = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const from = pathInTree(context.filename);
    function look(source: { value?: unknown } | null | undefined, node: Rule.Node): void {
      if (typeof source?.value !== "string" || !source.value.startsWith(".")) return;
      const refusal = arrowRefusal(from, pathInTree(resolve(dirname(context.filename), source.value)));
      if (refusal) context.report({ node, message: refusal });
    }
    return {
      ImportDeclaration: (node) => { look(node.source, node); },
      ExportNamedDeclaration: (node) => { look(node.source, node); },
      ExportAllDeclaration: (node) => { look(node.source, node); },
      ImportExpression: (node) => { look(node.source as { value?: unknown }, node); },
      "CallExpression[callee.name='require']": (node: Rule.Node & { arguments: { value?: unknown }[] }) => { look(node.arguments[0], node); },
    };
  },
};
