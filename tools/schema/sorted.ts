import { Kind, parse, print, visit, type DefinitionNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode } from "graphql";

// Types and fields stand by name, whatever order the modules were loaded in; arguments and enum values keep theirs, which means something.

const rank: Partial<Record<Kind, number>> = { [Kind.SCHEMA_EXTENSION]: 0, [Kind.SCHEMA_DEFINITION]: 0, [Kind.DIRECTIVE_DEFINITION]: 1 };
const roots = ["Query", "Mutation", "Subscription"];

function keyOf(definition: DefinitionNode): string {
  const name = "name" in definition ? (definition.name?.value ?? "") : "";
  const root = roots.indexOf(name);
  return `${rank[definition.kind] ?? 2} ${root === -1 ? 9 : root} ${name}`;
}

function inOrder<Node>(nodes: readonly Node[], key: (node: Node) => string): Node[] {
  // By code unit, so that the order is the same in every locale.
  return [...nodes].sort((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0));
}

function fieldsInOrder<Type extends { readonly fields?: readonly FieldDefinitionNode[] }>(type: Type): Type {
  return type.fields ? { ...type, fields: inOrder(type.fields, ({ name }) => `${name.value === "id" ? 0 : 1} ${name.value}`) } : type;
}

export function sorted(sdl: string): string {
  const document = parse(sdl, { noLocation: true });
  const ordered = visit({ ...document, definitions: inOrder(document.definitions, keyOf) }, {
    ObjectTypeDefinition: (node: ObjectTypeDefinitionNode) => fieldsInOrder(node),
    ObjectTypeExtension: fieldsInOrder,
    InterfaceTypeDefinition: fieldsInOrder,
  });
  return `${print(ordered)}\n`;
}
