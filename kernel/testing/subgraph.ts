import { graphql, type ExecutionResult, type GraphQLError } from "graphql";
import type { Caller } from "../auth/caller";
import { localize } from "../errors/faults";
import { createIds } from "../ids/ids";
import { createLogger } from "../logging/logging";
import type { SubgraphDefinition } from "../subgraph/definition";
import type { Peer } from "../events/peer";
import { assembleSubgraph, databaseDefinitionOf, type Subgraph } from "../subgraph/open";
import { buildSubgraphSchema } from "../subgraph/schema";
import { fixedClock, type FixedClock } from "../time/time";
import { testDatabase } from "./databases";
import { testKeyring } from "./keyring";
import { administrator, requestBy } from "./requests";

/** The day on which specifications play, unless they move the clock. */
export const specificationStart = "2026-03-02T01:00:00.000000Z";

export interface Answer<Data = any> {
  readonly data: Data;
  /** Error codes by path: `["FORBIDDEN volunteer.name"]`. */
  readonly faults: readonly string[];
  readonly errors: readonly GraphQLError[];
  /** SQL statements that the answer took, transaction control included. */
  readonly statements: number;
}

export interface TestSubgraph extends Subgraph {
  readonly clock: FixedClock;
  /** Runs an operation through the subgraph's own schema; an administrator asks unless `as` says who. */
  ask<Data = any>(document: string, variables?: Record<string, unknown>, options?: { as?: Caller; language?: "zh" | "en" }): Promise<Answer<Data>>;
}

/** A sibling that has nothing to tell: what a specification knows of other subgraphs, it puts into the projections itself. */
const silent: Peer = { pull: ({ after }) => Promise.resolve({ changes: [], nextCursor: after ?? "", hasMore: false }) };

/** A subgraph on a fresh database of the current engine, with a clock that only the specification moves and seeded ids; siblings are silent unless `peer` speaks for them. */
export async function testSubgraph(definition: SubgraphDefinition, seed = "specification", peer: (name: string) => Peer = () => silent): Promise<TestSubgraph> {
  const clock = fixedClock(specificationStart);
  const database = await testDatabase(databaseDefinitionOf(definition));
  const subgraph = assembleSubgraph(await buildSubgraphSchema(definition), database, { clock, ids: createIds(clock, seed), logger: createLogger("silent"), keyring: testKeyring, peer });
  return { ...subgraph, clock, ask: (document, variables, options = {}) => ask(subgraph, document, variables, options) };
}

async function ask(subgraph: Subgraph, source: string, variableValues: Record<string, unknown> | undefined, options: { as?: Caller; language?: "zh" | "en" }): Promise<Answer> {
  const contextValue = subgraph.context(requestBy(options.as ?? administrator, options.language));
  const before = subgraph.database.statements();
  const result: ExecutionResult = await graphql({ schema: subgraph.schema, source, variableValues, contextValue });
  const errors = result.errors ?? [];
  const faults = errors.map((error) => `${String(localize(error, "en").extensions!["code"])} ${(error.path ?? []).join(".")}`.trim());
  return { data: result.data, errors, faults, statements: subgraph.database.statements() - before };
}
