import type { Rule } from "eslint";
import { pathInTree } from "./tree";

// "This stands only there": one row a habit. `within` narrows where the row looks at all, `only` names where the thing may stand.
interface Place { readonly name: string; readonly selector: string; readonly only: readonly RegExp[]; readonly within?: RegExp; readonly because: string }

const commands = /^(tools|bench|\.ci)\//;
const migrations = /^subgraphs\/[^/]+\/migrations\//;
const queries = /\.queries\.ts$/;

const places: readonly Place[] = [
  {
    name: "environment",
    selector: "MemberExpression[object.name='process'][property.name='env']",
    only: [/^kernel\/config\//, /^kernel\/launch\.cjs$/, /^kernel\/testing\/environment\.ts$/, /^jest\.config\.ts$/, commands],
    because: "process.env stands only in kernel/config: take the setting as an argument",
  },
  {
    name: "clock",
    selector: "NewExpression[callee.name='Date'], CallExpression[callee.name='Date'], CallExpression[callee.object.name='Date'][callee.property.name='now']",
    only: [/^kernel\/time\//, commands],
    because: "the clock stands only in kernel/time: take the instant as an argument, or use context.clock",
  },
  {
    name: "query builder",
    selector: "CallExpression[callee.property.name='createQueryBuilder']",
    only: [queries, /^kernel\/database\//, migrations],
    because: "reads have names: put it into the noun's *.queries.ts",
  },
  {
    name: "raw query",
    selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='query']",
    only: [queries, /^kernel\/database\//, /^kernel\/testing\/(mysql-|raw-tables)/, migrations],
    within: /^(kernel|subgraphs)\//,
    because: "reads have names: put it into the noun's *.queries.ts",
  },
  {
    name: "console",
    selector: "MemberExpression[object.name='console']",
    only: [/^kernel\/launch\.cjs$/, /^kernel\/testing\//, /\.spec\.ts$/, commands],
    because: "console stands only in commands and specifications: use the context's logger",
  },
  {
    name: "narrowed specification",
    selector: "MemberExpression[object.name=/^(describe|it|test)$/][property.name=/^(only|skip|todo|failing)$/], CallExpression[callee.name=/^(fit|fdescribe|xit|xdescribe|xtest)$/]",
    only: [/^kernel\/testing\//],
    because: "every specification runs: a rule that is not kept yet belongs into ACCEPTANCE.md with its issue",
  },
];

export const placesRule: Rule.RuleModule = {
  meta: { type: "problem", schema: [] },
  create(context) {
    const file = pathInTree(context.filename);
    const listeners: Rule.RuleListener = {};
    for (const { selector, only, within, because } of places) {
      if (within?.test(file) === false || only.some((place) => place.test(file))) continue;
      listeners[selector] = (node: Rule.Node) => { context.report({ node, message: because }); };
    }
    return listeners;
  },
};
