import type { Settings } from "../config/settings";
import type { DatabaseSettings } from "../database/database";
import { createIds, type IdFactory } from "../ids/ids";
import { subgraphNames, type SubgraphName } from "../subgraph/definition";
import { fixedClock, systemClock, type Clock } from "../time/time";
import type { ProcessName } from "./keys";

const gatewayPort = 4000;

/** Where a process listens: as set, or at its place behind the gateway. */
export function portOf(settings: Settings, name: ProcessName): number {
  return settings.PORT ?? portBehind(gatewayPort, name);
}

/** The port of a part whose gateway listens on `base`. */
export function portBehind(base: number, name: ProcessName): number {
  return base + (name === "gateway" ? 0 : subgraphNames.indexOf(name) + 1);
}

/** Where a subgraph answers. */
export function addressOf(settings: Settings, name: SubgraphName): string {
  return settings[addressSetting(name)] ?? addressOn(portBehind(gatewayPort, name));
}

export function addressSetting(name: SubgraphName): `${Uppercase<SubgraphName>}_URL` {
  return `${name.toUpperCase() as Uppercase<SubgraphName>}_URL`;
}

export function addressOn(port: number): string {
  return `http://127.0.0.1:${port}/`;
}

export function databaseOf(settings: Settings): DatabaseSettings {
  if (settings.DATABASE_URL === undefined) return { engine: "sqlite", directory: settings.DATA_DIR };
  return { engine: "mysql", url: settings.DATABASE_URL, poolSize: settings.DATABASE_POOL };
}

export function clockOf(settings: Settings): Clock {
  return settings.FIXED_CLOCK === undefined ? systemClock : fixedClock(settings.FIXED_CLOCK);
}

/** Each subgraph makes its own ids, so that what one does never shifts those of another. */
export function idsOf(settings: Settings, name: SubgraphName): IdFactory {
  return createIds(clockOf(settings), settings.ID_SEED === undefined ? undefined : `${settings.ID_SEED} ${name}`);
}
