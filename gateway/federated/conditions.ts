import { Kind, visit, type DocumentNode, type FieldNode } from "graphql";
import { isIncluded } from "../../kernel/execution/specialize";

type Selection = Parameters<typeof isIncluded>[0];

/** Stands in the place of what @skip or @include leaves out, so that no selection is empty; it is left out itself. */
const nothing: FieldNode = {
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: "_nothing" },
  name: { kind: Kind.NAME, value: "__typename" },
  directives: [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: "skip" },
      arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: "if" }, value: { kind: Kind.BOOLEAN, value: true } }],
    },
  ],
};

/** The document with its conditions decided. The stitcher takes a key that is selected but skipped for one that will be answered, and then lacks it. */
export function decided(document: DocumentNode, variables: Readonly<Record<string, unknown>>): DocumentNode {
  const decide = (node: Selection): Selection | undefined => {
    if (!node.directives || node.directives.length === 0) return undefined;
    return isIncluded(node, variables) ? { ...node, directives: [] } : nothing;
  };
  return visit(document, { Field: decide, FragmentSpread: decide, InlineFragment: decide });
}
