import { composeServices } from "@theguild/federation-composition";
import { parse } from "graphql";
import { ruleFaults, type ComposedSubgraph } from "./composition-rules";

export interface Supergraph {
  readonly supergraphSdl: string;
  readonly apiSdl: string;
}

/** The subgraphs as one graph. Throws one error that lists all that keeps them apart. */
export function compose(subgraphs: readonly ComposedSubgraph[]): Supergraph {
  const faults = [...ruleFaults(subgraphs)];
  if (faults.length > 0) throw new CompositionError(faults);
  const composed = composeServices(subgraphs.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl) })));
  if (composed.errors) throw new CompositionError(composed.errors.map(({ message }) => message));
  return { supergraphSdl: composed.supergraphSdl, apiSdl: composed.publicSdl };
}

export class CompositionError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`the subgraphs do not compose:\n${faults.map((fault) => `- ${fault}`).join("\n")}`);
    this.name = "CompositionError";
  }
}
