import "reflect-metadata";
import { Kind } from "graphql";
import { definitions } from "../../gateway/definitions";
import { changesPolicies } from "../../kernel/events/changes.resolver";
import type { SubgraphDefinition } from "../../kernel/subgraph/definition";
import { buildSubgraphSchema } from "../../kernel/subgraph/schema";
import type { Check } from "./check";
import { subgraphDocument } from "./published";

// What the schema's builder refuses at start-up is refused here as well; the rest reads the published file, so that neither can hide from the other.
async function startFault(definition: SubgraphDefinition): Promise<string[]> {
  return buildSubgraphSchema(definition).then(() => [], (error: unknown) => [error instanceof Error ? error.message : String(error)]);
}

function openFields({ name, policies: own }: SubgraphDefinition): string[] {
  const policies = [...own, changesPolicies(name)];
  const named = new Set(policies.flatMap(({ types }) => Object.entries(types).flatMap(([type, fields]) => Object.keys(fields).map((field) => `${type}.${field}`))));
  return subgraphDocument(name).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    const type = definition.name.value;
    const personal = policies.some((table) => table.personal.includes(type));
    if (!personal && type !== "Query" && type !== "Mutation") return [];
    return (definition.fields ?? []).map((field) => `${type}.${field.name.value}`).filter((coordinate) => !named.has(coordinate));
  });
}

export const policies: Check = {
  name: "policies",
  mend: "name in the noun's *.policies.ts who may use it, then `npm run check -- policies`",
  async find() {
    const found: string[] = [];
    for (const definition of definitions) {
      found.push(...(await startFault(definition)));
      found.push(...openFields(definition).map((coordinate) => `${definition.name}: ${coordinate} has no policy`));
    }
    return [...new Set(found)];
  },
};
