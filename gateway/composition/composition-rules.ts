import { Kind, parse, print, visit, type ASTNode, type DefinitionNode, type FieldDefinitionNode, type ObjectTypeDefinitionNode, type ObjectTypeExtensionNode } from "graphql";

/** A subgraph as composition needs it. */
export interface ComposedSubgraph {
  readonly name: string;
  readonly sdl: string;
  /** The entity types whose objects it keeps; those of others that it names or adds to are stubs. */
  readonly owned: readonly string[];
}

const barred = new Set(["external", "requires", "provides", "override", "interfaceObject", "extends", "authenticated", "requiresScopes", "policy", "context", "fromContext"]);
const roots = new Set(["Query", "Mutation"]);

/** What this graph forbids beyond what composition does; each line names the subgraph and the place. */
export function* ruleFaults(subgraphs: readonly ComposedSubgraph[]): Iterable<string> {
  const definers = new Map<string, { readonly subgraph: string; readonly text: string; readonly kind: Kind }[]>();
  const owners = new Map(subgraphs.flatMap(({ name, owned }) => owned.map((typename) => [typename, name] as const)));
  for (const subgraph of subgraphs) {
    const document = parse(subgraph.sdl, { noLocation: true });
    yield* directiveFaults(subgraph.name, document);
    for (const definition of document.definitions) {
      if (isObject(definition)) yield* objectFaults(subgraph, definition, owners);
      if ("name" in definition && definition.name) {
        const others = definers.get(definition.name.value) ?? [];
        definers.set(definition.name.value, [...others, { subgraph: subgraph.name, text: print(withoutDescriptions(definition)), kind: definition.kind }]);
      }
    }
  }
  for (const [name, found] of definers) yield* sharingFaults(name, found);
}

function* directiveFaults(subgraph: string, document: ASTNode): Iterable<string> {
  const used = new Set<string>();
  visit(document, { Directive: (node) => void used.add(node.name.value) });
  for (const name of used) if (barred.has(name.replace(/^federation__/, ""))) yield `${subgraph} uses @${name}: in this graph a field has one owner and depends on its entity's id alone`;
}

function* objectFaults({ name: subgraph, owned }: ComposedSubgraph, type: ObjectTypeDefinitionNode | ObjectTypeExtensionNode, owners: ReadonlyMap<string, string>): Iterable<string> {
  const name = type.name.value;
  const at = `${subgraph}: ${name}`;
  if (name === "Subscription") yield `${at} must not be: subscriptions live in the gateway`;
  const keys = (type.directives ?? []).filter((directive) => directive.name.value === "key");
  for (const key of keys) {
    const fields = key.arguments?.find((argument) => argument.name.value === "fields")?.value;
    if (fields?.kind !== Kind.STRING || fields.value.trim() !== "id") yield `${at} has a key that is not "id"`;
  }
  if (keys.length > 1) yield `${at} has ${keys.length} keys: "id" is the only one`;
  const isOwned = owned.includes(name);
  if (isOwned && keys.length === 0) yield `${at} is owned here and needs @key(fields: "id")`;
  if (isOwned && !type.interfaces?.some((implemented) => implemented.name.value === "Node")) yield `${at} is owned here and must implement Node, so that node(id) finds it`;
  if (keys.length > 0 && !owners.has(name)) yield `${at} has a key, and no subgraph says it owns it`;
  const optional = roots.has(name) ? subgraph !== "node" : keys.length > 0 && !isOwned;
  for (const field of type.fields ?? []) {
    if (keys.length > 0 && field.name.value === "id") continue;
    if (optional && field.type.kind === Kind.NON_NULL_TYPE) yield `${at}.${field.name.value} must be nullable, so that a dead subgraph costs only its own fields`;
    if (keys.length > 0 && isShareable(type, field)) yield `${at}.${field.name.value} is @shareable: a field of an entity has one owner`;
  }
}

/** What several subgraphs define must be the same in all of them, and no abstract type but Node is spread. */
function* sharingFaults(name: string, found: readonly { readonly subgraph: string; readonly text: string; readonly kind: Kind }[]): Iterable<string> {
  if (found.length < 2) return;
  const where = found.map(({ subgraph }) => subgraph).join(", ");
  const [first] = found;
  if (new Set(found.map(({ kind }) => kind)).size > 1) yield `${name} is not the same kind of type in ${where}`;
  else if (first!.kind === Kind.UNION_TYPE_DEFINITION || (first!.kind === Kind.INTERFACE_TYPE_DEFINITION && name !== "Node")) yield `${name} stands in ${where}: no union or interface but Node is spread over subgraphs`;
  else if (first!.kind !== Kind.OBJECT_TYPE_DEFINITION && found.some(({ text }) => text !== first!.text)) yield `${name} differs between ${where}: what they share must be the same`;
}

function withoutDescriptions(definition: DefinitionNode): DefinitionNode {
  return visit<DefinitionNode>(definition, { enter: (node: ASTNode) => ("description" in node && node.description ? { ...node, description: undefined } : undefined) });
}

function isShareable(type: ObjectTypeDefinitionNode | ObjectTypeExtensionNode, field: FieldDefinitionNode): boolean {
  return [...(type.directives ?? []), ...(field.directives ?? [])].some((directive) => directive.name.value === "shareable");
}

function isObject(definition: DefinitionNode): definition is ObjectTypeDefinitionNode | ObjectTypeExtensionNode {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION;
}
