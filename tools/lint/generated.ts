import type { Rule } from "eslint";
import { pathInTree } from "./tree";

const writers = "writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|rename|renameSync|copyFile|copyFileSync|rm|rmSync";

/** schema/ is generated: only its command writes there. */
export const generatedRule: Rule.RuleModule = {
  meta: { type: "problem", schema: [] },
  create(context) {
    if (pathInTree(context.filename).startsWith("tools/schema/")) return {};
    return {
      [`CallExpression[callee.name=/^(${writers})$/], CallExpression[callee.property.name=/^(${writers})$/]`](node: Rule.Node) {
        if (node.type !== "CallExpression") return;
        const target = node.arguments.slice(0, 2).map((argument) => context.sourceCode.getText(argument)).join(" ");
        if (/["'`/]schema["'`/]/.test(target)) context.report({ node, message: "only npm run schema writes schema/" });
      },
    };
  },
};
