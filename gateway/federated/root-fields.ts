import { Kind, type DocumentNode, type FieldNode, type OperationDefinitionNode, type SelectionSetNode } from "graphql";
import { fragmentsOf } from "../../kernel/execution/shape";
import { isIncluded } from "../../kernel/execution/specialize";
import { decided } from "./conditions";

const introspection = new Set(["__schema", "__type"]);

/** A part of an operation that runs on its own. */
export interface Run {
  readonly document: DocumentNode;
  readonly introspects: boolean;
}

/**
 * The parts of an operation in their order. The root fields of a mutation run one after the other, so that nothing which one of them has read is
 * there for the next; introspection is answered here. Everything else is one part.
 */
export function runsOf(conditional: DocumentNode, chosen: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): readonly Run[] {
  const document = decided(conditional, variables);
  const operation = document.definitions[conditional.definitions.indexOf(chosen)] as OperationDefinitionNode;
  const roots = rootFields(document, operation, variables);
  const introspecting = roots.filter(([, [field]]) => introspection.has(field!.name.value));
  if (operation.operation !== "mutation" && introspecting.length === 0) return [{ document, introspects: false }];
  const others = roots.filter((root) => !introspecting.includes(root));
  const groups = operation.operation === "mutation" ? others.map((root) => [root]) : [others];
  return [
    ...groups.filter((group) => group.length > 0).map((group) => ({ document: only(group), introspects: false })),
    ...(introspecting.length > 0 ? [{ document: only(introspecting), introspects: true }] : []),
  ];

  function only(group: readonly (readonly [string, readonly FieldNode[]])[]): DocumentNode {
    const selectionSet: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: group.flatMap(([, fields]) => fields) };
    return { kind: Kind.DOCUMENT, definitions: [{ ...operation, selectionSet }, ...fragmentsOf(document).values()] };
  }
}

/** The root fields by response key, in the order of the answer. */
export function rootFields(document: DocumentNode, operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): readonly (readonly [string, readonly FieldNode[]])[] {
  const fragments = fragmentsOf(document);
  const roots = new Map<string, FieldNode[]>();
  gather(operation.selectionSet);
  return [...roots];

  function gather({ selections }: SelectionSetNode): void {
    for (const selection of selections) {
      if (!isIncluded(selection, variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        roots.set(key, [...(roots.get(key) ?? []), selection]);
      } else {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (fragment) gather(fragment.selectionSet);
      }
    }
  }
}
