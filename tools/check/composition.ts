import { compose, CompositionError } from "../../gateway/composition/compose";
import { ownedTypes } from "../../gateway/composition/schema-files";
import { definitions } from "../../gateway/definitions";
import type { Check } from "./check";
import { publishedSdl, subgraphNames } from "./published";

/** The published files of the subgraphs, composed by @theguild/federation-composition under the rules of this graph. */
export const composition: Check = {
  name: "composition",
  mend: "correct the types that the lines name, then `npm run schema`",
  async find() {
    const owned = new Map(definitions.map((definition) => [definition.name as string, ownedTypes(definition)]));
    try {
      compose([...subgraphNames, "node"].map((name) => ({ name, sdl: publishedSdl(name), owned: owned.get(name) ?? [] })));
      return [];
    } catch (error) {
      if (error instanceof CompositionError) return error.faults;
      throw error;
    }
  },
};
