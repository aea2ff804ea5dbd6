import { Kind, type DocumentNode } from "graphql";
import { ownedTypes } from "../../gateway/composition/schema-files";
import { definitions } from "../../gateway/definitions";
import type { Check } from "./check";
import { subgraphDocument } from "./published";

/** Fields that a subgraph adds to a type which another one owns, and to the roots, and that could take their parent along. */
export function costlyContributions(document: DocumentNode, foreign: ReadonlySet<string>): string[] {
  return document.definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const type = definition.name.value;
    if (!foreign.has(type)) return [];
    return (definition.fields ?? []).flatMap(({ name, type: { kind } }) => (kind === Kind.NON_NULL_TYPE && name.value !== "id" ? [`${type}.${name.value}`] : []));
  });
}

export const contributions: Check = {
  name: "contributions",
  mend: "make the field nullable, so that a dead subgraph costs only its own fields, then `npm run schema`",
  find: async () =>
    definitions.flatMap(({ name, entityTypes }) => {
      const owned = ownedTypes({ entityTypes });
      const foreign = new Set(["Query", "Mutation", ...Object.keys(entityTypes).filter((type) => !owned.includes(type))]);
      return costlyContributions(subgraphDocument(name), foreign).map((coordinate) => `${name}: ${coordinate} is not nullable`);
    }),
};
