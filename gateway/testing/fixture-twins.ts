import { parse, validate, type ExecutionResult } from "graphql";
import { anonymous, type Caller } from "../../kernel/auth/caller";
import { faultOf } from "../../kernel/errors/faults";
import { compose } from "../composition/compose";
import { ownedTypes } from "../composition/schema-files";
import { federate, type Federation } from "../federated/federate";
import { fuse } from "../fused/fuse";
import type { Graph } from "../graph";
import { createNodeSubgraph } from "../node/node-subgraph";
import { fixtureGraph, type FixtureGraph } from "./fixture-graph";
import { callerHeader, serveFixture, type FixtureServer } from "./fixture-server";

/** What ways to run must agree on: the data, and where which kind of error stands, whatever the order of the errors. */
export interface Told {
  readonly data: unknown;
  readonly errors: readonly string[];
}

export interface Asking {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly caller?: Caller;
  readonly operationName?: string;
}

/** The fixture graph fused in this process, and again federated over HTTP; each over a world of its own, and the worlds are alike. */
export interface FixtureTwins {
  readonly fused: FixtureGraph & { readonly graph: Graph };
  readonly federated: FixtureGraph & { readonly graph: Graph; readonly servers: Readonly<Record<string, FixtureServer>> };
  /** Does the same to both worlds. */
  both(change: (world: FixtureGraph["world"]) => void): void;
  /** Interpreted, compiled, federated. */
  ask(source: string, asking?: Asking): Promise<{ readonly interpreted: Told; readonly compiled: Told; readonly federated: Told }>;
  close(): Promise<void>;
}

export function composedFixture({ subgraphs }: FixtureGraph) {
  const nodeSubgraph = createNodeSubgraph(subgraphs.map(({ definition }) => definition));
  const composed = compose([...subgraphs.map(({ name, sdl, definition }) => ({ name: name as string, sdl, owned: ownedTypes(definition) })), { name: "node", sdl: nodeSubgraph.sdl, owned: [] }]);
  return { nodeSubgraph, ...composed };
}

export async function openFixtureTwins(federation: Partial<Federation> = {}): Promise<FixtureTwins> {
  const [here, there] = [fixtureGraph(), fixtureGraph()];
  const { apiSdl, supergraphSdl, nodeSubgraph } = composedFixture(here);
  const fused = { ...here, graph: fuse({ apiSdl, subgraphs: here.subgraphs, nodeSubgraph, execution: { compileAtSight: 1 } }) };
  const interpreted = fuse({ apiSdl, subgraphs: here.subgraphs, nodeSubgraph, execution: { compileAtSight: Infinity } });
  const servers = Object.fromEntries(await Promise.all(there.subgraphs.map(async (subgraph) => [subgraph.name as string, await serveFixture(subgraph)] as const)));
  const endpoints = Object.fromEntries(Object.values(servers).map(({ name, url }) => [name, url]));
  const sign = (_: string, __: string, caller: Caller) => Promise.resolve({ [callerHeader]: JSON.stringify(caller) });
  const graph = federate({ supergraphSdl, apiSdl, endpoints, sign, nodeSubgraph, ...federation });
  return {
    fused,
    federated: { ...there, graph, servers },
    both: (change) => [here.world, there.world].forEach(change),
    async ask(source, asking) {
      return { interpreted: await told(interpreted, source, asking), compiled: await told(fused.graph, source, asking), federated: await told(graph, source, asking) };
    },
    close: async () => void (await Promise.all(Object.values(servers).map((server) => server.close()))),
  };
}

export async function told(graph: Graph, source: string, asking: Asking = {}): Promise<Told> {
  const { data, errors = [] } = await answerOf(graph, source, asking);
  const places = errors.map((error) => `${faultOf(error).code} ${(error.path ?? []).filter((step) => typeof step === "string").join(".")}`);
  return { data: JSON.parse(JSON.stringify(data ?? null)), errors: places.sort() };
}

export function answerOf(graph: Graph, source: string, { variables, caller = anonymous, operationName }: Asking = {}): Promise<ExecutionResult> {
  const document = parse(source);
  const faults = validate(graph.schema, document);
  if (faults.length > 0) throw new Error(faults.map(({ message }) => message).join("; "));
  return graph.execute({ document, operationName, variables, context: graph.context({ caller, language: "en", requestId: "r-1" }) });
}
