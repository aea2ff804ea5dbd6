import type { SubgraphSchema } from "../../kernel/subgraph/definition";
import { createNodeSubgraph } from "../node/node-subgraph";
import { compose } from "./compose";

/** The files of schema/, by name: one for each subgraph, the supergraph for the federated gateway, the API for everybody. */
export function schemaFiles(subgraphs: readonly Pick<SubgraphSchema, "definition" | "sdl">[]): Readonly<Record<string, string>> {
  const node = createNodeSubgraph(subgraphs.map(({ definition }) => definition));
  const composed = compose([...subgraphs.map(({ definition, sdl }) => ({ name: definition.name, sdl, owned: ownedTypes(definition) })), { name: node.name, sdl: node.sdl, owned: [] }]);
  return {
    ...Object.fromEntries([...subgraphs.map(({ definition, sdl }) => [definition.name, sdl] as const), [node.name, node.sdl]].map(([name, sdl]) => [`${name}.graphql`, ended(sdl)])),
    "supergraph.graphql": ended(composed.supergraphSdl),
    "api.graphql": ended(composed.apiSdl),
  };
}

export function ownedTypes({ entityTypes }: Pick<SubgraphSchema["definition"], "entityTypes">): string[] {
  return Object.entries(entityTypes).flatMap(([typename, { owned }]) => (owned ? [typename] : []));
}

function ended(text: string): string {
  return `${text.trim()}\n`;
}
