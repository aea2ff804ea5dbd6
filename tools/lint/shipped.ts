import type { Rule } from "eslint";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { resolve } from "node:path";
import { pathInTree } from "./tree";

const { dependencies } = JSON.parse(readFileSync(resolve(__dirname, "../../package.json"), "utf8")) as { dependencies: Record<string, string> };
const stayHere = /^(tools|bench)\/|^kernel\/testing\/|^gateway\/(testing|journeys|composition)\/|\.spec\.ts$|^[^/]+$/;

function packageOf(specifier: string): string {
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

/** What ships starts after `npm ci --omit=dev`, so it imports no development dependency. */
export const shippedRule: Rule.RuleModule = {
  meta: { type: "problem", schema: [] },
  create(context) {
    if (stayHere.test(pathInTree(context.filename))) return {};
    return {
      "ImportDeclaration[importKind!='type'], ImportExpression, ExportAllDeclaration, ExportNamedDeclaration"(node: Rule.Node & { source?: { value?: unknown } | null }) {
        const specifier = node.source?.value;
        if (typeof specifier !== "string" || specifier.startsWith(".") || isBuiltin(specifier)) return;
        if (!(packageOf(specifier) in dependencies)) context.report({ node, message: `${packageOf(specifier)} is missing after npm ci --omit=dev: what ships imports only what package.json lists under dependencies` });
      },
    };
  },
};
