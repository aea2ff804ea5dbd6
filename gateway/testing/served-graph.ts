import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Caller } from "../../kernel/auth/caller";
import { readSettings } from "../../kernel/config/settings";
import type { DatabaseSettings } from "../../kernel/database/database";
import { httpPeer } from "../../kernel/events/peers";
import { createIds } from "../../kernel/ids/ids";
import { createLogger } from "../../kernel/logging/logging";
import { addressSetting } from "../../kernel/process/addresses";
import { signingKeyOf, trustedKeysOf } from "../../kernel/process/keys";
import { subgraphNames, type SubgraphDefinition, type SubgraphName } from "../../kernel/subgraph/definition";
import { openSubgraph, type Subgraph } from "../../kernel/subgraph/open";
import { serveSubgraph } from "../../kernel/subgraph/serve";
import { testDatabaseSettings } from "../../kernel/testing/databases";
import { testKeyring } from "../../kernel/testing/keyring";
import { systemClock as clock } from "../../kernel/time/time";
import { definitions } from "../definitions";
import { edgeSettingsOf } from "../edge-settings";
import { openFederated } from "../federated/open";
import type { Graph } from "../graph";
import { createServer } from "../server/server";
import { developmentIssuerOf, verifierOf } from "../tokens";
import { openLine, type Line } from "./line";

/** An answer as a client reads it. */
export interface ClientAnswer {
  readonly data: any;
  /** `CODE path.without.indices`, sorted. */
  readonly faults: readonly string[];
  /** Data and errors as they came. */
  readonly text: string;
}

export interface PublicGraph {
  readonly url: string;
  ask(query: string, variables: object, caller: Caller): Promise<ClientAnswer>;
  close(): Promise<void>;
}

/** A graph behind the public edge, with tokens for whoever asks. */
export async function publish(graph: Graph, environment: Readonly<Record<string, string>>, logger = createLogger("silent")): Promise<PublicGraph> {
  const settings = readSettings(environment);
  const edge = edgeSettingsOf(settings);
  const issuer = developmentIssuerOf(settings, clock)!;
  const server = createServer({ graph, verifier: verifierOf(settings, clock), settings: { ...edge, port: 0 }, logger, clock });
  await server.listen();
  return {
    url: server.url,
    async ask(query, variables, caller) {
      const headers = { "content-type": "application/json", "accept-language": "en", authorization: `Bearer ${await issuer.issue(caller, 600)}` };
      const response = await fetch(`${server.url}/graphql`, { method: "POST", headers, body: JSON.stringify({ query, variables }) });
      const { data, errors = [] } = (await response.json()) as { data?: unknown; errors?: { path?: (string | number)[]; extensions: { code: string } }[] };
      return { data, text: JSON.stringify({ data, errors }), faults: errors.map(({ path = [], extensions }) => `${extensions.code} ${path.filter((step) => typeof step === "string").join(".")}`.trim()).sort() };
    },
    close: () => server.close(),
  };
}

/** The four subgraphs as they are served alone, a line before each, and the public edge over signed requests; all in this process. */
export interface ServedGraph extends PublicGraph {
  readonly byName: Readonly<Record<SubgraphName, Subgraph>>;
  readonly lines: Readonly<Record<SubgraphName, Line>>;
  /** What the gateway has logged, warnings and worse. */
  readonly log: string[];
  /** One more of this subgraph, on the same database, behind the same line. */
  addReplica(name: SubgraphName): Promise<{ close(): Promise<void> }>;
}

interface Served {
  readonly subgraph: Subgraph;
  readonly url: string;
  close(): Promise<void>;
}

export async function openServedGraph(changed: Readonly<Record<string, string>>): Promise<ServedGraph> {
  const directory = mkdtempSync(join(tmpdir(), "practice-graph-served-"));
  const own = readSettings({ DATA_DIR: directory, ...changed });
  const database = await testDatabaseSettings();
  const lines = {} as Record<SubgraphName, Line>;
  const serve = (definition: SubgraphDefinition) => serveOne(definition, { database, own, lines });
  const served = await Promise.all(definitions.map(async (definition) => [definition.name, await serve(definition)] as const));
  for (const [name, { url }] of served) lines[name] = await openLine(url);
  const environment = { DATA_DIR: directory, ...changed, ...Object.fromEntries(subgraphNames.map((name) => [addressSetting(name), lines[name].url])) };
  const log: string[] = [];
  const edge = await publish(openFederated(readSettings(environment), clock), environment, createLogger("warn", { write: (line) => void log.push(line) }));
  return {
    ...edge,
    lines,
    log,
    byName: Object.fromEntries(served.map(([name, { subgraph }]) => [name, subgraph])) as Record<SubgraphName, Subgraph>,
    async addReplica(name) {
      const replica = await serve(definitions.find((definition) => definition.name === name)!);
      lines[name].targets.push(replica.url);
      return replica;
    },
    async close() {
      await edge.close();
      await Promise.all([...Object.values(lines).map((line) => line.close()), ...served.map(([, { close }]) => close())]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

interface Surroundings {
  readonly database: DatabaseSettings;
  readonly own: ReturnType<typeof readSettings>;
  readonly lines: Readonly<Record<SubgraphName, Line>>;
}

async function serveOne(definition: SubgraphDefinition, { database, own, lines }: Surroundings): Promise<Served> {
  const [logger, key] = [createLogger("silent"), signingKeyOf(own, definition.name)];
  const peerOf = (name: string) => httpPeer({ name, url: lines[name as SubgraphName].url, key, clock, timeoutMilliseconds: own.SUBGRAPH_TIMEOUT_MS });
  const subgraph = await openSubgraph(definition, {
    database,
    clock,
    ids: createIds(clock),
    logger,
    keyring: testKeyring,
    consuming: { catchUpMilliseconds: own.CATCH_UP_MS },
    peer: (name) => ({ pull: (request) => peerOf(name).pull(request) }),
  });
  const { url, close } = await serveSubgraph(subgraph, { host: "127.0.0.1", port: 0, trusted: trustedKeysOf(own), clock, logger });
  return { subgraph, url, close: () => close().then(() => subgraph.close()) };
}
