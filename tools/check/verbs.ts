import { Kind, type DocumentNode } from "graphql";
import type { Check } from "./check";
import { subgraphDocument, subgraphNames } from "./published";
import { filesOfTree } from "./tree";

function mutationsOf(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) && definition.name.value === "Mutation"
      ? (definition.fields ?? []).map((field) => field.name.value)
      : [],
  );
}

export function fileNameOf(mutation: string): string {
  return mutation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A mutation redeemPoints has exactly one redeem-points.ts in a noun's folder of its subgraph, and one specification beside it. */
export function verbBreaches(subgraph: string, mutations: readonly string[], files: readonly string[]): string[] {
  return mutations.flatMap((mutation) =>
    [`${fileNameOf(mutation)}.ts`, `${fileNameOf(mutation)}.spec.ts`].flatMap((name) => {
      const pattern = new RegExp(`^subgraphs/${subgraph}/[^/]+/${name.replaceAll(".", "\\.")}$`);
      const found = files.filter((file) => pattern.test(file));
      if (found.length === 1) return [];
      return [`${mutation}: ${found.length === 0 ? `subgraphs/${subgraph}/<noun>/${name} is missing` : `stands in ${found.length} files: ${found.join(", ")}`}`];
    }),
  );
}

export const verbs: Check = {
  name: "verbs",
  mend: "give the verb its file and its specification, then `npm run check -- verbs`",
  find: async () => subgraphNames.flatMap((name) => verbBreaches(name, mutationsOf(subgraphDocument(name)), filesOfTree())),
};
