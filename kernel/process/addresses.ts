import type { Settings } from "../config/settings";
import type { DatabaseSettings } from "../database/database";
import { subgraphNames, type SubgraphName } from "../subgraph/definition";

/** Where a subgraph answers: as set, or on this machine on the port that follows the gateway's. */
export function addressOf(settings: Settings, name: SubgraphName): string {
  return settings[`${name.toUpperCase() as Uppercase<SubgraphName>}_URL`] ?? `http://127.0.0.1:${portOf(settings, name)}/`;
}

export function portOf(settings: Settings, name: SubgraphName): number {
  return settings.PORT + 1 + subgraphNames.indexOf(name);
}

export function databaseOf(settings: Settings): DatabaseSettings {
  if (settings.DATABASE_URL === undefined) return { engine: "sqlite", directory: settings.DATA_DIR };
  return { engine: "mysql", url: settings.DATABASE_URL, poolSize: settings.DATABASE_POOL };
}
