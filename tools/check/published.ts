import { buildSchema, parse, type DocumentNode, type GraphQLSchema } from "graphql";
import { hasFile, readFile } from "./tree";

// The checks read the graph from the published files; that those are up to date is a check of its own.
export const apiFile = "schema/api.graphql";
export const subgraphNames = ["org", "volunteer", "activity", "points"] as const;

function published(path: string): string {
  if (!hasFile(path)) throw new Error(`${path} does not exist; \`npm run schema\` writes it`);
  return readFile(path);
}

export function publicSchema(): GraphQLSchema {
  return buildSchema(published(apiFile));
}

export function publishedSdl(name: string): string {
  return published(`schema/${name}.graphql`);
}

export function subgraphDocument(name: string): DocumentNode {
  return parse(publishedSdl(name), { noLocation: true });
}
