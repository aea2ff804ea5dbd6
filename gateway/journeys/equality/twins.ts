import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { TokenIssuer } from "../../../kernel/auth/tokens";
import { readSettings, type Settings } from "../../../kernel/config/settings";
import type { DatabaseSettings } from "../../../kernel/database/database";
import { settled } from "../../../kernel/events/settled";
import { createLogger } from "../../../kernel/logging/logging";
import { clockOf, idsOf } from "../../../kernel/process/addresses";
import { keyringOf } from "../../../kernel/process/personal-keys";
import { subgraphNames } from "../../../kernel/subgraph/definition";
import { testDatabaseSettings } from "../../../kernel/testing/databases";
import { runFolder } from "../../../kernel/testing/environment";
import { openRawTables } from "../../../kernel/testing/raw-tables";
import { definitions } from "../../definitions";
import { edgeSettingsOf } from "../../edge-settings";
import { openFused, type FusedSubgraphs } from "../../fused/open";
import { apiSdl } from "../../schema-files";
import { createServer } from "../../server/server";
import { startProcesses } from "../../testing/processes";
import { developmentIssuerOf, verifierOf } from "../../tokens";
import type { Answer } from "./answers";
import type { TwinTables } from "./injections";
import { buildWorld, twinInstant, type World } from "./world";

/** One of two graphs over the same world. */
export interface Twin {
  readonly tables: TwinTables;
  ask(source: string, variables: Readonly<Record<string, unknown>>, authorization: string | null): Promise<Answer>;
  /** What was written has all its effects, in every subgraph. */
  settle(): Promise<void>;
  /** What its processes complained of; nothing where it runs in this one. */
  complaints(): string;
  close(): Promise<void>;
}

export interface Twins {
  readonly fused: Twin;
  readonly federated: Twin;
  readonly world: World;
  readonly issuer: TokenIssuer;
  close(): Promise<void>;
}

/** Both twins run on these: time stands still, ids are repeatable, nothing is short of budget or patience. */
const environment = {
  FIXED_CLOCK: twinInstant,
  ID_SEED: "twins",
  COST_CEILING: "1000000000000000",
  COST_BUDGET: "9000000000000000",
  REQUEST_TIMEOUT_MS: "60000",
  SUBGRAPH_TIMEOUT_MS: "30000",
  CATCH_UP_MS: "20000",
  LOG_LEVEL: "error",
};

/** The same world twice, on two places: one served fused in this process, the other by five processes. */
export async function openTwins(): Promise<Twins> {
  const [here, there] = await Promise.all([testDatabaseSettings(), testDatabaseSettings()]);
  const data = { DATA_DIR: there.engine === "sqlite" ? there.directory : await mkdtemp(join(runFolder(), "keys-")) };
  const settings = readSettings({ ...environment, ...data, PORT: "0" });
  const [own, replicas] = await Promise.all([openPlace(here, settings, "world"), openPlace(there, settings, "world")]);
  const [world, copy] = await Promise.all([buildWorld(own), buildWorld(replicas)]);
  await own.close();
  if (JSON.stringify(world) !== JSON.stringify(copy)) throw new Error("the twins' worlds differ before anything was asked");
  const fused = await openFusedTwin(here, settings);
  const federated = await openFederatedTwin(there, replicas, { ...environment, ...data, ...(there.engine === "mysql" && { DATABASE_URL: there.url, DATABASE_POOL: String(there.poolSize) }) });
  const close = async () => void (await Promise.all([fused.close(), federated.close()]));
  return { fused, federated, world, issuer: developmentIssuerOf(settings, clockOf(settings))!, close };
}

/** All subgraphs on a place, with seeded ids of their own: for building the world, and for driving feeds that other processes follow too. */
function openPlace(database: DatabaseSettings, settings: Settings, seed: string): Promise<FusedSubgraphs> {
  return openFused(definitions, { database, clock: clockOf(settings), idsOf: (name) => idsOf({ ...settings, ID_SEED: seed }, name), logger: createLogger("silent"), keyring: keyringOf(settings) });
}

async function openFusedTwin(database: DatabaseSettings, settings: Settings): Promise<Twin> {
  const clock = clockOf(settings);
  const logger = createLogger("silent");
  const subgraphs = await openFused(definitions, { database, clock, idsOf: (name) => idsOf(settings, name), logger, keyring: keyringOf(settings) });
  const sdl = apiSdl();
  const graph = subgraphs.graph(sdl);
  const server = createServer({ graph, sdl, verifier: verifierOf(settings, clock), settings: edgeSettingsOf(settings), logger, clock });
  const tables = await openTables(database);
  await server.listen();
  subgraphs.start();
  return {
    tables,
    ask: asking(server.url),
    settle: () => settled(subgraphs.all),
    complaints: () => "",
    async close() {
      await server.close();
      await graph.close();
      await closeTables(tables);
    },
  };
}

/** `replicas`: the same subgraphs open in this process as well, which can be waited for. */
async function openFederatedTwin(database: DatabaseSettings, replicas: FusedSubgraphs, settings: Readonly<Record<string, string>>): Promise<Twin> {
  const [processes, tables] = await Promise.all([startProcesses(settings), openTables(database)]);
  return {
    tables,
    ask: asking(processes.url),
    settle: () => settled(replicas.all),
    complaints: () => processes.complaints(),
    async close() {
      await processes.stop();
      await replicas.close();
      await closeTables(tables);
    },
  };
}

function asking(url: string): Twin["ask"] {
  const endpoint = new URL("/graphql", url);
  return async (query, variables, authorization) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json", ...(authorization !== null && { authorization }) },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as Omit<Answer, "status">) };
  };
}

async function openTables(database: DatabaseSettings): Promise<TwinTables> {
  return Object.fromEntries(await Promise.all(subgraphNames.map(async (name) => [name, await openRawTables(name, database)] as const))) as unknown as TwinTables;
}

async function closeTables(tables: TwinTables): Promise<void> {
  await Promise.all(Object.values(tables).map((each) => each.close()));
}
