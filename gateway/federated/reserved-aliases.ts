import { Kind, visit, type DocumentNode, type FieldNode } from "graphql";

// The stitcher adds the fields `id` and `__typename` under these names, so nothing else may be called so on its way, nor one of them that may be left out:
// it would be taken for the key, and with it all that other subgraphs add would be missing.
const reserved = new Set(["id", "__typename"]);

export interface Renamed {
  readonly document: DocumentNode;
  /** Gives keys and paths of the answer the names that the caller chose. */
  restore<Answer extends { data?: any; errors?: readonly { readonly path?: readonly (string | number)[] | undefined }[] }>(answer: Answer): Answer;
}

/** The document with other names for aliases that would be taken for a key; most documents stay as they are. */
export function withoutReservedAliases(document: DocumentNode): Renamed {
  const originals = new Map<string, string>();
  const taken = namesIn(document);
  const replacements = new Map<string, string>();
  const replacementFor = (alias: string): string => {
    let name = replacements.get(alias);
    for (let attempt = 0; !name; attempt++) if (!taken.has(`${alias.replaceAll("_", "")}Alias${attempt}`)) name = `${alias.replaceAll("_", "")}Alias${attempt}`;
    replacements.set(alias, name);
    originals.set(name, alias);
    return name;
  };
  const renamed = visit(document, {
    Field: (node) => (isTakenForAKey(node) ? { ...node, alias: { kind: Kind.NAME, value: replacementFor(keyOf(node)) } } : undefined),
  });
  if (originals.size === 0) return { document, restore: (answer) => answer };
  const original = <Step>(step: Step): Step => (typeof step === "string" ? ((originals.get(step) ?? step) as Step) : step);
  return {
    document: renamed,
    restore: (answer) => {
      for (const error of answer.errors ?? []) Object.assign(error, { path: error.path?.map(original) });
      return { ...answer, data: renamedKeys(answer.data, original) as never };
    },
  };
}

function keyOf({ alias, name }: FieldNode): string {
  return alias?.value ?? name.value;
}

function isTakenForAKey(field: FieldNode): boolean {
  return reserved.has(keyOf(field)) && (keyOf(field) !== field.name.value || (field.directives ?? []).length > 0);
}

function renamedKeys(value: unknown, original: (key: string) => string): unknown {
  if (Array.isArray(value)) return value.map((item) => renamedKeys(item, original));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [original(key), renamedKeys(inner, original)]));
}

function namesIn(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  visit(document, { Name: ({ value }) => void names.add(value) });
  return names;
}
