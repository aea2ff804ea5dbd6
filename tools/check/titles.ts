import ts from "typescript";
import { filesOfTree, readFile } from "./tree";

// Whatever opens a block or states a rule: describe, it, test, their .each, and the harness's own describeOnEachDatabase and the like.
const opener = /^(describe|it|test)/;

function calledName(call: ts.CallExpression): string {
  let target: ts.Expression = call.expression;
  while (ts.isCallExpression(target) || ts.isPropertyAccessExpression(target) || ts.isTaggedTemplateExpression(target)) {
    target = ts.isTaggedTemplateExpression(target) ? target.tag : target.expression;
  }
  return ts.isIdentifier(target) ? target.text : "";
}

/** The titles of a specification file, each alone and with those around it. */
export function titlesIn(text: string): string[] {
  const found: string[] = [];
  function visit(node: ts.Node, around: readonly string[]): void {
    let inside = around;
    if (ts.isCallExpression(node) && opener.test(calledName(node))) {
      const title = node.arguments.find((argument) => ts.isStringLiteralLike(argument));
      if (title) {
        inside = [...around, title.text];
        found.push(title.text, inside.join(" "));
      }
    }
    ts.forEachChild(node, (child) => { visit(child, inside); });
  }
  visit(ts.createSourceFile("specification.ts", text, ts.ScriptTarget.Latest, true), []);
  return found;
}

export function titlesOfTree(): ReadonlySet<string> {
  return new Set(filesOfTree().filter((path) => /\.spec\.ts$/.test(path)).flatMap((path) => titlesIn(readFile(path))));
}
