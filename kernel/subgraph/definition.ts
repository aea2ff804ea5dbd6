import type { GraphQLSchema } from "graphql";
import type { ConsumerDefinition } from "../events/consumer";
import type { SiteSource } from "../tree/site-tree";
import type { PolicyTable } from "../auth/policies";
import type { SealedColumn } from "../personal/sealing";
import type { SubgraphContext } from "./context";

export const subgraphNames = ["org", "volunteer", "activity", "points"] as const;
export type SubgraphName = (typeof subgraphNames)[number];

/** Reads entities by id for a reference: in the order asked, null where there is none that the caller may see. */
export type ReferenceLoader = (context: SubgraphContext, ids: readonly string[]) => Promise<readonly (object | null)[]>;

/** `prefix` is what the type's ids begin with. A type that this subgraph does not own is only a key here, and says nothing about existence. */
export type EntityType = { readonly prefix: string; readonly owned: true; readonly load: ReferenceLoader } | { readonly prefix: string; readonly owned: false };

export type EntityTypes = Readonly<Record<string, EntityType>>;

/** Everything that makes a subgraph; it names no database, no port and no other subgraph. */
export interface SubgraphDefinition {
  readonly name: SubgraphName;
  readonly resolvers: readonly Function[];
  readonly orphanedTypes?: readonly Function[];
  readonly entityTypes: EntityTypes;
  readonly entities: readonly Function[];
  readonly migrations: readonly Function[];
  readonly policies: readonly PolicyTable[];
  /** The columns of its personal data. One that has any opens with a keyring alone, and a rotation of keys goes through them. */
  readonly sealed?: readonly SealedColumn[];
  /** What it keeps of other subgraphs' changes, besides the site tree. */
  readonly consumers?: readonly ConsumerDefinition[];
  /** Where its sites stand, for the subgraph that owns them; all others follow org's feed. */
  readonly sites?: SiteSource;
}

/** A type of this subgraph, read by the one authorized read that queries use as well. */
export function owned(prefix: string, load: ReferenceLoader): EntityType {
  return { prefix, owned: true, load };
}

/** A type of another subgraph to which this one adds fields, or that its own objects name. */
export function stub(prefix: string): EntityType {
  return { prefix, owned: false };
}

export interface SubgraphSchema {
  readonly definition: SubgraphDefinition;
  /** The SDL with federation directives, as composed into the supergraph. */
  readonly sdl: string;
  /** Executable, with `_entities` and `_service`, every policy applied. */
  readonly schema: GraphQLSchema;
}
